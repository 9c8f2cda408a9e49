"""One page does every action of every procedure: it says what follows, asks for what is needed, and loses nothing."""

from __future__ import annotations

import re

from counterpart.foundation.refs import new_ref
from tests.exchanges.stories import NOW, accepted, drafted, sent, stored
from tests.network import Network
from tests.web.visitors import at, visitor

STATE = "select state from exchanges_exchange"


def hidden(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def form_of(page: str) -> dict[str, str]:
    return {name: hidden(page, name) for name in ("request", "exchange", "expected")}


def test_the_page_says_what_will_happen_before_it_does(people: Network) -> None:
    draft = drafted(people)
    place = at(people, "kowalska", f"exchanges/{draft.number}/do/send?as=requester")
    kowalska = visitor(people, "kowalska")
    page = " ".join(kowalska.get(place).content.decode().split())
    assert "What happens then" in page
    assert "Request sent" in page
    assert "Pharmacists’ Register of Great Britain" in page.partition("What happens then")[2]
    assert stored(STATE) == [("draft",)]
    answer = kowalska.post(place, form_of(page))
    assert (answer.status_code, answer["Location"]) == (
        302, at(people, "kowalska", f"exchanges/{draft.number}?done=send"),
    )  # fmt: skip
    assert stored(STATE) == [("sent",)]


def test_a_double_click_does_it_once(people: Network) -> None:
    draft = drafted(people)
    place = at(people, "kowalska", f"exchanges/{draft.number}/do/send?as=requester")
    kowalska = visitor(people, "kowalska")
    given = form_of(kowalska.get(place).content.decode())
    assert [kowalska.post(place, given).status_code for _ in range(2)] == [302, 302]
    assert stored(STATE) == [("sent",)]
    entries = "select count(*) from foundation_log_entry where action = 'send'"
    assert stored(entries) == [(1,)]


def test_a_reason_that_is_missing_is_asked_for_and_nothing_else_is_lost(people: Network) -> None:
    request = accepted(people)
    place = at(people, "taylor", f"exchanges/{request.number}/do/forward?as=responder")
    ref, _ = people.newcomer("GB", ("pq", "authority"), name="A Register of Wales")
    taylor = visitor(people, "taylor")
    page = taylor.get(place).content.decode()
    assert "Register of Wales" in page
    answer = taylor.post(place, form_of(page) | {"reason": "It is in Cardiff.", "lang": "en"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Forward" in page
    assert '<a href="#choose">Choose who.</a>' in page
    assert "It is in Cardiff." in page
    answer = taylor.post(place, form_of(page) | {"reason": "It is in Cardiff.", "lang": "en", "choose": str(ref)})
    assert (answer.status_code, answer["Location"]) == (302, at(people, "taylor", "work"))
    assert stored(STATE) == [("sent",)]


def test_whoever_was_slower_is_told_and_keeps_what_they_typed(people: Network) -> None:
    request = accepted(people)
    place = at(people, "kowalska", f"exchanges/{request.number}/do/withdraw?as=requester")
    kowalska, taylor = visitor(people, "kowalska"), visitor(people, "taylor")
    page = kowalska.get(place).content.decode()
    refuse = at(people, "taylor", f"exchanges/{request.number}/do/refuse?as=responder")
    ref, _ = people.newcomer("GB", ("pq", "authority"))
    forward = at(people, "taylor", f"exchanges/{request.number}/do/forward?as=responder")
    taylor.post(
        forward, form_of(taylor.get(forward).content.decode()) | {"choose": str(ref), "reason": "", "lang": "en"}
    )
    answer = kowalska.post(place, form_of(page) | {"reason": "The wrong person.", "lang": "pl"})
    again = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody was faster" in again
    assert "Request sent" in again
    assert "The wrong person." in again
    assert kowalska.post(place, form_of(again) | {"reason": "The wrong person.", "lang": "pl"}).status_code == 302
    assert stored(STATE) == [("withdrawn",)]
    assert taylor.get(refuse).status_code == 404


def test_a_double_click_on_what_hands_the_exchange_on_is_no_error(people: Network) -> None:
    request = sent(people)
    ref, _ = people.newcomer("GB", ("pq", "authority"))
    place = at(people, "taylor", f"exchanges/{request.number}/do/forward?as=responder")
    taylor = visitor(people, "taylor")
    given = form_of(taylor.get(place).content.decode()) | {"choose": str(ref), "lang": "en"}
    answers = [taylor.post(place, given) for _ in range(2)]
    assert {(one.status_code, one["Location"]) for one in answers} == {(302, at(people, "taylor", "work"))}
    assert taylor.post(place, given | {"request": str(new_ref(NOW))}).status_code == 404


def test_a_number_that_is_not_there_does_nothing_to_another_exchange(people: Network) -> None:
    draft = drafted(people)
    kowalska = visitor(people, "kowalska")
    place = at(people, "kowalska", f"exchanges/{draft.number}/do/send?as=requester")
    given = form_of(kowalska.get(place).content.decode())
    for number in ("0000-0000", draft.number[::-1]):
        answer = kowalska.post(at(people, "kowalska", f"exchanges/{number}/do/send?as=requester"), given)
        assert answer.status_code == 404, number
    assert stored(STATE) == [("draft",)]


def test_what_is_not_possible_is_explained(people: Network) -> None:
    request = accepted(people)
    place = at(people, "taylor", f"exchanges/{request.number}/do/reply?as=responder")
    answer = visitor(people, "taylor").get(place)
    assert answer.status_code == 403
    assert "Every question needs an answer" in answer.content.decode()


def test_what_belongs_to_the_other_side_is_not_there(people: Network) -> None:
    request = sent(people)
    place = at(people, "kowalska", f"exchanges/{request.number}/do/accept")
    assert visitor(people, "kowalska").get(place).status_code == 404
    given = {"request": str(new_ref(NOW)), "expected": "2"}
    assert visitor(people, "kowalska").post(place, given).status_code == 404


def test_some_questions_go_to_another_authority(people: Network) -> None:
    request = accepted(people, ask=["established", "self_employed"])
    ref, _ = people.newcomer("GB", ("pq", "authority"))
    place = at(people, "taylor", f"exchanges/{request.number}/do/split?as=responder")
    taylor = visitor(people, "taylor")
    page = taylor.get(place).content.decode()
    given = form_of(page) | {"choose": str(ref), "questions": ["self_employed"]}
    assert taylor.post(place, given).status_code == 302
    assert stored("select key, state from exchanges_track") == [(str(ref), "open")]
    shown = taylor.get(at(people, "taylor", f"exchanges/{request.number}")).content.decode()
    assert "Forwarded questions" in shown
