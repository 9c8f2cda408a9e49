"""Who belongs to an authority, with which rights, and who stands in for whom."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.accounts.users import NewUser
from counterpart.core.errors import Conflict, Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.actions import people
from counterpart.directory.queries.acting import actor_for
from counterpart.foundation.actor import Right
from counterpart.foundation.refs import new_ref
from tests.cast import ADMINISTRATOR, NOW, PQ_HANDLER, PQ_REFERRALS
from tests.database.servers import Server
from tests.directory.asking import facts_of, stored
from tests.network import Network, asked

PQ = ("pq", "authority")
BASIC = Right("", "basic")


def somebody(name: str = "Wanda Mroczek") -> NewUser:
    return NewUser(f"p{new_ref(NOW).hex}@mroczek.example", name, "pl", "Europe/Warsaw")


def test_an_administrator_enters_a_colleague_with_rights(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    user = people.enter_member(newcomer, asked(), place, somebody(), [PQ_HANDLER])
    assert actor_for(user, place, NOW).rights == {BASIC, PQ_HANDLER}
    assert facts_of(place)[-1][0] == "directory.members_changed"
    assert "Mroczek" not in str(stored("select t::text from foundation_log_entry t"))


def test_a_language_that_the_network_does_not_speak_is_refused(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    latin = NewUser(f"p{new_ref(NOW).hex}@mroczek.example", "Wanda", "la", "Europe/Warsaw")
    with pytest.raises(Invalid, match="language_unknown"):
        people.enter_member(newcomer, asked(), place, latin)


def test_nobody_administers_the_users_of_another_authority(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    assert newcomer.ref is not None
    for who, code in (("kaczmarek", "not_your_authority"), ("walker", "not_your_authority"), ("nowak", "needs_right")):
        with pytest.raises(Refused, match=code):
            people.enter_member(network.actor(who), asked(), place, somebody())
        with pytest.raises(Refused, match=code):
            people.give_rights(network.actor(who), asked(), place, newcomer.ref, [PQ_HANDLER])
        with pytest.raises(Refused, match=code):
            people.end_membership(network.actor(who), asked(), place, newcomer.ref)


def test_rights_are_given_and_taken_one_by_one(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    user = people.enter_member(newcomer, asked(), place, somebody())
    allocator = Right("pq", "allocator")
    people.give_rights(newcomer, asked(), place, user, [PQ_HANDLER, allocator])
    people.give_rights(newcomer, asked(), place, user, [PQ_HANDLER])
    people.withdraw_rights(newcomer, asked(), place, user, [PQ_HANDLER, Right("services", "handler")])
    assert actor_for(user, place, NOW).rights == {BASIC, allocator}


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (Right("pq", "handlr"), "right_unknown"),
        (Right("", "basic"), "right_unknown"),
        (Right("", "handler"), "right_needs_module"),
        (Right("pq", "data_administrator"), "right_without_module"),
        (Right("pqq", "handler"), "module_unknown"),
    ],
)
def test_a_right_that_is_none_is_refused(database: Server, network: Network, right: Right, code: str) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    with pytest.raises(Invalid, match=code):
        people.enter_member(newcomer, asked(), place, somebody(), [right])


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (Right("services", "handler"), "access_none"),
        (PQ_REFERRALS, "not_a_coordinator"),
        (Right("pq", "alert_disseminator"), "not_a_coordinator"),
        (Right("", "network_administrator"), "not_the_supervisor"),
    ],
)
def test_a_right_that_such_an_authority_cannot_give_is_refused(
    database: Server, network: Network, right: Right, code: str
) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    assert newcomer.ref is not None
    with pytest.raises(Refused, match=code):
        people.give_rights(newcomer, asked(), place, newcomer.ref, [right])


def test_the_last_administrator_neither_goes_nor_gives_the_right_up(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    assert newcomer.ref is not None
    with pytest.raises(OutOfTurn, match="last_administrator"):
        people.end_membership(newcomer, asked(), place, newcomer.ref)
    with pytest.raises(OutOfTurn, match="last_administrator"):
        people.withdraw_rights(newcomer, asked(), place, newcomer.ref, [ADMINISTRATOR])
    people.enter_member(newcomer, asked(), place, somebody(), [ADMINISTRATOR])
    people.end_membership(newcomer, asked(), place, newcomer.ref)
    with pytest.raises(NotFound, match="acting_for"):
        actor_for(newcomer.ref, place, NOW)


def test_who_belongs_nowhere_any_more_has_left(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    other, second = network.newcomer("PL", PQ)
    user = people.enter_member(newcomer, asked(), place, somebody())
    with pytest.raises(Conflict, match="member_already"):
        people.add_member(newcomer, asked(), place, user)
    people.add_member(second, asked(), other, user, [PQ_HANDLER])
    people.end_membership(newcomer, asked(), place, user)
    assert actor_for(user, other, NOW).rights == {BASIC, PQ_HANDLER}
    people.end_membership(second, asked(), other, user)
    assert stored("select left_at from accounts_user where ref = %s", user) == [(NOW,)]
    with pytest.raises(NotFound, match="user_unknown"):
        people.add_member(newcomer, asked(), place, user)
    with pytest.raises(NotFound, match="member_unknown"):
        people.give_rights(newcomer, asked(), place, user, [PQ_HANDLER])


def test_an_absence_is_set_by_oneself_and_taken_back(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    assert newcomer.ref is not None
    user = people.enter_member(newcomer, asked(), place, somebody())
    monday, friday = dt.date(2026, 3, 2), dt.date(2026, 3, 6)
    people.set_absence(newcomer, asked(), place, newcomer.ref, user, monday, friday)
    assert actor_for(user, place, NOW, newcomer.ref).rights == newcomer.rights
    with pytest.raises(Conflict, match="absence_overlaps"):
        people.set_absence(newcomer, asked(), place, newcomer.ref, user, friday, friday)
    wanda = actor_for(user, place, NOW)
    with pytest.raises(Refused, match="needs_right"):
        people.end_absence(wanda, asked(), place, newcomer.ref, monday)
    people.end_absence(newcomer, asked(), place, newcomer.ref, monday)
    with pytest.raises(NotFound, match="acting_for"):
        actor_for(user, place, NOW, newcomer.ref)
    with pytest.raises(NotFound, match="absence_unknown"):
        people.end_absence(newcomer, asked(), place, newcomer.ref, monday)


def test_an_absence_that_cannot_be_is_refused(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    kowalska, me = network.users["kowalska"], newcomer.ref
    assert me is not None
    monday, friday = dt.date(2026, 3, 2), dt.date(2026, 3, 6)
    with pytest.raises(Invalid, match="absence_ends_before"):
        people.set_absence(newcomer, asked(), place, me, kowalska, friday, monday)
    with pytest.raises(Invalid, match="absence_over"):
        people.set_absence(newcomer, asked(), place, me, kowalska, dt.date(2026, 2, 2), dt.date(2026, 2, 3))
    with pytest.raises(Invalid, match="substitute_self"):
        people.set_absence(newcomer, asked(), place, me, me, monday, friday)
    with pytest.raises(NotFound, match="member_unknown"):
        people.set_absence(newcomer, asked(), place, me, kowalska, monday, friday)


def test_who_goes_stands_in_for_nobody_any_more(database: Server, network: Network) -> None:
    place, newcomer = network.newcomer("PL", PQ)
    assert newcomer.ref is not None
    user = people.enter_member(newcomer, asked(), place, somebody())
    people.set_absence(newcomer, asked(), place, newcomer.ref, user, dt.date(2026, 3, 2), dt.date(2026, 3, 6))
    people.end_membership(newcomer, asked(), place, user)
    substitutes = "select count(*) from directory_absence b join directory_membership m on m.id = b.substitute_id"
    ended = "where m.authority_id = %s and m.until is not null"
    assert stored(f"{substitutes} {ended}", newcomer.authority_id) == [(0,)]
