"""What nobody used ends by itself, after a reminder; an authority that is one person is asked for a second one."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import OutOfTurn
from counterpart.directory.actions import expiring
from counterpart.directory.actions.expiring import (
    ask_for_second_users,
    expire_invitations,
    remind_coordinators,
    remind_invitations,
)
from counterpart.directory.actions.inviting import repeat_invitation
from counterpart.directory.actions.people import enter_member
from counterpart.directory.actions.validating import register_directly, reject, validate
from counterpart.directory.codes import code_of
from counterpart.directory.kinds import InvitationState
from counterpart.directory.queries.joining import invitation_of
from counterpart.foundation.periodic import DUTIES
from counterpart.foundation.serving import as_worker
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.directory.joining.stories import DAY, SERVICES, TOWN, invited, joined, mayor, spain, state_of
from tests.network import Network, asked

END = NOW + 90 * DAY
EMAIL = "select email from directory_invitation where ref = %s"
WANTED = "directory.second_user_wanted"


def told(ref: object, type_: str) -> int:
    return [name for name, _ in facts_of(ref)].count(type_)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _the_worker(database: Server, network: Network) -> None:
    """Nothing is due from the stories before."""
    with as_worker():
        expire_invitations(NOW + 1_000 * DAY)
        ask_for_second_users(NOW + 1_000 * DAY)
        remind_coordinators(NOW + 1_000 * DAY)


def test_the_worker_does_it_by_itself() -> None:
    names = {"expire_invitations", "remind_invitations", "remind_coordinators", "ask_for_second_users"}
    assert {f"directory.{name}" for name in names} <= set(DUTIES.all())


def test_an_invitation_ends_after_ninety_days_and_its_address_goes(network: Network) -> None:
    ref = invited(network)
    with as_worker():
        assert expire_invitations(END - dt.timedelta(seconds=1)) == 0
        assert (expire_invitations(END), expire_invitations(END)) == (1, 0)
    assert state_of(ref) == InvitationState.EXPIRED
    assert stored(EMAIL, ref) == [("",)]
    assert told(ref, "directory.invitation_closed") == 1
    with pytest.raises(OutOfTurn, match="invitation_over"):
        invitation_of(code_of(ref), END)
    with pytest.raises(OutOfTurn, match="invitation_over"):
        repeat_invitation(spain(network), asked(END), ref)


def test_more_than_one_transaction_ends_are_all_ended(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    refs = [invited(network) for _ in range(5)]
    monkeypatch.setattr(expiring, "AT_ONCE", 2)
    with as_worker():
        assert expire_invitations(END) == 5
    assert {state_of(ref) for ref in refs} == {InvitationState.EXPIRED}


def test_who_was_invited_is_reminded_once_two_weeks_before(network: Network) -> None:
    ref, used = invited(network), invited(network)
    joined(used)
    with as_worker():
        assert remind_invitations(END - 15 * DAY) == 0
        assert [remind_invitations(END - 14 * DAY), remind_invitations(END - DAY)] == [1, 0]
    assert told(ref, "directory.invitation_ending") == 1
    assert told(used, "directory.invitation_ending") == 0


def test_after_it_was_sent_again_it_is_reminded_again(network: Network) -> None:
    ref = invited(network)
    with as_worker():
        remind_invitations(END - DAY)
    repeat_invitation(spain(network), asked(END - DAY), ref)
    with as_worker():
        assert remind_invitations(END) == 0
        assert remind_invitations(END + 80 * DAY) == 1


def test_an_authority_of_one_person_is_asked_for_a_second_one_after_a_week(network: Network) -> None:
    town = joined(invited(network))
    validate(spain(network), asked(), town, [SERVICES])
    direct = register_directly(spain(network), asked(), TOWN, mayor())
    two = register_directly(spain(network), asked(), TOWN, mayor())
    enter_member(spain(network), asked(), two, mayor())
    with as_worker():
        assert ask_for_second_users(NOW + 6 * DAY) == 0
        assert [ask_for_second_users(NOW + 7 * DAY), ask_for_second_users(NOW + 8 * DAY)] == [3, 0]
    assert [told(one, WANTED) for one in (town, direct, two)] == [1, 1, 0]


def test_the_address_of_a_rejection_that_could_not_be_mailed_goes_after_two_weeks(network: Network) -> None:
    ref = invited(network)
    reject(spain(network), asked(), joined(ref), "No")
    kept = "select email <> '', reason from directory_invitation where ref = %s"
    with as_worker():
        expire_invitations(NOW + 13 * DAY)
        assert stored(kept, ref) == [(True, "No")]
        expire_invitations(NOW + 14 * DAY)
    assert stored(kept, ref) == [(False, "")]


def test_a_registration_that_waits_is_told_again_every_week_until_it_is_decided(network: Network) -> None:
    town = joined(invited(network))
    with as_worker():
        assert remind_coordinators(NOW + 6 * DAY) == 0
        assert [remind_coordinators(NOW + days * DAY) for days in (7, 8, 14)] == [1, 0, 1]
    validate(spain(network), asked(NOW + 15 * DAY), town)
    with as_worker():
        assert remind_coordinators(NOW + 30 * DAY) == 0
    assert told(town, "directory.authority_waiting") == 2
