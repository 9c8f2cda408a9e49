"""Whoever has the code registers an authority, once; a code that is wrong, used, over or withdrawn opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connections

from counterpart.accounts.users import NewUser
from counterpart.core.errors import Conflict, CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.actions import joining
from counterpart.directory.actions.inviting import withdraw_invitation
from counterpart.directory.actions.joining import join
from counterpart.directory.codes import LETTERS, code_of
from counterpart.directory.kinds import AuthorityKind, AuthorityState, InvitationState
from counterpart.directory.queries import joining as opening
from counterpart.directory.queries.acting import actor_for, authorities_of
from counterpart.directory.queries.finding import find_authorities, record_of
from counterpart.directory.queries.joining import CLOSED, MOST_TRIES, invitation_of
from counterpart.directory.queries.players import candidates
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.directory.joining.stories import DAY, TOWN, invited, joined, mayor, spain, state_of
from tests.network import OPERATOR, Network, asked

TOURISM = {("services", "sectors"): ["tourism"]}


def outcome(call: Callable[[], UUID]) -> UUID | str:
    """What somebody gets who calls at the same moment as others, on a connection of their own."""
    try:
        return call()
    except CounterpartError as problem:
        return problem.code
    finally:
        connections.close_all()


def near(ref: UUID, step: int = 1) -> str:
    """A code that differs in its last letter."""
    code = code_of(ref)
    return code[:-1] + LETTERS[(LETTERS.index(code[-1]) + step) % len(LETTERS)]


def test_what_registered_itself_waits_and_takes_part_in_nothing(database: Server, network: Network) -> None:
    first = mayor()
    ref = invited(network)
    town = joined(ref, first=first)
    assert record_of(OPERATOR, town).state is AuthorityState.AWAITING
    assert record_of(OPERATOR, town).record.names == TOWN.names
    assert state_of(ref) == InvitationState.USED
    assert town not in {hit.ref for hit in find_authorities(spain(network), text="sencelles ajuntament").found}
    [(id_,)] = stored("select id from directory_authority where ref = %s", town)
    assert id_ not in {one.id for one in candidates("services", "authority", ["ES"]).get("ES", ())}
    [(user,)] = stored("select ref from accounts_user where email = %s", first.email)
    assert authorities_of(user, NOW) == ()
    with pytest.raises(Refused, match="authority_not_active"):
        actor_for(user, town, NOW)


def test_its_facts_and_its_log_name_nobody(database: Server, network: Network) -> None:
    first = mayor()
    town = joined(invited(network), first=first)
    coordinator = str(network.authorities["es_national"])
    [(type_, dims)] = facts_of(town)
    assert type_ == "directory.authority_joined"
    assert coordinator in dims
    for table in ("foundation_fact", "foundation_log_entry", "foundation_request"):
        [(said,)] = stored(f"select string_agg(t::text, ' ') from {table} t")
        for personal in (first.email, first.name, TOWN.email):
            assert personal not in said


def test_a_code_registers_one_authority(database: Server, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = invited(network)
    guest = invitation_of(code_of(ref), NOW).guest
    joined(ref)
    with pytest.raises(OutOfTurn, match="invitation_used"):
        invitation_of(code_of(ref), NOW)
    with pytest.raises(OutOfTurn, match="invitation_used"):
        join(guest, asked(), code_of(ref), TOWN, mayor())
    monkeypatch.setattr(joining, "ended", lambda *_: None)  # the guard switched off: the code counts again
    again = join(guest, asked(), code_of(ref), TOWN, mayor())
    assert record_of(OPERATOR, again).state is AuthorityState.AWAITING


def test_the_same_form_sent_twice_registers_once(database: Server, network: Network) -> None:
    ref, once, first = invited(network), asked(), mayor()
    guest, code = invitation_of(code_of(ref), NOW).guest, code_of(ref)
    assert join(guest, once, code, TOWN, first, TOURISM) == join(guest, once, code, TOWN, first, TOURISM)


def test_of_three_who_use_one_code_at_once_one_registers(database: Server, network: Network) -> None:
    ref = invited(network)
    guest, code = invitation_of(code_of(ref), NOW).guest, code_of(ref)
    calls = [
        lambda person=mayor(): outcome(lambda: join(guest, asked(), code, TOWN, person))  # noqa: B008  one for each
        for _ in range(3)
    ]
    with ThreadPoolExecutor(3) as pool:
        outcomes = list(pool.map(lambda call: call(), calls))
    assert sorted(str(one) for one in outcomes if isinstance(one, str)) == ["invitation_used"] * 2


def test_nothing_can_be_registered_after_ninety_days_or_with_a_withdrawn_code(
    database: Server, network: Network
) -> None:
    late, back = invited(network), invited(network)
    withdraw_invitation(spain(network), asked(), back)
    guest = invitation_of(code_of(late), NOW).guest
    with pytest.raises(OutOfTurn, match="invitation_over"):
        join(guest, asked(NOW + 90 * DAY), code_of(late), TOWN, mayor())
    with pytest.raises(OutOfTurn, match="invitation_withdrawn"):
        join(Actor(ActorKind.APPLICANT, back), asked(), code_of(back), TOWN, mayor())


def test_a_guest_of_one_invitation_is_no_guest_of_another(database: Server, network: Network) -> None:
    ref, other = invited(network), invited(network)
    guest = invitation_of(code_of(other), NOW).guest
    with pytest.raises(Refused, match="not_yourself"):
        join(guest, asked(), code_of(ref), TOWN, mayor())


def test_without_its_check_an_invitation_of_one_country_would_do_for_another(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "_fitting", lambda _, record: record)
    town = joined(invited(network), record=replace(TOWN, member="PT", region=None))
    assert record_of(OPERATOR, town).record.member == "PT"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"member": "PT", "region": None}, "member"),
        ({"kind": AuthorityKind.NATIONAL}, "kind"),
        ({"region": "ES-MD"}, "region"),
    ],
)
def test_the_invitation_says_of_which_country_region_and_kind(
    database: Server, network: Network, changed: dict[str, object], field: str
) -> None:
    ref = invited(network, region="ES-IB")
    with pytest.raises(Invalid) as wrong:
        joined(ref, record=replace(TOWN, **changed))  # type: ignore[arg-type]
    assert (wrong.value.code, wrong.value.parameters["field"]) == ("invitation_for_another", field)
    assert state_of(ref) == InvitationState.OPEN


@pytest.mark.parametrize(
    ("record", "first", "code"),
    [
        (replace(TOWN, names={}), mayor(), "name_missing"),
        (replace(TOWN, email="nobody"), mayor(), "email_invalid"),
        (TOWN, replace(mayor(), email="nobody"), "email_invalid"),
        (TOWN, replace(mayor(), name=" "), "name_missing"),
        (TOWN, replace(mayor(), language="ca"), "language_unknown"),
    ],
)
def test_wrong_data_register_nothing(
    database: Server, network: Network, record: object, first: NewUser, code: str
) -> None:
    ref = invited(network)
    with pytest.raises(Invalid, match=code):
        joined(ref, record=record, first=first)  # type: ignore[arg-type]
    assert state_of(ref) == InvitationState.OPEN
    assert stored("select 1 from accounts_user where email = %s", first.email) == []


def test_somebody_who_has_an_account_already_is_told_so(database: Server, network: Network) -> None:
    ref, first = invited(network), mayor()
    joined(invited(network), first=first)
    with pytest.raises(Conflict, match="email_taken"):
        joined(ref, first=replace(first, email=first.email.upper()))
    assert state_of(ref) == InvitationState.OPEN


def test_what_it_is_competent_for_comes_with_it(database: Server, network: Network) -> None:
    ref = invited(network)
    town = join(invitation_of(code_of(ref), NOW).guest, asked(), code_of(ref), TOWN, mayor(), TOURISM)
    known = "select c.module, c.code from directory_competence c join directory_authority a on a.id = c.authority_id"
    assert stored(f"{known} where a.ref = %s", town) == [("services", "tourism")]
    other = invited(network)
    with pytest.raises(Invalid, match="competence_unknown"):
        join(
            Actor(ActorKind.APPLICANT, other),
            asked(),
            code_of(other),
            TOWN,
            mayor(),
            {("services", "sectors"): ["toruism"]},
        )


def test_wrong_codes_are_counted_and_then_nobody_enters_for_an_hour(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = invited(network)
    for step in range(MOST_TRIES):
        with pytest.raises(NotFound, match="invitation_unknown"):
            join(Actor(ActorKind.APPLICANT, ref), asked(), near(ref, 1 + step), TOWN, mayor())
    with pytest.raises(OutOfTurn, match="invitation_tries"):
        invitation_of(code_of(ref), NOW)
    with monkeypatch.context() as without:  # the guard switched off: guessing goes on
        without.setattr(opening, "MOST_TRIES", MOST_TRIES + 1)
        assert invitation_of(code_of(ref), NOW).ref == ref
    assert invitation_of(code_of(ref), NOW + CLOSED).ref == ref


def test_without_its_check_any_code_with_the_same_beginning_would_open(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = invited(network)
    monkeypatch.setattr(opening, "fits", lambda *_: True)
    assert invitation_of(near(ref), NOW).ref == ref


def test_two_invitations_with_the_same_beginning_are_told_apart(database: Server, network: Network) -> None:
    ref, other = invited(network), invited(network)
    with_same = "update directory_invitation set locator = (select locator from directory_invitation where ref = %s)"
    stored(f"{with_same} where ref = %s returning 1", ref, other)
    assert invitation_of(code_of(ref), NOW).ref == ref


@pytest.mark.parametrize("code", ["", "x" * 10_000, "ABCD-EFGH-JKLM", "'; drop table--", "\0\0\0\0"])
def test_what_is_no_code_is_answered_alike(database: Server, network: Network, code: str) -> None:
    with pytest.raises(NotFound) as unknown:
        invitation_of(code, NOW)
    assert unknown.value.parameters == {"field": "code"}
    with pytest.raises(NotFound, match="invitation_unknown"):
        join(Actor(ActorKind.APPLICANT, new_ref(NOW)), asked(), code, TOWN, mayor())
