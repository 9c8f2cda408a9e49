"""One exchange as each side sees it: everything that is theirs, nothing else, in a fixed number of statements."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.core.errors import NotFound
from counterpart.core.workflow import Standing
from counterpart.exchanges.actions.talking import note
from counterpart.exchanges.queries.page import exchange_page
from counterpart.exchanges.queries.sight import LATEST
from counterpart.exchanges.queries.work import Whose, work_list
from tests.exchanges.stories import NOW, RESPONDER, SUBJECT, accepted, asked, drafted, sent, stored
from tests.network import Network

pytestmark = pytest.mark.usefixtures("database")


def test_the_requester_sees_its_draft_with_everything_in_it(network: Network) -> None:
    draft = drafted(network)
    page = exchange_page(network.actor("kowalska"), draft.number, NOW)
    assert page.state == "draft"
    assert page.mine == {"requester"}
    assert page.content is not None
    assert page.content.subject == SUBJECT
    assert [question.code for question in page.content.questions] == ["established"]
    assert {seat.party: seat.member for seat in page.seats}["responder"] == "GB"
    may = {one.action: one.standing for one in page.verdicts}
    assert may["send"] is Standing.ALLOWED


def test_a_draft_does_not_exist_for_the_other_side(network: Network) -> None:
    draft = drafted(network)
    with pytest.raises(NotFound):
        exchange_page(network.actor("taylor"), draft.number, NOW)


def test_the_responder_reads_what_was_sent_and_may_accept_it(network: Network) -> None:
    request = sent(network)
    page = exchange_page(network.actor("taylor"), request.number, NOW)
    assert page.content is not None
    assert page.content.subject["surname"] == "Brennan"
    assert "accept" in {one.action for one in page.verdicts if one.standing is Standing.ALLOWED}
    assert [turn.mine for turn in page.turns] == [True]
    assert page.due is not None
    assert page.label


def test_reading_is_noted(network: Network) -> None:
    request = sent(network)
    exchange_page(network.actor("taylor"), request.number, NOW)
    [(reader, what)] = stored("select actor_ref, what from foundation_access")
    assert (reader, what) == (network.actor("taylor").ref, 1)


def test_a_stranger_is_told_the_same_as_for_a_number_that_does_not_exist(network: Network) -> None:
    request = sent(network)
    told = []
    for number in (request.number, "0000-0000"):
        with pytest.raises(NotFound) as refused:
            exchange_page(network.actor("stoyanova"), number, NOW)
        told.append((refused.value.code, refused.value.parameters == {"exchange": number}))
    assert told == [("exchange_unknown", True)] * 2


def test_work_is_listed_where_the_move_is(network: Network) -> None:
    request = accepted(network)
    ours = work_list(network.actor("taylor"), Whose.OURS, NOW)
    assert [(move.number, move.state) for move in ours.moves] == [(request.number, "accepted")]
    assert ours.moves[0].label
    assert work_list(network.actor("kowalska"), Whose.OURS, NOW).moves == ()
    theirs = work_list(network.actor("kowalska"), Whose.OTHERS, NOW)
    assert [move.number for move in theirs.moves] == [request.number]


def test_a_watching_coordinator_sees_whose_move_it_is_and_nothing_more(network: Network) -> None:
    request = sent(network)
    page = exchange_page(network.actor("wojcik"), request.number, NOW)
    assert page.content is None
    assert page.label == ()
    assert page.verdicts == ()
    assert [turn.member for turn in page.turns] == ["GB"]


def test_a_colleague_without_the_right_sees_no_content_and_is_told_why(network: Network) -> None:
    page = exchange_page(network.actor("nowak"), sent(network).number, NOW)
    assert (page.content, page.label, page.refusal) == (None, (), "not_this_right")


def test_a_page_takes_a_fixed_number_of_statements(network: Network) -> None:
    request = accepted(network)
    exchange_page(network.actor("taylor"), request.number, NOW)  # so that definitions and keys are at hand
    actor = network.actor("taylor")
    with CaptureQueriesContext(connection) as seen:
        exchange_page(actor, request.number, NOW)
    assert len([one for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}]) <= 6


def test_a_page_tells_of_the_latest_entries_and_of_each_that_moved_the_exchange(network: Network) -> None:
    exchange = accepted(network)
    for number in range(LATEST + 2):
        note(network.actor("taylor"), asked(), exchange.ref, RESPONDER, f"Note {number}")
    history = exchange_page(network.actor("taylor"), exchange.number, NOW).history
    moved = [one for one in history if one.before != one.after]
    assert len(history) == LATEST + len(moved)
    assert [one.after for one in moved] == ["accepted", "sent", "draft"]
