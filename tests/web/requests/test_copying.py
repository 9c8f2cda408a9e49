"""A new request from an old one, with what is chosen of it; and exchanges that have to do with each other."""

from __future__ import annotations

import pytest

from counterpart.exchanges.actions.opening import Begun, open_exchange
from tests.exchanges.stories import SUBJECT, accepted, asked, drafted, sent, stored
from tests.web.door import Door

NUMBERS = "select number from exchanges_exchange order by id"
LINKS = "select exchange_id, other_id, kind from exchanges_link"


def newest() -> str:
    return str(stored(NUMBERS)[-1][0])


def test_a_copy_holds_what_was_chosen_and_nothing_else(door: Door) -> None:
    old = accepted(door.people, subject=SUBJECT | {"birth_place": "Galway"}, ask=["established", "national"])
    page = door.look("kowalska", old)
    assert "Begin another with parts of this one" in page.text
    offered = door.look("kowalska", old, "/copy").text
    assert "Surname (personal data) Brennan" in offered
    assert "2 questions" in offered
    chosen = {"take": ["surname", "profession", "questions"], "whom": "same"}
    assert door.send("kowalska", f"exchanges/{old.number}/copy", "copying", chosen).done
    draft = door.open("kowalska", f"exchanges/{newest()}")
    assert "Brennan" in draft.text
    assert "Siobhán" not in draft.text
    assert "Galway" not in draft.text
    assert "Question 2" in draft.text
    assert "Pharmacists’ Register of Great Britain" in draft.text
    assert "Copied" in draft.text
    assert old.number in draft.text
    assert "Copied" in door.look("kowalska", old).text
    assert newest() not in door.look("taylor", old).text


def test_a_copy_may_ask_somebody_else(door: Door) -> None:
    old = accepted(door.people)
    assert door.send("kowalska", f"exchanges/{old.number}/copy", "copying", {"whom": "nobody"}).done
    page = door.open("kowalska", f"exchanges/{newest()}/write").text
    assert "Nobody is chosen yet." in page


def test_questions_that_need_more_than_was_chosen_are_refused_in_words(door: Door) -> None:
    old = accepted(door.people, subject=SUBJECT | {"diploma": "Bachelor"}, ask=["diploma_authentic"])
    told = door.send("kowalska", f"exchanges/{old.number}/copy", "copying", {"take": ["surname", "questions"]})
    assert told.status == 422
    assert "One of the questions cannot be asked about what you filled in." in told.text
    assert len(stored(NUMBERS)) == 1


@pytest.mark.parametrize("who", ["taylor", "clarke", "dabrowska", "wisniewska", "nowak", "zielinska"])
def test_only_who_writes_for_the_side_that_asks_copies(door: Door, who: str) -> None:
    old = accepted(door.people)
    assert door.look(who, old, "/copy").status == 404
    assert "Begin another" not in door.look(who, old).text


def test_requests_of_two_areas_are_linked_and_only_who_opens_both_learns_of_it(door: Door) -> None:
    request = sent(door.people)
    _, moser = door.people.newcomer("PL", ("pq", "authority"), ("services", "authority"))
    door.others["both"] = moser
    mine = open_exchange(moser, asked(), "services", "request", Begun())
    other = open_exchange(
        moser, asked(), "pq", "request", Begun({"responder": [door.people.authorities["gb_pharmacists"]]})
    )
    where = f"exchanges/{mine.number}/link"
    told = door.send("both", where, "linking", {"other": other.number.lower().replace("-", " ")})
    assert told.done, told.text
    assert other.number in door.look("both", mine).text
    assert mine.number in door.look("both", other).text
    assert len(stored(LINKS)) == 1
    for wrong, said in (
        (request.number, "There is no such exchange"),
        ("7F3K", "8 characters"),
        (mine.number, "no such"),
    ):
        told = door.send("both", where, "linking", {"other": wrong})
        assert (told.status, said in told.text) == (422, True), told.text
    assert len(stored(LINKS)) == 1


def test_the_other_side_sees_no_link_with_what_it_may_not_open(door: Door) -> None:
    request, draft = sent(door.people), drafted(door.people)
    assert door.send("kowalska", f"exchanges/{request.number}/link", "linking", {"other": draft.number}).done
    assert draft.number in door.look("kowalska", request).text
    assert draft.number not in door.look("taylor", request).text
    assert door.look("hughes", request, "/link").status == 404
