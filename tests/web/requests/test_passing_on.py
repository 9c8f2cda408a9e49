"""Rows 12 and 13: a request, or some of its questions, goes to another authority of the same member."""

from __future__ import annotations

from uuid import UUID

import pytest

from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.queries import choices
from counterpart.web.showing.exchange import choosing
from tests.exchanges.stories import RESPONDER, accepted, done, later, sent, stored
from tests.web.door import Door, Told
from tests.web.filling import fields_of
from tests.web.requests.paths import RSC

ASKED = ["established", "self_employed", "national"]
DUE = "select max(due_at)::text from exchanges_deadline"


def newcomer(door: Door, name: str, member: str = "GB") -> UUID:
    ref, door.others[name] = door.people.newcomer(member, ("pq", "authority"), name=f"Register of {name}")
    return ref


@pytest.mark.parametrize(("state", "who", "by"), [
    ("sent", "taylor", RESPONDER), ("accepted", "taylor", RESPONDER), ("sent", "hughes", RESPONDER),
    ("sent", "clarke", RSC), ("accepted", "clarke", RSC),
])  # fmt: skip
def test_row_12_the_whole_goes_to_another_authority_of_the_same_member(
    door: Door, state: str, who: str, by: Capacity
) -> None:
    """Before and after it was accepted, by a handler, by who allocates, or by the coordinator."""
    exchange = sent(door.people) if state == "sent" else accepted(door.people)
    wales = newcomer(door, "wales")
    told = door.do(who, exchange, "forward", by, {"choose": str(wales), "reason": "It is theirs.", "lang": "en"})
    assert told.done, told.text
    assert door.follow(who, told).status == 200
    assert door.state(exchange) == "sent"
    assert door.look("taylor", exchange).status == 404
    assert "Your move Accept" in door.look("wales", exchange).text.replace("Your moveAccept", "Your move Accept")
    history = door.look("kowalska", exchange).text
    assert "Forward to another authority" in history
    assert "Register of wales" in history


def test_row_12_the_first_week_goes_on(door: Door) -> None:
    exchange = sent(door.people)
    before = stored("select fire_at from exchanges_deadline where kind = 1")
    door.move_clock(days=2)
    wales = newcomer(door, "wales")
    assert door.do("taylor", exchange, "forward", RESPONDER, {"choose": str(wales)}).done
    assert stored("select fire_at from exchanges_deadline where kind = 1") == before


