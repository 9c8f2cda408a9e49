"""What a party and its coordinator say to each other stays on their side."""

from __future__ import annotations

import pytest

from counterpart.exchanges.actions import moving
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, accepted, asked, done
from tests.network import Network

RC, RSC = Capacity("requester_coordinator"), Capacity("responder_coordinator")
WANTING, JUSTIFIED, BRIEF = "The reply says nothing.", "A date is missing.", "Add the date."


def reasons(network: Network, who: str, exchange: Written) -> set[str]:
    content = exchange_page(network.actor(who), exchange.number, NOW).content
    assert content is not None
    return {one.text for one in content.texts if one.kind == "reason"}


def answered(network: Network) -> Written:
    given = Answers({"established": "no"})
    request = answer(network.actor("taylor"), asked(), accepted(network).ref, RESPONDER, given)
    return done(network, "taylor", request, "reply", RESPONDER)


def with_their_coordinator(network: Network) -> Written:
    own = done(network, "kowalska", answered(network), "refer", REQUESTER, reason=WANTING)
    return done(network, "dabrowska", own, "pass_on", RC, reason=JUSTIFIED)


def test_a_dispute_is_told_to_ones_own_coordinator_and_its_judgement_to_all(network: Network, database: Server) -> None:
    exchange = with_their_coordinator(network)
    assert reasons(network, "kowalska", exchange) == {WANTING, JUSTIFIED}
    assert reasons(network, "clarke", exchange) == {JUSTIFIED}
    assert reasons(network, "taylor", exchange) == {JUSTIFIED}
    assert reasons(network, "dabrowska", exchange) == {JUSTIFIED}, "its own; the dispute is no longer its to decide"


def test_what_a_coordinator_wants_of_its_authority_is_told_to_it_alone(network: Network, database: Server) -> None:
    exchange = done(network, "clarke", with_their_coordinator(network), "must_complete", RSC, reason=BRIEF)
    assert BRIEF in reasons(network, "taylor", exchange)
    assert BRIEF not in reasons(network, "kowalska", exchange)


def test_without_the_guard_the_other_side_reads_it(
    network: Network, database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "own_side", lambda *_: None)
    exchange = done(network, "clarke", with_their_coordinator(network), "must_complete", RSC, reason=BRIEF)
    assert BRIEF in reasons(network, "kowalska", exchange)
    assert WANTING in reasons(network, "taylor", exchange)


def test_what_leads_to_the_other_side_is_for_all(network: Network, database: Server) -> None:
    exchange = done(network, "kowalska", answered(network), "withdraw", REQUESTER, reason="No longer needed.")
    assert reasons(network, "taylor", exchange) == {"No longer needed."}
