"""One question to several authorities: what they answer side by side, for who asked, and nothing of it for them."""

from __future__ import annotations

import re
from typing import Any

from counterpart.exchanges.actions.arranging import allocate, link
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.writing import Answers, answer
from tests.exchanges.stories import REQUESTER, RESPONDER, asked, done, sent, stored
from tests.network import Network
from tests.web.door import Door
from tests.web.test_statements import MOST, taken

SIDE = "/compare"
BRITISH, IRISH = "Pharmacists’ Register of Great Britain", "Pharmacy Register of Ireland"
READINGS = "select count(*) from foundation_access where stream = %s and actor_ref = %s"
FOR_ONE_MORE = 5


def to_ireland(people: Network, **begun: Any) -> Written:
    return sent(people, parties={"responder": [people.authorities["ie_pharmacists"]]}, **begun)


def replied(people: Network, who: str, exchange: Written, answers: dict[str, Any]) -> None:
    done(people, who, exchange, "accept", RESPONDER)
    given = answer(people.actor(who), asked(), exchange.ref, RESPONDER, Answers(answers, lang="en"))
    done(people, who, given, "reply", RESPONDER)


def linked(people: Network, one: Written, other: Written) -> None:
    link(people.actor("kowalska"), asked(), one.ref, REQUESTER, other.ref)


def test_who_asked_reads_under_each_question_what_everybody_answered(door: Door) -> None:
    british, irish = sent(door.people), to_ireland(door.people, ask=["established", "insured"])
    assert SIDE not in door.look("kowalska", british).page
    linked(door.people, british, irish)
    replied(door.people, "doyle", irish, {"established": "no", "insured": "yes"})
    assert f"{british.number}{SIDE}" in door.look("kowalska", british).page
    first, _, second = door.look("kowalska", british, SIDE).text.partition("insured against professional liability")
    assert re.search(f"{BRITISH} Not answered yet {british.number} .* {IRISH} No {irish.number} ", first)
    assert (IRISH in second, "Yes" in second, BRITISH in second) == (True, True, False)


def test_all_that_hang_together_are_there_from_whichever_one_looks(door: Door) -> None:
    first, second, third = (to_ireland(door.people) for _ in range(3))
    linked(door.people, first, second)
    linked(door.people, second, third)
    for one in (first, second, third):
        told = door.look("kowalska", one, SIDE)
        assert all(other.number in told.text for other in (first, second, third))


def test_who_answered_sees_nothing_of_what_others_were_asked(door: Door) -> None:
    british, irish = sent(door.people), to_ireland(door.people)
    linked(door.people, british, irish)
    replied(door.people, "doyle", irish, {"established": "no"})
    told = door.look("taylor", british, SIDE)
    assert "no other exchange of the same kind" in told.text
    assert (IRISH in told.page, irish.number in told.page) == (False, False)
    assert door.look("taylor", irish, SIDE).status == 404


def test_what_was_given_to_a_colleague_stays_out_and_a_coordinator_sees_no_more_of_it(door: Door) -> None:
    british, irish = sent(door.people), to_ireland(door.people)
    linked(door.people, british, irish)
    mine = door.people.actor("kowalska").user_id
    assert mine is not None
    allocate(door.people.actor("wisniewska"), asked(), irish.ref, REQUESTER, [mine])
    assert irish.number in door.look("kowalska", british, SIDE).text
    assert irish.number not in door.look("lewandowski", british, SIDE).text
    overseen = door.look("clarke", british, SIDE).page
    assert [one for one in (irish.number, IRISH, "Siobhán", "BRENNAN") if one in overseen] == []


def test_each_that_is_compared_costs_few_statements_and_is_noted_as_read(door: Door) -> None:
    british, irish = sent(door.people), to_ireland(door.people)
    client, place = door.client("kowalska"), door.at("kowalska", f"exchanges/{british.number}{SIDE}")
    alone = len(taken(client, place))
    assert alone <= MOST
    linked(door.people, british, irish)
    before = stored(READINGS, [irish.ref, door.people.users["kowalska"]])[0][0]
    assert len(taken(client, place)) <= alone + FOR_ONE_MORE
    assert stored(READINGS, [irish.ref, door.people.users["kowalska"]])[0][0] > before