def test_row_12_nobody_abroad_is_offered_or_taken(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = sent(door.people)
    page = door.look("taylor", exchange, "/do/forward?as=responder&q=Ireland").text
    assert "Pharmacy Register of Ireland" not in page
    abroad = str(door.people.authorities["ie_pharmacists"])
    told = door.do("taylor", exchange, "forward", RESPONDER, {"choose": abroad})
    assert (told.status, "Who was chosen cannot take this part." in told.text) == (422, True)
    nothing = door.do("taylor", exchange, "forward", RESPONDER)
    assert (nothing.status, "Choose who." in nothing.text) == (422, True)
    assert door.state(exchange) == "sent"
    monkeypatch.setattr(choices, "may_take_over", lambda *_: True)
    assert "Pharmacy Register of Ireland" in door.look("taylor", exchange, "/do/forward?as=responder&q=Ireland").text


def split(door: Door, exchange: Written, questions: list[str], to: UUID) -> Told:
    return door.do("taylor", exchange, "split", RESPONDER, {"choose": str(to), "questions": questions})


def answered(door: Door, who: str, exchange: Written, answers: dict[str, str]) -> Told:
    """Answer on the page and go where one is led."""
    page = door.look(who, exchange).page
    given = fields_of(page, "answers") | {f"a-0.{code}": [value] for code, value in answers.items()}
    answer = door.client(who).post(door.at(who, f"exchanges/{exchange.number}/answers"), given, follow=True)
    assert answer.status_code == 200
    return door.look(who, exchange)


def test_row_13_parts_go_to_others_and_all_answers_stand_in_one_view(door: Door) -> None:
    exchange = accepted(door.people, ask=ASKED)
    parts = {name: Capacity("contributors", "part", str(newcomer(door, name))) for name in ("wales", "leeds")}
    assert split(door, exchange, ["self_employed"], UUID(parts["wales"].key)).done
    assert split(door, exchange, ["national"], UUID(parts["leeds"].key)).done
    assert door.state(exchange) == "accepted"
    answered(door, "taylor", exchange, {"established": "no"})
    told = door.do("taylor", exchange, "reply", RESPONDER)
    assert (told.status, "A forwarded part is still open." in told.text) == (422, True)
    too_soon = door.do("wales", exchange, "deliver", parts["wales"])
    assert "Answer the forwarded questions first." in too_soon.text
    assert door.do("wales", exchange, "take", parts["wales"]).done
    answered(door, "wales", exchange, {"self_employed": "yes"})
    answered(door, "leeds", exchange, {"national": "yes"})
    for name, part in parts.items():
        assert door.do(name, exchange, "deliver", part).done
    for who in ("taylor", "kowalska"):
        if who == "kowalska":
            assert "Register of wales 0 of 1 answered" in door.look(who, exchange).text
            assert door.do("taylor", exchange, "reply", RESPONDER).done
        page = door.look(who, exchange).text
        for said in ("Questions 1 of 1 answered", "wales 1 of 1 answered", "leeds 1 of 1 answered"):
            assert said in page, page


def test_row_13_a_part_that_comes_back_is_answered_by_whom_it_was_first_sent_to(door: Door) -> None:
    exchange = sent(door.people, ask=ASKED)
    part = Capacity("contributors", "part", str(newcomer(door, "wales")))
    assert split(door, exchange, ["self_employed"], UUID(part.key)).done
    bare = door.do("wales", exchange, "give_back", part, {"reason": " "})
    assert (bare.status, "Give a reason." in bare.text) == (422, True)
    assert door.do("wales", exchange, "give_back", part, {"reason": "Nothing is kept here.", "lang": "en"}).done
    assert door.parts(exchange) == ["returned"]
    assert "Nothing is kept here." in door.look("taylor", exchange).text
    assert door.do("taylor", exchange, "accept", RESPONDER).done
    assert "Answer 3 more questions" in door.look("taylor", exchange).text


def test_row_13_is_refused_without_questions_or_with_one_that_is_away_already(door: Door) -> None:
    exchange = accepted(door.people, ask=ASKED)
    wales = newcomer(door, "wales")
    page = door.look("taylor", exchange, "/do/split?as=responder&q=wales").text
    assert "Register of wales" in page
    page = door.look("taylor", exchange, "/do/split?as=responder&q=Great+Britain").text
    assert "Pharmacists’ Register of Great Britain" not in page, "nobody hands on to themselves"
    told = split(door, exchange, [], wales)
    assert (told.status, "Choose the questions." in told.text) == (422, True)
    assert split(door, exchange, ["national"], wales).done
    again = split(door, exchange, ["national"], newcomer(door, "leeds"))
    assert (again.status, "This question was not asked here, or is with somebody else." in again.text) == (422, True)


def test_parts_end_with_the_request(door: Door) -> None:
    exchange = accepted(door.people, ask=ASKED)
    wales = newcomer(door, "wales")
    assert split(door, exchange, ["national"], wales).done
    done(door.people, "kowalska", Written(exchange.ref, exchange.number, exchange.version + 1, ""), "withdraw",
         Capacity("requester"), at=later(hours=2), reason="The wrong person.")  # fmt: skip
    assert door.parts(exchange) == ["ended"]
    assert "Ended with the request" in door.look("wales", exchange).text


def test_among_many_one_is_looked_for_by_part_of_the_name_also_by_an_address(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list is cut off where it grows too long to read; whoever is searched for is found all the same."""
    exchange = sent(door.people)
    newcomer(door, "anglesey")
    newcomer(door, "ynys")
    monkeypatch.setattr(choosing, "MOST", 1)
    forward = "/do/forward?as=responder"
    assert "Register of ynys" not in door.look("taylor", exchange, forward).text
    assert "Register of ynys" in door.look("taylor", exchange, f"{forward}&q=ynys").text
    looked = door.do("taylor", exchange, "forward", RESPONDER, {"q": "ynys", "look": "yes"})
    assert (looked.status, "Register of ynys" in looked.text, door.state(exchange)) == (200, True, "sent")
