"""Authorities end: merged, split, closed, deactivated; nothing they had is left to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import orjson
import pytest

from counterpart.accounts.users import NewUser
from counterpart.core.errors import Invalid, OutOfTurn, Refused
from counterpart.directory.actions.ending import deactivate, succeed
from counterpart.directory.actions.giving_access import grant_access, set_competences
from counterpart.directory.actions.people import enter_member, set_absence
from counterpart.directory.actions.registering import register_authority
from counterpart.directory.asks import open_work_of
from counterpart.directory.kinds import AuthorityKind, AuthorityState, SuccessionKind
from counterpart.directory.queries import players
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.finding import find_authorities, record_of
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.search.wanted import Field
from counterpart.foundation.asks import Unanswered
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
SERVICES = ("services", "authority")


@contextmanager
def open_work(exchanges: int) -> Iterator[None]:
    """Let a room above answer that every authority has so much to do."""
    with open_work_of.answers.only():
        open_work_of.answered("trial", lambda _: exchanges)
        yield


def test_a_merged_authority_hands_people_rights_access_and_competences_over(database: Server, network: Network) -> None:
    before, official = network.newcomer("ES", PQ, name="Ayuntamiento de Mozárbez")
    after, _ = network.newcomer("ES", SERVICES, name="Mancomunidad de la Sierra")
    assert official.ref is not None
    set_competences(official, asked(), before, "pq", "professions", ["nurse"])
    succeed(network.actor("garcia"), asked(), before, SuccessionKind.MERGED, {"": after})
    moved = actor_for(official.ref, after, NOW)
    assert moved.rights == official.rights
    assert players.may_play("pq", "authority", moved.authority_id or 0)
    codes = "select code from directory_competence c join directory_authority a on a.id = c.authority_id"
    assert stored(f"{codes} where a.ref = %s", after) == [("nurse",)]
    ended = record_of(OPERATOR, before)
    assert (ended.state, ended.succeeded_by) == (AuthorityState.SUCCEEDED, after)
    assert ended.record.names == {"en": "Ayuntamiento de Mozárbez"}
    [found] = find_authorities(official, text="mozarbez").found
    assert (found.ref, found.why[0].field, found.why[0].found) == (after, Field.FORMER, "Ayuntamiento de Mozárbez")
    [(type_, dims)] = facts_of(before)[-1:]
    assert type_ == "directory.authority_succeeded"
    assert orjson.loads(dims) == {"kind": 1, "after": {"": str(after)}}


def test_a_split_authority_gives_each_area_to_one_and_people_are_placed_by_hand(
    database: Server, network: Network
) -> None:
    before, _ = network.newcomer("ES", PQ, SERVICES)
    east, _ = network.newcomer("ES", PQ)
    west, _ = network.newcomer("ES", SERVICES)
    members = "select count(*) from directory_membership m join directory_authority a on a.id = m.authority_id"
    succeed(network.actor("garcia"), asked(), before, SuccessionKind.SPLIT, {"pq": east, "": west})
    assert stored(f"{members} where a.ref = %s and m.until is null", before) == [(0,)]
    assert stored(f"{members} where a.ref = any(%s::uuid[])", [east, west]) == [(2,)]
    assert orjson.loads(facts_of(before)[-1][1])["after"] == {"pq": str(east), "": str(west)}


def test_whom_a_coordinator_coordinated_its_successor_coordinates(database: Server, network: Network) -> None:
    garcia = network.actor("garcia")
    refs = []
    for name in ("Consejería", "Ministerio"):
        kind = AuthorityKind.AREA
        record = AuthorityRecord(member="ES", kind=kind, names={"es": name}, languages=("es",))
        refs.append(register_authority(garcia, asked(), record))
        grant_access(garcia, asked(), refs[-1], "pq", "coordinator")
    old, new = refs
    number = [found.id for found in players.participants_by_ref([old]).values()]
    place, newcomer = network.newcomer("ES", PQ)
    stored(
        "update directory_relation set coordinator_id = %s where authority_id = %s returning 1",
        *(number[0], newcomer.authority_id),
    )
    with pytest.raises(Refused, match="not_a_coordinator"):
        succeed(garcia, asked(), old, SuccessionKind.MERGED, {"": place})
    succeed(garcia, asked(), old, SuccessionKind.MERGED, {"": new})
    own = newcomer.authority_id or 0
    assert [one.ref for one in players.coordinators("pq", [own])[own]] == [new]


def test_what_has_no_successor_is_closed_only_when_it_has_nothing_open(database: Server, network: Network) -> None:
    place, _ = network.newcomer("ES", PQ)
    with open_work(2), pytest.raises(OutOfTurn, match="work_open") as refused:
        succeed(network.actor("garcia"), asked(), place, SuccessionKind.CLOSED, {"": None})
    assert refused.value.parameters["exchanges"] == 2
    with open_work(0):
        succeed(network.actor("garcia"), asked(), place, SuccessionKind.CLOSED, {"": None})
    assert record_of(OPERATOR, place).state is AuthorityState.SUCCEEDED


def test_an_authority_with_open_work_is_not_deactivated(database: Server, network: Network) -> None:
    place, official = network.newcomer("ES", PQ)
    garcia = network.actor("garcia")
    assert official.ref is not None
    with open_work(1), pytest.raises(OutOfTurn, match="work_open"):
        deactivate(garcia, asked(), place)
    assert actor_for(official.ref, place, NOW).authority_ref == place
    with open_work(0):
        deactivate(garcia, asked(), place)
        with pytest.raises(OutOfTurn, match="authority_not_active"):
            deactivate(garcia, asked(), place)
    with pytest.raises(Refused, match="authority_not_active"):
        actor_for(official.ref, place, NOW)
    assert not players.may_play("pq", "authority", official.authority_id or 0)


def test_silence_of_the_rooms_above_is_no_answer(database: Server, network: Network) -> None:
    place, _ = network.newcomer("ES", PQ)
    with open_work_of.answers.only(), pytest.raises(Unanswered):
        deactivate(network.actor("garcia"), asked(), place)
    assert record_of(OPERATOR, place).state is AuthorityState.REGISTERED


def test_a_coordinator_that_others_have_is_succeeded_and_not_deactivated(database: Server, network: Network) -> None:
    with open_work(0), pytest.raises(OutOfTurn, match="coordinates_others"):
        deactivate(network.actor("wojcik"), asked(), network.authorities["pl_health"])


def test_nobody_ends_their_own_authority_or_a_foreign_one(database: Server, network: Network) -> None:
    place, official = network.newcomer("ES", PQ)
    for actor in (official, network.actor("papadaki")):
        with pytest.raises(Refused, match="not_your_authority"):
            deactivate(actor, asked(), place)


@pytest.mark.parametrize(
    ("kind", "after", "code"),
    [
        (SuccessionKind.MERGED, {}, "successors_of_kind"),
        (SuccessionKind.MERGED, {"": None}, "successors_of_kind"),
        (SuccessionKind.MERGED, {"": "itself"}, "successor_itself"),
        (SuccessionKind.MERGED, {"": "gr_pharmacists"}, "successor_of_another"),
        (SuccessionKind.SPLIT, {"": "es_lloret"}, "successors_of_kind"),
        (SuccessionKind.SPLIT, {"pq": "es_lloret", "": "es_lloret"}, "successors_of_kind"),
        (SuccessionKind.SPLIT, {"pq": "es_lloret", "services": "es_national"}, "successors_of_kind"),
        (SuccessionKind.SPLIT, {"pqq": "es_lloret", "": "es_national"}, "module_unknown"),
        (SuccessionKind.CLOSED, {"": "es_lloret"}, "successors_of_kind"),
    ],
)
def test_successors_that_do_not_fit_are_refused(
    database: Server, network: Network, kind: SuccessionKind, after: dict[str, str | None], code: str
) -> None:
    place, _ = network.newcomer("ES", PQ)
    known = {**network.authorities, "itself": place}
    heirs: dict[str, UUID | None] = {module: known[key] if key else None for module, key in after.items()}
    with open_work(0), pytest.raises(Invalid, match=code):
        succeed(network.actor("garcia"), asked(), place, kind, heirs)
    assert record_of(OPERATOR, place).state is AuthorityState.REGISTERED


def test_a_substitute_goes_on_standing_in_after_a_merger(database: Server, network: Network) -> None:
    before, official = network.newcomer("ES", PQ)
    after, _ = network.newcomer("ES", PQ)
    assert official.ref is not None
    colleague = NewUser("colleague@merged.example", "Colleague", "es", "Europe/Madrid")
    user = enter_member(official, asked(), before, colleague)
    set_absence(official, asked(), before, official.ref, user, NOW.date(), NOW.date())
    succeed(network.actor("garcia"), asked(), before, SuccessionKind.MERGED, {"": after})
    assert actor_for(user, after, NOW, official.ref).rights == official.rights
