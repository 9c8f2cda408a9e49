"""One coordinator decides, of those who may; what is turned down is gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import IntegrityError, connections

from counterpart.core.errors import Conflict, CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.actions import validating
from counterpart.directory.actions.inviting import invite
from counterpart.directory.actions.joining import join
from counterpart.directory.actions.people import add_member, end_membership
from counterpart.directory.actions.validating import register_directly, reject, validate
from counterpart.directory.codes import code_of
from counterpart.directory.kinds import AuthorityKind, AuthorityState, InvitationState
from counterpart.directory.queries.acting import actor_for, authorities_of
from counterpart.directory.queries.finding import find_authorities, record_of
from counterpart.directory.queries.joining import Awaiting, awaiting_of, invitation_of
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Actor
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.directory.joining.stories import SERVICES, TOWN, invitation, invited, joined, mayor, spain, state_of
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
CHAMBER = AuthorityRecord(
    member="PL", kind=AuthorityKind.AUTHORITY, names={"pl": "Izba Zgłoszona"}, languages=("pl",), city="Toruń"
)


def waiting_chamber(network: Network, by: str = "wojcik", record: AuthorityRecord = CHAMBER) -> UUID:
    """A Polish chamber that was invited for professions and has registered itself."""
    said = invitation(member="PL", language="pl", roles=(PQ,), kind=record.kind, region=record.region)
    ref = invite(network.actor(by), asked(), said)
    guest = invitation_of(code_of(ref), NOW).guest
    return join(guest, asked(), code_of(ref), record, mayor(), {("pq", "professions"): ["pharmacist"]})


def answered(actor: Actor, authority: UUID) -> CounterpartError | None:
    """What somebody is told who validates at the same moment as another, on a connection of their own."""
    try:
        validate(actor, asked(), authority, [PQ])
    except CounterpartError as problem:
        return problem
    finally:
        connections.close_all()
    return None


@pytest.mark.parametrize("round_", range(5))
def test_of_two_coordinators_who_validate_at_once_one_wins_and_the_other_learns_who(
    database: Server, network: Network, round_: int
) -> None:
    chamber = waiting_chamber(network)
    actors = [network.actor("wojcik"), network.actor("dabrowska")][:: 1 if round_ % 2 else -1]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda act: answered(act, chamber), actors))
    [problem] = [one for one in told if one is not None]
    winner = actors[told.index(None)]
    assert isinstance(problem, OutOfTurn)
    assert problem.code == "authority_validated"
    names = {"wojcik": "Ministry of Economic Development, Warsaw", "dabrowska": "Ministry of Health, Warsaw"}
    assert problem.parameters["by"] == next(names[who] for who in names if network.actor(who).ref == winner.ref)
    relations = "select count(*) from directory_relation r join directory_authority a on a.id = r.authority_id"
    assert stored(f"{relations} where a.ref = %s and r.kind = 1 and r.until is null", chamber) == [(1,)]


def test_what_was_validated_is_found_and_its_first_user_administers_it(database: Server, network: Network) -> None:
    first = mayor()
    town = joined(invited(network), first=first)
    validate(spain(network), asked(), town, [SERVICES, SERVICES])
    [(user,)] = stored("select ref from accounts_user where email = %s", first.email)
    assert authorities_of(user, NOW)[0].ref == town
    assert actor_for(user, town, NOW).may("data_administrator", module="")
    assert town in {hit.ref for hit in find_authorities(spain(network), text="sencelles").found}
    told = [type_ for type_, _ in facts_of(town)]
    assert told[:3] == [
        "directory.authority_joined", "directory.authority_registered", "directory.authority_arrived",
    ]  # fmt: skip
    assert "directory.access_changed" in told


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("kowalska", "needs_right"),
        ("kaczmarek", "not_a_coordinator"),
        ("garcia", "not_your_member"),
        ("clarke", "not_your_member"),
        ("claes", "not_a_coordinator"),
    ],
)
def test_nobody_else_decides(
    database: Server, network: Network, who: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chamber = waiting_chamber(network)
    act = network.actor(who)
    with pytest.raises(Refused) as refused:
        validate(act, asked(), chamber)
    assert refused.value.code == code
    with pytest.raises(Refused, match=code):
        reject(act, asked(), chamber, "No")
    assert record_of(OPERATOR, chamber).state is AuthorityState.AWAITING
    assert chamber not in {one.ref for one in _awaiting(act)}
    monkeypatch.setattr(validating, "must_decide", lambda *_: None)  # the guard switched off: a stranger decides
    reject(act, asked(), chamber, "No")
    assert record_of(OPERATOR, chamber).state is AuthorityState.REJECTED


def _awaiting(actor: Actor) -> tuple[Awaiting, ...]:
    return awaiting_of(actor, limit=500).authorities


def test_a_coordinator_of_an_area_decides_about_what_was_proposed_for_it(database: Server, network: Network) -> None:
    chamber = waiting_chamber(network)
    assert chamber in {one.ref for one in awaiting_of(network.actor("dabrowska"), limit=500).authorities}
    validate(network.actor("dabrowska"), asked(), chamber, [PQ])
    ref = invite(network.actor("wojcik"), asked(), invitation(member="PL", language="pl", roles=()))
    other = join(invitation_of(code_of(ref), NOW).guest, asked(), code_of(ref), CHAMBER, mayor())
    assert other not in {one.ref for one in awaiting_of(network.actor("dabrowska"), limit=500).authorities}
    with pytest.raises(Refused, match="not_your_invitation"):
        validate(network.actor("dabrowska"), asked(), other)


def test_roles_are_given_only_in_ones_own_areas_and_else_nothing_happens(database: Server, network: Network) -> None:
    chamber = waiting_chamber(network)
    with pytest.raises(Refused, match="not_your_area"):
        validate(network.actor("dabrowska"), asked(), chamber, [PQ, SERVICES])
    with pytest.raises(Invalid, match="role_unknown"):
        validate(network.actor("wojcik"), asked(), chamber, [("pq", "pharmacist")])
    assert record_of(OPERATOR, chamber).state is AuthorityState.AWAITING


def test_a_second_national_coordinator_is_not_validated(database: Server, network: Network) -> None:
    record = AuthorityRecord(member="MT", kind=AuthorityKind.NATIONAL, names={"en": "Ljubljana"}, languages=("en",))
    said = [invitation(member="MT", kind=AuthorityKind.NATIONAL, language="en", roles=()) for _ in range(2)]
    refs = [invite(OPERATOR, asked(), one) for one in said]
    both = [join(invitation_of(code_of(ref), NOW).guest, asked(), code_of(ref), record, mayor()) for ref in refs]
    validate(network.actor("claes"), asked(), both[0])
    with pytest.raises(Conflict, match="national_exists"):
        validate(OPERATOR, asked(), both[1])
    assert record_of(OPERATOR, both[1]).state is AuthorityState.AWAITING
    reject(OPERATOR, asked(), both[1], "There is one already")
    assert record_of(OPERATOR, both[0]).state is AuthorityState.REGISTERED


@pytest.mark.parametrize(("reason", "code"), [("  ", "reason_missing"), ("x" * 2_001, "text_long")])
def test_a_rejection_says_why(database: Server, network: Network, reason: str, code: str) -> None:
    town = joined(invited(network))
    with pytest.raises(Invalid, match=code):
        reject(spain(network), asked(), town, reason)


def test_what_was_decided_is_not_decided_again(database: Server, network: Network) -> None:
    good, bad, act = joined(invited(network)), joined(invited(network)), spain(network)
    validate(act, asked(), good)
    reject(act, asked(), bad, "No")
    with pytest.raises(OutOfTurn, match="authority_validated"):
        reject(act, asked(), good, "No")
    with pytest.raises(OutOfTurn, match="authority_rejected"):
        validate(act, asked(), bad)
    with pytest.raises(OutOfTurn, match="authority_rejected"):
        reject(act, asked(), bad, "No")
    with pytest.raises(NotFound, match="authority_unknown"):
        validate(act, asked(), new_ref(NOW))


def test_an_authority_of_every_day_is_neither_validated_nor_rejected(database: Server, network: Network) -> None:
    with pytest.raises(OutOfTurn, match="authority_validated"):
        reject(spain(network), asked(), network.authorities["es_lloret"], "No")


def test_a_rejection_erases_what_was_written(database: Server, network: Network) -> None:
    first, ref = mayor(), invited(network)
    said = replace(
        TOWN, names={"ca": f"Vila de {first.email}"}, email=f"office.{first.email}", city=f"at {first.email}"
    )
    town = join(invitation_of(code_of(ref), NOW).guest, asked(), code_of(ref), said, first, _tourism())
    [(user, id_)] = stored("select u.ref, u.id from accounts_user u where email = %s", first.email)
    reject(spain(network), asked(), town, "Part of Palma")
    sequence_facts(NOW)
    feed_consumers(NOW)
    assert state_of(ref) == InvitationState.REJECTED
    for table in _tables():
        [(kept,)] = stored(f"select string_agg(t::text, ' ') from {table} t")
        assert first.email not in (kept or ""), table
    assert stored("select names::text, langs, city from directory_authority where ref = %s", town) == [("{}", [], "")]
    assert stored("select name, email from accounts_user where ref = %s and erased_at = %s", user, NOW) == [("", "")]
    living = "select count(*) from directory_membership where user_id = %s and until is null"
    assert stored(living, id_) == [(0,)]


def _tables() -> list[str]:
    """Every table that the application reads."""
    found = stored(
        "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
        " and not c.relispartition and has_table_privilege(c.oid, 'select')"
    )
    return [str(name) for (name,) in found]


def _tourism() -> dict[tuple[str, str], list[str]]:
    return {("services", "sectors"): ["tourism"]}


def test_an_authority_is_registered_directly_with_all_that_it_needs_or_not_at_all(
    database: Server, network: Network
) -> None:
    first = mayor()
    act = spain(network)
    town = register_directly(act, asked(), TOWN, first, [SERVICES])
    [(user,)] = stored("select ref from accounts_user where email = %s", first.email)
    assert actor_for(user, town, NOW).may("data_administrator", module="")
    before = stored("select count(*) from directory_authority")
    with pytest.raises(Conflict, match="email_taken"):
        register_directly(act, asked(), TOWN, first, [SERVICES])
    with pytest.raises(Invalid, match="module_unknown"):
        register_directly(act, asked(), TOWN, mayor(), [("tourism", "authority")])
    assert stored("select count(*) from directory_authority") == before
    with pytest.raises(Refused, match="not_your_member"):
        register_directly(network.actor("wojcik"), asked(), TOWN, mayor())


def test_without_it_somebody_who_was_rejected_would_stay(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = mayor()
    town = joined(invited(network), first=first)
    monkeypatch.setattr(validating, "emptied", lambda *_: None)
    reject(spain(network), asked(), town, "No")
    assert stored("select name from accounts_user where email = %s", first.email) == [(first.name,)]


def test_without_its_check_a_second_decision_would_be_stopped_by_the_table_alone(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = joined(invited(network))
    validate(spain(network), asked(), town)
    monkeypatch.setattr(validating, "_must_wait", lambda *_: None)
    with pytest.raises(IntegrityError):
        validate(spain(network), asked(), town)
    reject(spain(network), asked(), town, "No")
    assert record_of(OPERATOR, town).state is AuthorityState.REJECTED


def test_a_user_who_works_elsewhere_meanwhile_is_not_erased_with_a_rejection(
    database: Server, network: Network
) -> None:
    first = mayor()
    town = joined(invited(network), first=first)
    [(user,)] = stored("select ref from accounts_user where email = %s", first.email)
    add_member(spain(network), asked(), network.authorities["es_lloret"], user)
    reject(spain(network), asked(), town, "No")
    assert [one.ref for one in authorities_of(user, NOW)] == [network.authorities["es_lloret"]]
    end_membership(spain(network), asked(), network.authorities["es_lloret"], user)
