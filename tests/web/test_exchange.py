"""The page of an exchange: whose move it is, by when, and what each side may see and do."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.exchanges.stories import accepted, drafted, sent
from tests.network import Network
from tests.web.visitors import at, visitor


def read(people: Network, who: str, number: str, language: str = "en") -> str:
    """The page as somebody of the cast reads it."""
    answer = visitor(people, who, language=language).get(at(people, who, f"exchanges/{number}"))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_whoever_has_to_move_reads_what_to_do_and_by_when(people: Network) -> None:
    request = sent(people)
    page = read(people, "taylor", request.number)
    assert "Your move" in page
    assert f'/exchanges/{request.number}/do/accept?as=responder">Accept</a>' in page
    assert "How this date was calculated" in page
    assert "You are here" in page


def test_the_other_side_reads_whose_move_it_is(people: Network) -> None:
    page = read(people, "kowalska", sent(people).number)
    assert "The move of" in page
    assert "Your move" not in page


def test_the_usual_way_is_drawn_and_no_side_branch(people: Network) -> None:
    page = read(people, "taylor", accepted(people).number)
    ways = page.partition('class="path"')[2].partition("</ol>")[0]
    assert [ways.find(state) > 0 for state in ("Draft", "Request sent", "Request accepted", "Closed")] == [True] * 4
    assert "Withdrawn" not in ways


def test_a_draft_is_written_and_checked_before_it_is_sent(people: Network) -> None:
    draft = drafted(people)
    page = read(people, "kowalska", draft.number)
    assert f'/exchanges/{draft.number}/check">Send</a>' in page
    assert f'/exchanges/{draft.number}/write">' in page


def test_the_page_takes_few_statements(people: Network) -> None:
    request = accepted(people)
    client = visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}")
    client.get(place)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(place).status_code == 200
    told = [one["sql"].split(None, 6)[:6] for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}]
    assert len(told) <= 13, told
