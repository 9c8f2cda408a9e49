"""Each guard of upkeep, switched off: what it keeps from happening happens."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from counterpart.accounts.users import NewUser
from counterpart.core.errors import CounterpartError
from counterpart.directory.actions import ending, handing_over, people, upkeep
from counterpart.directory.concerns import Concern
from counterpart.directory.kinds import AuthorityKind, AuthorityState, RelationKind
from counterpart.directory.permissions import Standing, standing_of
from counterpart.directory.queries import desk
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.finding import record_of
from counterpart.foundation.actor import Actor
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.actions.test_handing_over import coordinator, holders
from tests.directory.asking import stored
from tests.exchanges.stories import sent
from tests.exchanges.stories import stored as everything
from tests.network import OPERATOR, Network, asked

PQ = ("pq", "authority")
ANYBODY = "select a.id from directory_authority a where a.id = any(%(ids)s::int[])"


def refused(code: str, act: object) -> None:
    assert callable(act)
    with pytest.raises(CounterpartError, match=rf"{code}\b"):
        act()


def test_a_foreign_authority_is_reminded_when_nobody_looks_whose_it_is(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _ = network.newcomer("LU", PQ)
    walker = network.actor("walker")

    def act() -> int:
        return upkeep.chase(walker, asked(), Concern.ONE_USER, [place])

    refused("not_your_authority", act)
    monkeypatch.setattr(upkeep, "IN_CARE", ANYBODY)
    assert act() == 1


def test_an_authority_is_reminded_every_day_when_nobody_counts_the_days(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _ = network.newcomer("LU", PQ)
    above = network.administrator_of("lu_national")
    upkeep.chase(above, asked(), Concern.ONE_USER, [place])
    refused("chased_lately", lambda: upkeep.chase(above, asked(), Concern.ONE_USER, [place]))
    monkeypatch.setattr(upkeep, "CHASED_AGAIN", dt.timedelta(0))
    assert upkeep.chase(above, asked(), Concern.ONE_USER, [place]) == 1


def test_anybody_reads_the_desk_when_nobody_asks_for_the_right(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, official = network.newcomer("LU", PQ)
    above = network.authorities["lu_national"]
    new = NewUser(f"{new_ref(NOW)}@at.example", "Resi", "de", "UTC")
    colleague = actor_for(people.enter_member(network.administrator_of("lu_national"), asked(), above, new), above, NOW)
    refused("not_a_coordinator", lambda: desk.care(official, NOW))
    refused("needs_right", lambda: desk.care(colleague, NOW))
    monkeypatch.setattr(desk, "caring", standing)
    assert desk.care(colleague, NOW).one_user.number > 0


def standing(actor: Actor) -> Standing:
    found = standing_of(actor)
    assert found is not None
    return found


def test_an_authority_is_given_to_a_coordinator_abroad_when_nobody_looks_whether_it_fits(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _ = network.newcomer("LU", PQ)
    abroad, _ = coordinator(network, "EE", AuthorityKind.AREA, area="pq")
    above = network.administrator_of("lu_national")

    def act() -> None:
        handing_over.hand_over(above, asked(), place, abroad, RelationKind.VALIDATING)

    refused("coordinator_of_another", act)
    monkeypatch.setattr(handing_over, "_unfit", lambda *_, **__: "")
    act()
    assert holders(place, RelationKind.VALIDATING) == [abroad]


def test_an_account_is_taken_over_when_nobody_asks_where_else_it_works(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, official = network.newcomer("LU", PQ)
    _, victim = network.newcomer("LU", PQ)
    assert victim.ref is not None
    of_victim = victim.ref
    people.add_member(network.administrator_of("lu_national"), asked(), place, victim.ref)
    mine = f"{new_ref(NOW)}@mine.example"

    def act(user: UUID) -> None:
        people.correct_address(official, asked(), place, user, mine)

    refused("member_elsewhere", lambda: act(of_victim))
    monkeypatch.setattr(people, "OTHER_AUTHORITY", "select 1 where %s = 0 and %s = 0")
    act(of_victim)
    assert stored("select email from accounts_user where ref = %s", victim.ref) == [(mine,)]


def test_open_work_is_stranded_when_nobody_asks_for_it(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _ = network.newcomer("GB", PQ)
    sent(network, parties={"responder": [place]})
    walker = network.actor("walker")
    refused("work_open", lambda: ending.deactivate(walker, asked(), place))
    monkeypatch.setattr(ending, "open_work_of", lambda _: [0])
    ending.deactivate(walker, asked(), place)
    assert record_of(OPERATOR, place).state is AuthorityState.INACTIVE
    turns = "select count(*) from exchanges_turn t join directory_authority a on a.id = t.authority_id"
    assert everything(f"{turns} where a.ref = %s", [place]) == [(1,)]  # a move of somebody who cannot move any more


def test_the_last_administrator_leaves_when_nobody_counts_them(
    database: Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, official = network.newcomer("LU", PQ)
    people.enter_member(official, asked(), place, NewUser(f"{new_ref(NOW)}@at.example", "Resi", "de", "UTC"))
    assert official.ref is not None
    leaver = official.ref
    refused("last_administrator", lambda: people.end_membership(official, asked(), place, leaver))
    monkeypatch.setattr(people, "_must_have_other_administrator", lambda *_: None)
    people.end_membership(official, asked(), place, leaver)
    living = "select count(*) from directory_right g join directory_membership m on m.id = g.membership_id"
    where = "where m.until is null and g.\"right\" = 'data_administrator' and m.authority_id = %s"
    assert stored(f"{living} {where}", official.authority_id) == [(0,)]
