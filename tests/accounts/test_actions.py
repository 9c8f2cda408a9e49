"""Users are entered, choose a password, leave, and are erased; the log names refs alone."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest

from counterpart.accounts import actions
from counterpart.accounts.passwords import Argon2, verified
from counterpart.accounts.queries import names_of, refs_of_users, sign_in_of
from counterpart.accounts.users import NewUser
from counterpart.core.errors import Conflict, Invalid, NotFound, OutOfTurn, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.asks import refs_in_use
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows, run
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.network import OPERATOR, asked

PASSWORD = "ein Regenschirm am Donnerstag"


def entered(name: str = "Wanda Mroczek") -> tuple[UUID, Actor, str]:
    """Enter somebody nobody else has; accounts are kept from test to test."""
    email = f"w{new_ref(NOW).hex}@mroczek.example"
    user = actions.register_user(OPERATOR, asked(), NewUser(email, name, "pl", "Europe/Warsaw"))
    return user, Actor(ActorKind.PERSON, user), email


def stored(statement: str, *values: object) -> list[Row]:
    with as_actor([]):
        return rows(statement, values)


def test_who_was_entered_cannot_sign_in_before_choosing_a_password(database: Server) -> None:
    user, wanda, email = entered()
    found = sign_in_of(email)
    assert found is not None
    assert found.ref == user
    assert not verified("", found.password).fits
    actions.set_password(wanda, asked(), user, PASSWORD)
    found = sign_in_of(email.upper())
    assert found is not None
    assert verified(PASSWORD, found.password).fits
    assert stored("select password_at from accounts_user where ref = %s", user) == [(NOW,)]


def test_only_an_administrator_or_the_operator_enters_users(database: Server) -> None:
    new = NewUser("somebody@mroczek.example", "Somebody", "pl", "Europe/Warsaw")
    with pytest.raises(Refused, match="needs_right"):
        actions.register_user(Actor(ActorKind.PERSON, new_ref(NOW)), asked(), new)


def test_an_address_belongs_to_one_user_however_it_is_written(database: Server) -> None:
    _, _, email = entered()
    with pytest.raises(Conflict, match="email_taken") as refused:
        actions.register_user(OPERATOR, asked(), NewUser(email.upper(), "Other", "pl", "Europe/Warsaw"))
    assert email not in str(refused.value).casefold()


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewUser("nowhere", "A", "pl", "Europe/Warsaw"), "email_invalid"),
        (NewUser("a@mroczek.example", "  ", "pl", "Europe/Warsaw"), "name_missing"),
        (NewUser("a@mroczek.example", "A" * 201, "pl", "Europe/Warsaw"), "name_long"),
        (NewUser("a@mroczek.example", "A", "", "Europe/Warsaw"), "language_unknown"),
        (NewUser("a@mroczek.example", "A", "pl", "Europe/Atlantis"), "time_zone_unknown"),
        (NewUser("a@mroczek.example", "A", "pl", "../etc"), "time_zone_unknown"),
    ],
)
def test_a_user_who_cannot_be_is_refused(database: Server, new: NewUser, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        actions.register_user(OPERATOR, asked(), new)


def test_changing_a_password_needs_the_old_one_where_it_is_asked_for(database: Server) -> None:
    user, wanda, email = entered()
    actions.set_password(wanda, asked(), user, PASSWORD)
    with pytest.raises(Refused, match="password_wrong"):
        actions.set_password(wanda, asked(), user, PASSWORD + "!", "not the old one")
    actions.set_password(wanda, asked(), user, PASSWORD + "!", PASSWORD)
    found = sign_in_of(email)
    assert found is not None
    assert verified(PASSWORD + "!", found.password).fits
    with pytest.raises(Invalid, match="password_like_name"):
        actions.set_password(wanda, asked(), user, "mroczek mroczek")


def test_nobody_sets_the_password_or_the_language_of_another(database: Server) -> None:
    user, wanda, _ = entered()
    _, other, _ = entered()
    with pytest.raises(Refused, match="not_yourself"):
        actions.set_password(other, asked(), user, PASSWORD)
    with pytest.raises(Refused, match="not_yourself"):
        actions.change_preferences(other, asked(), user, "de", "Europe/Berlin")
    actions.change_preferences(wanda, asked(), user, "de", "Europe/Berlin")
    assert stored("select lang, tz from accounts_user where ref = %s", user) == [("de", "Europe/Berlin")]


def test_the_first_sign_in_is_a_fact_and_the_next_is_not(database: Server) -> None:
    user, wanda, _ = entered()
    assert actions.record_sign_in(wanda, asked())
    assert not actions.record_sign_in(wanda, asked(NOW + dt.timedelta(days=1)))
    facts = stored("select type from foundation_fact where stream = %s order by id", user)
    assert facts == [("accounts.user_entered",), ("accounts.user_signed_in_first",)]
    seen = stored("select first_sign_in_at, last_sign_in_at from accounts_user where ref = %s", user)
    assert seen == [(NOW, NOW + dt.timedelta(days=1))]


def test_an_outdated_hash_is_made_anew_at_sign_in_but_never_by_a_wrong_password(database: Server) -> None:
    user, wanda, email = entered()
    old = Argon2()
    old.time_cost = 1
    with as_actor([]):
        run("update accounts_user set password = %s where ref = %s", [old.encode(PASSWORD, old.salt()), user])
    actions.record_sign_in(wanda, asked(), "something else")
    found = sign_in_of(email)
    assert found is not None
    assert verified(PASSWORD, found.password).outdated
    actions.record_sign_in(wanda, asked(), PASSWORD)
    found = sign_in_of(email)
    assert found is not None
    assert verified(PASSWORD, found.password).fits
    assert not verified(PASSWORD, found.password).outdated


def test_a_blocked_user_stays_out_until_let_in_again(database: Server) -> None:
    user, wanda, email = entered()
    actions.block(OPERATOR, asked(), user, "lost_device")
    assert sign_in_of(email) is None
    with pytest.raises(Refused, match="account_closed"):
        actions.record_sign_in(wanda, asked())
    with pytest.raises(Refused, match="account_closed"):
        actions.set_password(wanda, asked(), user, PASSWORD)
    with pytest.raises(OutOfTurn, match="user_is_blocked"):
        actions.block(OPERATOR, asked(), user, "again")
    actions.unblock(OPERATOR, asked(), user, "found")
    assert sign_in_of(email) is not None
    with pytest.raises(Refused, match="not_operator"):
        actions.block(wanda, asked(), user, "myself")


def test_who_has_left_can_be_erased_and_histories_keep_the_ref(database: Server) -> None:
    user, _, email = entered("Wanda Mroczek-Nadolna")
    with pytest.raises(OutOfTurn, match="user_has_not_left"):
        actions.erase(OPERATOR, asked(), user)
    actions.leave(OPERATOR, asked(), user)
    assert sign_in_of(email) is None
    with pytest.raises(OutOfTurn, match="user_has_left"):
        actions.leave(OPERATOR, asked(), user)
    assert refs_of_users([user]) == {user}
    assert any(user in answer for answer in refs_in_use([user]))
    actions.erase(OPERATOR, asked(), user)
    kept = stored("select email, email_folded, name, password from accounts_user where ref = %s", user)
    assert kept == [("", None, "", "")]
    assert names_of([user]) == {user: ""}
    assert refs_of_users([user]) == frozenset()
    with pytest.raises(NotFound, match="user_unknown"):
        actions.erase(OPERATOR, asked(), user)
    entries = stored("select action from foundation_log_entry where stream = %s order by n", user)
    assert entries == [("register_user",), ("leave",), ("erase",)]


def test_an_address_is_free_again_after_erasure(database: Server) -> None:
    user, _, email = entered()
    actions.leave(OPERATOR, asked(), user)
    actions.erase(OPERATOR, asked(), user)
    again = actions.register_user(OPERATOR, asked(), NewUser(email, "Wanda Mroczek", "pl", "Europe/Warsaw"))
    assert again != user


def test_log_facts_and_requests_hold_no_name_and_no_address(database: Server) -> None:
    user, wanda, email = entered("Wilhelmina Przybyszewska")
    actions.set_password(wanda, asked(), user, PASSWORD)
    for table in ("foundation_log_entry", "foundation_fact", "foundation_request"):
        said = str(stored(f"select t::text from {table} t"))
        for personal in (email, email.partition("@")[0], "Wilhelmina", "Przybyszewska", PASSWORD):
            assert personal not in said
    assert email in str(stored("select t::text from accounts_user t where ref = %s", user))
