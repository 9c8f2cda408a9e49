"""A link lets one person choose one password, once and not for long; asking for one tells a stranger nothing."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.accounts import actions, links
from counterpart.accounts.forgetting import NOBODY, VISITOR, ask_for_link, mail_link
from counterpart.accounts.links import COUNTS, FIRST_COUNTS, password_token, user_of_token, visitor_of_token
from counterpart.accounts.passwords import verified
from counterpart.accounts.queries import sign_in_of
from counterpart.core.errors import Invalid, NotFound, OutOfTurn, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from tests.accounts.test_actions import PASSWORD, entered, stored
from tests.cast import NOW
from tests.database.servers import Server
from tests.network import OPERATOR, asked

HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
ANOTHER = "zwei Regenschirme am Freitag"


def jobs() -> list[str]:
    """For whom links are to be mailed, as it lies in the queue."""
    found = stored("select args ->> 'user' from procrastinate_jobs where task_name = 'accounts.mail_link' order by id")
    return [said for (said,) in found]


def test_the_first_link_counts_for_seven_days_and_chooses_a_password_once(database: Server) -> None:
    user, wanda, email = entered()
    token = password_token(user, None, NOW)
    assert visitor_of_token(token) == wanda
    last = NOW + FIRST_COUNTS - MINUTE
    assert user_of_token(token, last) == user
    with pytest.raises(OutOfTurn, match="link_over"):
        user_of_token(token, NOW + FIRST_COUNTS)
    actions.choose_password(wanda, asked(last), token, PASSWORD)
    found = sign_in_of(email)
    assert found is not None
    assert verified(PASSWORD, found.password).fits
    assert stored("select email_confirmed_at from accounts_user where ref = %s", user) == [(last,)]
    with pytest.raises(OutOfTurn, match="link_used"):
        user_of_token(token, last)
    with pytest.raises(OutOfTurn, match="link_used"):
        actions.choose_password(wanda, asked(last), token, ANOTHER)


def test_a_later_link_counts_for_two_days(database: Server) -> None:
    user, wanda, _ = entered()
    actions.set_password(wanda, asked(), user, PASSWORD)
    token = password_token(user, NOW, NOW)
    assert user_of_token(token, NOW + COUNTS - MINUTE) == user
    with pytest.raises(OutOfTurn, match="link_over"):
        user_of_token(token, NOW + COUNTS)
    with pytest.raises(OutOfTurn, match="link_over"):
        user_of_token(token, NOW - HOUR)


def test_without_its_checks_a_used_link_would_open_the_account_again(
    database: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, wanda, _ = entered()
    token = password_token(user, None, NOW)
    actions.choose_password(wanda, asked(), token, PASSWORD)
    monkeypatch.setattr(links, "constant_time_compare", lambda *_: True)
    assert user_of_token(token, NOW) == user


@pytest.mark.parametrize("how", ["cut", "other user", "later", "other installation", "empty", "long"])
def test_a_link_that_this_installation_did_not_make_is_none(database: Server, how: str) -> None:
    user, wanda, _ = entered()
    token = password_token(user, None, NOW)
    parts = token.split(".")
    with override_settings(SECRET_KEY="of another installation"):
        foreign = password_token(user, None, NOW)
    wrong = {
        "cut": token[:-1],
        "other user": ".".join([new_ref(NOW).hex, *parts[1:]]),
        "later": ".".join([parts[0], "zzzzzz", *parts[2:]]),
        "other installation": foreign,
        "empty": "",
        "long": "a.b.c.d." * 5_000,
    }[how]
    for use in (
        lambda: user_of_token(wrong, NOW),
        lambda: visitor_of_token(wrong),
        lambda: actions.choose_password(wanda, asked(), wrong, PASSWORD),
    ):
        with pytest.raises(NotFound, match="link_unknown"):
            use()


@given(st.text(max_size=200))
@settings(max_examples=50)
def test_whatever_stands_in_the_address_is_no_link(said: str) -> None:
    with pytest.raises(NotFound, match="link_unknown"):
        visitor_of_token(said)


def test_a_link_of_one_user_chooses_no_password_of_another(database: Server) -> None:
    user, wanda, _ = entered()
    _, other, _ = entered("Maria Mroczek")
    with pytest.raises(Refused, match="not_yourself"):
        actions.choose_password(other, asked(), password_token(user, None, NOW), PASSWORD)
    with pytest.raises(Invalid, match="password_short"):
        actions.choose_password(wanda, asked(), password_token(user, None, NOW), "short")


def test_a_closed_account_is_not_opened_by_a_link(database: Server) -> None:
    user, wanda, _ = entered()
    token = password_token(user, None, NOW)
    actions.block(OPERATOR, asked(), user, "lost_phone")
    with pytest.raises(Refused, match="account_closed"):
        user_of_token(token, NOW)
    with pytest.raises(Refused, match="account_closed"):
        actions.choose_password(wanda, asked(), token, PASSWORD)
    with pytest.raises(Refused, match="account_closed"):
        actions.send_password_link(OPERATOR, asked(), user)


def test_nobody_is_sent_two_links_in_five_minutes(database: Server) -> None:
    user, _, _ = entered()
    actions.send_password_link(OPERATOR, asked(), user)
    with pytest.raises(OutOfTurn, match="link_sent_lately"):
        actions.send_password_link(OPERATOR, asked(NOW + 4 * MINUTE), user)
    actions.send_password_link(OPERATOR, asked(NOW + 5 * MINUTE), user)
    sent = "select count(*) from foundation_fact where stream = %s and type = 'accounts.password_link_sent'"
    assert stored(sent, user) == [(2,)]


def test_asking_for_a_link_does_the_same_whether_or_not_somebody_has_the_address(database: Server) -> None:
    user, _, email = entered()
    gone, _, closed = entered("Maria Mroczek")
    actions.block(OPERATOR, asked(), gone, "lost_phone")
    before = len(jobs())
    for address in (email.upper(), "nobody@mroczek.example", closed):
        ask_for_link(VISITOR, address)
    assert jobs()[before:] == [str(user), str(NOBODY), str(NOBODY)]
    assert stored("select link_at from accounts_user where ref = %s", user) == [(None,)]


def test_the_worker_mails_a_link_to_whoever_is_there_and_to_nobody_else(database: Server) -> None:
    user, _, _ = entered()
    gone, _, _ = entered("Maria Mroczek")
    actions.leave(OPERATOR, asked(), gone)
    with as_worker():
        for one in (user, NOBODY, gone, new_ref(NOW), user):
            mail_link(one, NOW)
    facts = stored("select stream from foundation_fact where type = 'accounts.password_link_sent'")
    assert facts == [(user,)]
    [(actor_kind, actor)] = stored(
        "select actor_kind, actor_ref from foundation_log_entry where stream = %s and action = 'send_link'", user
    )
    assert (actor_kind, actor) == (ActorKind.PERSON, user)


def test_the_token_tells_nothing_but_the_ref(database: Server) -> None:
    user, _, email = entered()
    token = password_token(user, NOW, NOW)
    assert UUID(token.split(".", maxsplit=1)[0]) == user
    assert email.partition("@")[0] not in token
    assert len(token) < 140


def test_a_visitor_is_nobody_in_particular() -> None:
    assert Actor(ActorKind.APPLICANT, VISITOR.ref) == VISITOR
    assert not VISITOR.rights
