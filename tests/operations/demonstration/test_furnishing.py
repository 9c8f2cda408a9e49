"""On the desk of a coordinator of the demonstration lies some of everything that a desk can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from counterpart.directory.actions.laying import LaidAuthority, lay_network
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.activity import never_active
from counterpart.directory.queries.desk import care
from counterpart.directory.queries.joining import awaiting_of, invitations_of
from counterpart.directory.queries.staffed import people_by_key
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.operations.demonstration.entering import enter_registers
from counterpart.operations.demonstration.furnishing import INVITED, furnish, invitable
from counterpart.operations.demonstration.laying import SEED, awake_of, laid
from counterpart.operations.demonstration.pasts import pasts, shares
from counterpart.operations.demonstration.planned import PlannedAuthority
from counterpart.operations.demonstration.staffing import all_users
from counterpart.operations.demonstration.stories import coordinator_of, main_authorities
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.laid import forgotten_above, highest
from tests.exchanges.stories import stored
from tests.network import OPERATOR, Network, asked
from tests.operations.demonstration import plans

pytestmark = pytest.mark.slow

MEMBER = "FR"
PEOPLE = "select user_id from directory_membership where authority_id > %s"
MEMBERSHIPS = "select id from directory_membership where authority_id > %s"
ENTERED = "select state from exchanges_exchange where module = 'registers'"
FORGET = (
    "delete from directory_invitation where invited_by_id > %s",
    f"delete from directory_absence where membership_id in ({MEMBERSHIPS})",
    f"delete from directory_right where membership_id in ({MEMBERSHIPS})",
    f"delete from directory_mail_failure where user_id in ({PEOPLE})",
)


def beside_the_cast(one: LaidAuthority) -> LaidAuthority:
    """A member has one national coordinator, and the cast may have it already."""
    if one.record.kind is not AuthorityKind.NATIONAL:
        return one
    return replace(one, record=replace(one.record, kind=AuthorityKind.AREA))


@pytest.fixture
def coordinator(network: Network, database: Server) -> Iterator[Actor]:
    """Somebody of the coordinator of the story's authority in one member, whose whole network is laid down."""
    most = highest(database)
    plan = of_member()
    awake = awake_of(plan)
    try:
        users = list(all_users(plan, SEED, awake))
        behind = pasts(plan, awake, SEED, NOW)
        lay_network(OPERATOR, asked(), [beside_the_cast(one) for one in laid(plan, users, behind)])
        assert furnish(plan, awake, NOW) == 1
        assert enter_registers(plan, NOW) == 1
        assert stored(ENTERED) == [("published",)]
        [main] = main_authorities(plan).values()
        key = coordinator_of(main)
        ref, user = people_by_key([key])[key]
        yield actor_for(user, ref, NOW)
    finally:
        forget(database, most)


def of_member() -> list[PlannedAuthority]:
    return [one for one in plans.network() if one.member == MEMBER]


def forget(server: Server, most: int) -> None:
    with sign_in(server.parameters(Role.OWNER)) as owner:
        for statement in FORGET:
            owner.execute(statement.encode(), [most])
        users = [user for (user,) in owner.execute(PEOPLE.encode(), [most]).fetchall()]
        owner.execute("delete from directory_membership where authority_id > %s", [most])
        owner.execute("delete from accounts_user where id = any(%s)", [users])
    forgotten_above(server, most)


def test_the_desk_holds_some_of_everything(coordinator: Actor) -> None:
    found = care(coordinator, NOW + dt.timedelta(minutes=1))
    empty = [name for name in found.__slots__ if not getattr(found, name).number]
    assert empty == []
    assert len(awaiting_of(coordinator).authorities) == 1
    assert len(invitations_of(coordinator).invitations) >= len(INVITED) - 1


def test_of_each_member_as_many_never_signed_in_as_planned(coordinator: Actor) -> None:
    [here] = [one for one in never_active(coordinator) if one.member == MEMBER]
    planned = round(len(of_member()) * shares()[MEMBER] / 100)
    assert planned <= here.never_active < planned + 10  # other stories have towns there, too
    assert planned > 10


def test_every_coordinator_of_the_story_has_enough_authorities_to_invite() -> None:
    """One member whose authorities of an area all take part left its desk empty and stopped the demonstration."""
    plan = plans.network()
    by_key = {one.key: one for one in plan}
    coordinators = {key: by_key[key] for key in map(coordinator_of, main_authorities(plan).values()) if key in by_key}
    assert len(coordinators) > 1
    few = {key for key, one in coordinators.items() if len(invitable(one, plan)) < len(INVITED)}
    assert few == set()
    of_no_area = [
        key for key, one in coordinators.items() if not set(one.areas) & set(invitable(one, plan)[0].kind.areas)
    ]
    assert of_no_area, "nobody of this network tells of the case that once went wrong"
