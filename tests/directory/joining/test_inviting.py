"""Coordinators invite whom they may register, send the invitation once more, and take it back."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import Conflict, CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory import invited as invited_room
from counterpart.directory.actions import inviting
from counterpart.directory.actions.inviting import COUNTS, invite, repeat_invitation, withdraw_invitation
from counterpart.directory.codes import code_of
from counterpart.directory.invited import must_decide
from counterpart.directory.kinds import AuthorityKind, InvitationState
from counterpart.directory.queries.joining import invitation_of, invitations_of
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.directory.joining.stories import DAY, SERVICES, invitation, invited, joined, spain, state_of
from tests.network import OPERATOR, Network, asked

PQ = (("pq", "authority"),)


def poland(**changed: object) -> inviting.Invite:
    return invitation(**{"member": "PL", "language": "pl", "roles": PQ, **changed})


def test_the_code_opens_what_the_coordinator_wrote_for_ninety_days(database: Server, network: Network) -> None:
    ref = invited(network, region="ES-IB")
    shown = invitation_of(code_of(ref).lower(), NOW)
    assert (shown.ref, shown.member, shown.region, shown.roles) == (ref, "ES", "ES-IB", (SERVICES,))
    assert shown.ends_at == NOW + dt.timedelta(days=90)
    assert shown.by["es"].startswith("Ministerio")
    assert not shown.guest.rights
    assert shown.guest.authority_ref is None
    assert facts_of(ref) == [("directory.invitation_sent", '{"kind": 5, "again": false, "member": "ES"}')]


def test_the_same_request_again_invites_nobody_more(database: Server, network: Network) -> None:
    once, said = asked(), invitation()
    assert invite(spain(network), once, said) == invite(spain(network), once, said)


@pytest.mark.parametrize(
    ("who", "changed", "code"),
    [
        ("kowalska", {}, "needs_right"),
        ("kaczmarek", {}, "not_a_coordinator"),
        ("wojcik", {"member": "GB", "language": "en"}, "not_your_member"),
        ("dabrowska", {"kind": AuthorityKind.AREA}, "kind_not_registered"),
        ("dabrowska", {"roles": (SERVICES,)}, "not_your_area"),
        ("huber", {"member": "DE", "language": "de"}, "not_your_member"),
        ("huber", {"member": "DE", "language": "de", "region": "DE-HE"}, "not_your_member"),
        ("wojcik", {"kind": AuthorityKind.NATIONAL}, "kind_not_registered"),
        ("garcia", {}, "not_your_member"),
    ],
)
def test_nobody_invites_whom_they_may_not_register(
    database: Server, network: Network, who: str, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        invite(network.actor(who), asked(), poland(**changed))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"email": "nobody"}, "email_invalid", "email"),
        ({"email": "a@b.example\r\nBcc: all@b.example"}, "email_invalid", "email"),
        ({"language": "xx"}, "language_unknown", "language"),
        ({"name": "   "}, "name_missing", "name"),
        ({"name": "x" * 401}, "text_long", "name"),
        ({"region": "Mallorca"}, "region_invalid", "region"),
        ({"roles": (("tourism", "authority"),)}, "module_unknown", "module"),
        ({"roles": (("services", "auhtority"),)}, "role_unknown", "role"),
    ],
)
def test_what_cannot_be_an_invitation_says_where_it_is_wrong(
    database: Server, network: Network, changed: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        invite(spain(network), asked(), invitation(**changed))
    assert (wrong.value.code, wrong.value.parameters["field"]) == (code, field)


def test_an_unknown_member_is_refused_before_anything_is_written(database: Server, network: Network) -> None:
    with pytest.raises(CounterpartError):
        invited(network, member="EX")


def test_the_same_office_is_not_invited_twice_to_be_the_same(database: Server, network: Network) -> None:
    said = invitation()
    ref = invite(spain(network), asked(), said)
    with pytest.raises(Conflict, match="invitation_exists"):
        invited(network, email=said.email.upper(), name=said.name)
    withdraw_invitation(spain(network), asked(), ref)
    assert invited(network, email=said.email, name=said.name) != ref


def test_the_operator_invites_a_national_coordinator_and_nobody_else(database: Server, network: Network) -> None:
    national = invitation(member="MT", kind=AuthorityKind.NATIONAL, language="en", roles=())
    ref = invite(OPERATOR, asked(), national)
    assert invitation_of(code_of(ref), NOW).by == {}
    assert ref in {one.ref for one in invitations_of(OPERATOR).invitations}
    assert ref in {one.ref for one in invitations_of(network.actor("claes")).invitations}
    assert ref not in {one.ref for one in invitations_of(spain(network)).invitations}
    with pytest.raises(Refused, match="national_coordinators_only"):
        invite(OPERATOR, asked(), invitation())


def test_an_invitation_is_sent_again_with_the_same_code_and_counts_anew(database: Server, network: Network) -> None:
    ref = invited(network)
    with pytest.raises(OutOfTurn, match="invitation_sent_lately"):
        repeat_invitation(spain(network), asked(), ref)
    later = NOW + 80 * DAY
    repeat_invitation(spain(network), asked(later), ref)
    assert invitation_of(code_of(ref), NOW + 100 * DAY).ends_at == later + COUNTS


def test_a_withdrawn_invitation_opens_nothing_and_keeps_no_address(database: Server, network: Network) -> None:
    ref = invited(network)
    withdraw_invitation(spain(network), asked(), ref)
    with pytest.raises(OutOfTurn, match="invitation_withdrawn"):
        invitation_of(code_of(ref), NOW)
    assert stored("select email from directory_invitation where ref = %s", ref) == [("",)]
    for again in (withdraw_invitation, repeat_invitation):
        with pytest.raises(OutOfTurn, match="invitation_withdrawn"):
            again(spain(network), asked(NOW + 2 * DAY), ref)


def test_what_was_used_is_neither_repeated_nor_withdrawn(database: Server, network: Network) -> None:
    ref = invited(network)
    joined(ref)
    for late in (withdraw_invitation, repeat_invitation):
        with pytest.raises(OutOfTurn, match="invitation_used"):
            late(spain(network), asked(NOW + 2 * DAY), ref)
    with pytest.raises(NotFound, match="invitation_unknown"):
        withdraw_invitation(spain(network), asked(), new_ref(NOW))


@pytest.mark.parametrize("who", ["wojcik", "dabrowska", "ferrer", "claes", "papadaki"])
def test_a_coordinator_of_elsewhere_neither_sees_nor_touches_an_invitation(
    database: Server, network: Network, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref, act = invited(network), network.actor(who)
    assert ref not in {one.ref for one in invitations_of(act).invitations}
    with pytest.raises(Refused):
        withdraw_invitation(act, asked(), ref)
    assert state_of(ref) == InvitationState.OPEN
    with monkeypatch.context() as without:  # the guard switched off: it is what keeps them away
        without.setattr(inviting, "must_decide", lambda actor, found: None)
        withdraw_invitation(act, asked(), ref)
    assert state_of(ref) == InvitationState.WITHDRAWN


def test_lists_and_actions_agree_on_who_decides(database: Server, network: Network) -> None:
    made = [
        invite(network.actor("wojcik"), asked(), poland()),
        invite(network.actor("wojcik"), asked(), poland(roles=())),
        invite(network.actor("wojcik"), asked(), poland(kind=AuthorityKind.DELEGATED)),
        invite(network.actor("wojcik"), asked(), poland(kind=AuthorityKind.AREA, region="PL-14")),
        invite(network.actor("dabrowska"), asked(), poland(region="PL-12")),
        invite(network.actor("huber"), asked(), poland(member="DE", region="DE-BY")),
        invite(network.actor("brandt"), asked(), poland(member="DE", region="DE-HE")),
        invite(OPERATOR, asked(), poland(member="MT", kind=AuthorityKind.NATIONAL, roles=())),
        invited(network),
    ]
    people = [OPERATOR, *(network.actor(who) for who in ("wojcik", "dabrowska", "huber", "brandt", "claes", "garcia"))]
    people += [network.actor(who) for who in ("kaczmarek", "kowalska", "clarke")]
    decided = 0
    for act in people:
        seen = {one.ref for one in invitations_of(act, limit=500).invitations}
        for ref in made:
            may = _decides(act, ref)
            assert may == (ref in seen), (act, ref)
            decided += may
    assert decided > len(made)


def _decides(act: object, ref: object) -> bool:
    with as_actor([]):
        try:
            must_decide(act, invited_room.invited(ref))  # type: ignore[arg-type]
        except Refused:
            return False
    return True


def test_a_list_is_read_page_by_page(database: Server, network: Network) -> None:
    for _ in range(3):
        invited(network)
    first = invitations_of(spain(network), limit=2)
    second = invitations_of(spain(network), limit=2, after=first.following or 0)
    assert len(first.invitations) == 2
    assert first.following == first.invitations[-1].id
    assert second.invitations[0].id < first.invitations[-1].id


def test_without_its_check_a_coordinator_would_reach_for_another_country(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    abroad = poland(member="GB", language="en")
    with pytest.raises(Refused, match="not_your_member"):
        invite(network.actor("wojcik"), asked(), abroad)
    monkeypatch.setattr(inviting, "must_register", lambda *_: None)
    assert state_of(invite(network.actor("wojcik"), asked(), abroad)) == InvitationState.OPEN
