"""What an action is going to lead to is said before it is done, and nothing is done by saying it."""

from __future__ import annotations

import pytest

from counterpart.core.workflow import MAIN, Place
from counterpart.exchanges.queries.foresight import foreseen
from tests.exchanges.stories import NOW, accepted, drafted, sent, stored
from tests.network import Network

REQUESTER, RESPONDER = (MAIN, "requester"), (MAIN, "responder")
pytestmark = pytest.mark.usefixtures("database")


def test_sending_leads_to_the_other_side_with_its_date(network: Network) -> None:
    draft = drafted(network)
    found = foreseen(network.actor("kowalska"), draft.number, "send", REQUESTER, NOW)
    assert found is not None
    assert (found.states, found.certain) == (("sent",), True)
    assert [(one.party, one.member) for one in found.moves] == [("responder", "GB")]
    assert found.moves[0].authority == network.authority("gb_pharmacists")
    assert found.due is not None
    assert found.due.at.date().isoformat() == "2026-03-09"
    assert found.told == ("responder",)


def test_nothing_is_done_by_foreseeing(network: Network) -> None:
    draft = drafted(network)
    before = stored("select count(*) from foundation_log_entry")
    foreseen(network.actor("kowalska"), draft.number, "send", REQUESTER, NOW)
    assert stored("select state, version from exchanges_exchange") == [("draft", 1)]
    assert stored("select count(*) from foundation_log_entry") == before


def test_what_hangs_on_a_choice_is_said_by_the_definition(network: Network) -> None:
    request = sent(network)
    found = foreseen(network.actor("taylor"), request.number, "forward", RESPONDER, NOW)
    assert found is not None
    assert (found.states, found.certain, found.due) == (("sent",), False, None)


def test_what_is_not_possible_yet_still_tells_where_it_leads(network: Network) -> None:
    request = accepted(network)
    found = foreseen(network.actor("taylor"), request.number, "reply", RESPONDER, NOW)
    assert found is not None
    assert (found.states, found.certain) == (("reply_approval", "answered"), False)


def test_whoever_takes_no_part_learns_nothing(network: Network) -> None:
    request = sent(network)
    assert foreseen(network.actor("stoyanova"), request.number, "accept", RESPONDER, NOW) is None
    assert foreseen(network.actor("wojcik"), request.number, "accept", RESPONDER, NOW) is None
    assert foreseen(network.actor("kowalska"), request.number, "accept", RESPONDER, NOW) is None
    assert foreseen(network.actor("taylor"), request.number, "aceptt", RESPONDER, NOW) is None
    assert foreseen(network.actor("taylor"), request.number, "take", (Place("part", "x"), "responder"), NOW) is None
