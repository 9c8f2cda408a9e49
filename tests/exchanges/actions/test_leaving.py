"""Somebody leaves: what they had in hand goes to a colleague, or is everybody's again, and who allocates is told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from counterpart.accounts.users import NewUser
from counterpart.core.errors import Refused
from counterpart.directory.actions.people import enter_member
from counterpart.directory.asks import allocations_of_leaver
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.rights import RightName
from counterpart.exchanges.actions.arranging import allocate
from counterpart.exchanges.actions.beginning import Written
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, Right
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.doing import Doing
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.log import EntryKind
from counterpart.notices.kinds import NoticeKind
from tests.database.servers import Server
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, SUBJECT, asked, later, stored
from tests.network import Network

load_handlers()
GIVEN = "select user_id, until is null from exchanges_allocation order by id"
TURN = "select allocated_to from exchanges_turn where authority_id = %s"
TOLD = "select kind from notices_notice where user_ref = %s and at > %s order by id"
HANDLER, ALLOCATOR = Right("pq", RightName.HANDLER), Right("pq", RightName.ALLOCATOR)


@action("trial.let_go")
def let_go(doing: Doing, user_id: int, successor: int | None) -> int:
    """Let somebody go, as the directory does: within its own action, as an administrator of the same authority."""
    authority = doing.actor.authority_id or 0
    [passed] = allocations_of_leaver(doing, user_id, authority, successor)
    if doing.actor.authority_ref is not None:
        doing.log(doing.actor.authority_ref, EntryKind.ADMINISTRATION, action="let_go")
    return passed


@dataclass(frozen=True)
class Office:
    """A new authority in Austria: its administrator with all rights, a leaver and a colleague, and three requests."""

    chief: Actor
    leaver: Actor
    colleague: Actor
    requests: tuple[Written, ...]


@pytest.fixture
def office(network: Network, database: Server) -> Office:
    """Three requests of a Polish chamber, accepted and given to the same person."""
    ref, chief = network.newcomer("AT", ("pq", "authority"))
    people = []
    for name, rights in (("leaver", [HANDLER]), ("colleague", [HANDLER])):
        new = NewUser(f"{name}{chief.authority_id}@newtown.example", name.title(), "en", "Europe/Vienna")
        people.append(actor_for(enter_member(chief, asked(), ref, new, rights), ref, NOW))
    begun = Begun({"responder": [ref]}, subject=SUBJECT, ask=["established"], cover=Cover(NOW.date()))
    requests = []
    for _ in range(3):
        draft = open_exchange(network.actor("kowalska"), asked(), "pq", "request", begun)
        act(network.actor("kowalska"), asked(), draft.ref, "send", REQUESTER)
        requests.append(act(chief, asked(), draft.ref, "accept", RESPONDER))
        allocate(chief, asked(), draft.ref, RESPONDER, [people[0].user_id or 0])
    sequence_facts(NOW)
    feed_consumers(NOW)
    return Office(chief, people[0], people[1], tuple(requests))


def written_by(who: Actor, exchange: Written) -> None:
    answer(who, asked(later(days=1)), exchange.ref, RESPONDER, Answers({"established": "yes"}))


def kinds_told(who: Actor) -> list[NoticeKind]:
    at = later(days=1)
    sequence_facts(at)
    feed_consumers(at)
    return [NoticeKind(kind) for (kind,) in stored(TOLD, [who.ref, later(hours=1)])]


def test_a_colleague_takes_over_what_the_leaver_had(office: Office) -> None:
    colleague = office.colleague.user_id
    assert let_go(office.chief, asked(later(days=1)), office.leaver.user_id or 0, colleague) == 3
    assert stored(GIVEN) == [(office.leaver.user_id, False)] * 3 + [(colleague, True)] * 3
    assert stored(TURN, [office.chief.authority_id]) == [(colleague,)] * 3
    written_by(office.colleague, office.requests[0])
    assert kinds_told(office.colleague) == [NoticeKind.ALLOCATED] * 3


def test_without_a_colleague_it_is_anybodys_and_who_allocates_is_told(office: Office) -> None:
    with pytest.raises(Refused, match="allocated_elsewhere"):
        written_by(office.colleague, office.requests[0])
    assert let_go(office.chief, asked(later(days=1)), office.leaver.user_id or 0, None) == 3
    assert stored(GIVEN) == [(office.leaver.user_id, False)] * 3
    assert stored(TURN, [office.chief.authority_id]) == [(None,)] * 3
    written_by(office.colleague, office.requests[0])
    assert kinds_told(office.chief) == [NoticeKind.NEW_WORK] * 3


def test_what_others_have_in_hand_too_stays_with_them(office: Office) -> None:
    both = [office.leaver.user_id or 0, office.colleague.user_id or 0]
    allocate(office.chief, asked(), office.requests[0].ref, RESPONDER, both)
    let_go(office.chief, asked(later(days=1)), office.leaver.user_id or 0, None)
    assert exchange_page(office.chief, office.requests[0].number, NOW).handlers == (office.colleague.user_id,)
    found = stored(TURN + " order by exchange_id", [office.chief.authority_id])
    assert found == [(office.colleague.user_id,), (None,), (None,)]


def test_a_colleague_without_the_right_is_given_nothing(office: Office) -> None:
    ref = office.chief.authority_ref
    assert ref is not None
    new = NewUser(f"reader{office.chief.authority_id}@newtown.example", "Reader", "en", "Europe/Vienna")
    reader = actor_for(enter_member(office.chief, asked(), ref, new, []), ref, NOW)
    assert let_go(office.chief, asked(later(days=1)), office.leaver.user_id or 0, reader.user_id) == 3
    assert stored(TURN, [office.chief.authority_id]) == [(None,)] * 3


def test_it_is_logged_with_each_exchange_and_nothing_is_done_twice(office: Office) -> None:
    let_go(office.chief, asked(later(days=1)), office.leaver.user_id or 0, office.colleague.user_id)
    for exchange in office.requests:
        entries = exchange_page(office.chief, exchange.number, NOW).history
        assert entries[0].action == "pass_on"
        written_by(office.colleague, exchange)  # the log and the exchange agree on where it stands
    assert let_go(office.chief, asked(later(days=2)), office.leaver.user_id or 0, None) == 0


def test_a_coordinator_that_sees_nothing_of_the_exchanges_can_let_somebody_go(office: Office, network: Network) -> None:
    """The one that validated an authority manages its people; which exchanges these had, it is not told."""
    coordinator = network.administrator_of("de_national")
    assert exchange_numbers(coordinator) == []

    @action("trial.let_go_elsewhere")
    def let_go_there(doing: Doing) -> int:
        [passed] = allocations_of_leaver(doing, office.leaver.user_id or 0, office.chief.authority_id or 0, None)
        return passed

    assert let_go_there(coordinator, asked(later(days=1))) == 3
    assert exchange_numbers(coordinator) == []
    assert stored(TURN, [office.chief.authority_id]) == [(None,)] * 3


def exchange_numbers(actor: Actor) -> list[str]:
    with as_actor([actor.authority_id or 0], read_only=True):
        return [number for (number,) in rows("select number from exchanges_exchange")]
