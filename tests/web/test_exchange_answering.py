"""Answering: saved together, never written over, nothing typed lost."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client

from counterpart.exchanges.actions.beginning import Written
from tests.exchanges.stories import accepted, stored
from tests.network import Network
from tests.web.visitors import at, visitor

ASKED = ["established", "national", "qualification"]
ANSWERS = "select slot, version from exchanges_content where kind = 3 and ended_n is null order by slot"


def page_of(people: Network, client: Client, who: str, request: Written) -> str:
    return client.get(at(people, who, f"exchanges/{request.number}")).content.decode()


def fields(page: str) -> dict[str, str]:
    """What the form would send if nobody touched it: hidden fields and what stands in the others."""
    form = page.partition('<form class="columns"')[2].partition("</form>")[0] or page.partition('<form class="box')[2]
    found = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'type="radio" name="([^"]+)" value="([^"]*)" checked', form))
    found |= dict(re.findall(r'<textarea id="[^"]*" name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    found |= {"lang": "en", "do": ""}
    return {name: html.unescape(value) for name, value in found.items() if name != "csrfmiddlewaretoken"}


def save(people: Network, client: Client, who: str, request: Written, given: dict[str, str]) -> Any:
    return client.post(at(people, who, f"exchanges/{request.number}/answers"), given)


def test_answers_are_saved_together_and_counted(people: Network) -> None:
    request, taylor = accepted(people, ask=ASKED), visitor(people, "taylor")
    page = page_of(people, taylor, "taylor", request)
    assert "0 of 3 answered" in page
    given = fields(page) | {"a-0.established": "no", "a-0.qualification": "Master of Pharmacy, 2001"}
    answer = save(people, taylor, "taylor", request, given)
    assert answer["Location"].endswith(f"{request.number}?done=answers")
    assert stored(ANSWERS) == [("established", 1), ("qualification", 1)]
    page = page_of(people, taylor, "taylor", request)
    assert "2 of 3 answered" in page
    assert "Answer 1 more question, then “Send the reply”" in page


def test_an_answer_that_nobody_touched_is_not_written_again(people: Network) -> None:
    request, taylor = accepted(people, ask=ASKED), visitor(people, "taylor")
    save(
        people, taylor, "taylor", request, fields(page_of(people, taylor, "taylor", request)) | {"a-0.national": "yes"}
    )
    again = fields(page_of(people, taylor, "taylor", request))
    assert again["a-0.national"] == "yes"
    save(people, taylor, "taylor", request, again)
    assert stored(ANSWERS) == [("national", 1)]


def test_an_answer_may_open_another_question(people: Network) -> None:
    request, taylor = accepted(people, ask=["established"]), visitor(people, "taylor")
    save(
        people,
        taylor,
        "taylor",
        request,
        fields(page_of(people, taylor, "taylor", request)) | {"a-0.established": "yes"},
    )
    page = page_of(people, taylor, "taylor", request)
    assert 'name="a-0.established_since"' in page
    wrong = save(people, taylor, "taylor", request, fields(page) | {"a-0.established_since": "a long time ago"})
    said = wrong.content.decode()
    assert wrong.status_code == 422
    assert "<title>Error: " in said
    assert '<a href="#a-0.established_since">' in said
    assert 'value="a long time ago"' in said
    right = save(people, taylor, "taylor", request, fields(page) | {"a-0.established_since": "1.5.2019"})
    assert right.status_code == 302
    shown = page_of(people, taylor, "taylor", request)
    assert 'value="1 5 2019"' in shown
    assert "do/reply" not in shown.partition("aria-disabled")[2].partition("</button>")[0]


def test_colleagues_on_different_questions_never_meet(people: Network) -> None:
    request = accepted(people, ask=ASKED)
    taylor, patel = visitor(people, "taylor"), visitor(people, "patel")
    first, second = (fields(page_of(people, one, who, request)) for one, who in ((taylor, "taylor"), (patel, "patel")))
    assert save(people, taylor, "taylor", request, first | {"a-0.national": "yes"}).status_code == 302
    assert save(people, patel, "patel", request, second | {"a-0.established": "no"}).status_code == 302
    assert stored(ANSWERS) == [("established", 1), ("national", 1)]


def test_colleagues_on_the_same_question_see_both_and_choose(people: Network) -> None:
    request = accepted(people, ask=ASKED)
    taylor, patel = visitor(people, "taylor"), visitor(people, "patel")
    first, second = (fields(page_of(people, one, who, request)) for one, who in ((taylor, "taylor"), (patel, "patel")))
    save(people, taylor, "taylor", request, first | {"a-0.qualification": "Master of Pharmacy"})
    met = save(people, patel, "patel", request, second | {"a-0.qualification": "Bachelor", "a-0.national": "yes"})
    page = met.content.decode()
    assert met.status_code == 409
    assert "Written by Grace Taylor" in page
    assert [text in page for text in ("Master of Pharmacy", "Bachelor")] == [True, True]
    given = fields(page)
    assert given["use-0.qualification"] == "theirs"
    assert save(people, patel, "patel", request, given | {"use-0.qualification": "mine"}).status_code == 302
    assert stored(ANSWERS) == [("national", 1), ("qualification", 2)]
    assert "Bachelor" in page_of(people, taylor, "taylor", request)


def test_theirs_stays_where_it_is_chosen(people: Network) -> None:
    request = accepted(people, ask=ASKED)
    taylor, patel = visitor(people, "taylor"), visitor(people, "patel")
    first, second = (fields(page_of(people, one, who, request)) for one, who in ((taylor, "taylor"), (patel, "patel")))
    save(people, taylor, "taylor", request, first | {"a-0.qualification": "Master of Pharmacy"})
    met = save(people, patel, "patel", request, second | {"a-0.qualification": "Bachelor", "a-0.national": "yes"})
    save(people, patel, "patel", request, fields(met.content.decode()))
    assert stored(ANSWERS) == [("national", 1), ("qualification", 1)]


def test_what_cannot_be_answered_is_answered_by_saying_why(people: Network) -> None:
    request, taylor = accepted(people, ask=["established"]), visitor(people, "taylor")
    page = fields(page_of(people, taylor, "taylor", request))
    both = save(people, taylor, "taylor", request, page | {"a-0.established": "no", "x-0.established": "No register."})
    assert both.status_code == 422
    assert save(people, taylor, "taylor", request, page | {"x-0.established": "No register."}).status_code == 302
    shown = page_of(people, taylor, "taylor", request)
    assert "1 of 1 answered" in shown
    assert "No register." in shown


def test_a_button_saves_first_and_then_leads_to_the_action(people: Network) -> None:
    request, taylor = accepted(people, ask=["established"]), visitor(people, "taylor")
    page = page_of(people, taylor, "taylor", request)
    assert 'name="do" value="forward|responder||"' in page
    given = fields(page) | {"a-0.established": "no", "do": "forward|responder||"}
    answer = save(people, taylor, "taylor", request, given)
    assert answer["Location"] == at(people, "taylor", f"exchanges/{request.number}/do/forward?as=responder")
    assert stored(ANSWERS) == [("established", 1)]


def test_who_asked_is_given_no_fields(people: Network) -> None:
    request = accepted(people, ask=ASKED)
    page = page_of(people, visitor(people, "kowalska"), "kowalska", request)
    assert 'name="a-' not in page
    assert "Not answered yet" in page


def test_a_comment_that_was_taken_away_is_gone(people: Network) -> None:
    request, taylor = accepted(people, ask=ASKED), visitor(people, "taylor")
    page = page_of(people, taylor, "taylor", request)
    given = fields(page) | {"a-0.national": "yes", "c-0.national": "Seen in the register."}
    assert save(people, taylor, "taylor", request, given).status_code == 302
    page = page_of(people, taylor, "taylor", request)
    assert "Seen in the register." in page
    assert save(people, taylor, "taylor", request, fields(page) | {"c-0.national": ""}).status_code == 302
    assert "Seen in the register." not in page_of(people, taylor, "taylor", request)
    assert stored(ANSWERS) == [("national", 2)]
