"""Administrators have links sent to their own people, coordinators to the administrators of whom they coordinate."""

from __future__ import annotations

import pytest

from counterpart.accounts import actions
from counterpart.accounts.actions import send_password_link
from counterpart.core.errors import NotFound, Refused
from counterpart.foundation.refs import new_ref
from tests.cast import NOW
from tests.database.servers import Server
from tests.directory.asking import stored
from tests.network import OPERATOR, Network, asked

SENT = "select count(*) from foundation_fact where type = 'accounts.password_link_sent' and stream = %s"


@pytest.fixture(autouse=True)
def _nobody_was_sent_one(database: Server, network: Network) -> None:
    stored("update accounts_user set link_at = null returning 1")


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("kaczmarek", "nowak"),
        ("kaczmarek", "kaczmarek"),
        ("dabrowska", "kaczmarek"),
        ("wojcik", "kaczmarek"),
        ("wojcik", "dabrowska"),
        ("huber", "seidl"),
    ],
)
def test_who_looks_after_somebody_has_a_link_sent(network: Network, who: str, whom: str) -> None:
    send_password_link(network.actor(who), asked(), network.users[whom])
    assert stored(SENT, network.users[whom]) == [(1,)]


@pytest.mark.parametrize(
    ("who", "whom", "code"),
    [
        ("nowak", "kowalska", "needs_right"),
        ("kaczmarek", "zielinska", "not_your_colleague"),
        ("kaczmarek", "dabrowska", "not_your_colleague"),
        ("dabrowska", "nowak", "not_your_colleague"),
        ("wojcik", "hughes", "not_your_colleague"),
        ("huber", "roth", "not_your_colleague"),
    ],
)
def test_nobody_else_does(network: Network, who: str, whom: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused) as refused:
        send_password_link(network.actor(who), asked(), network.users[whom])
    assert refused.value.code == code
    assert stored(SENT, network.users[whom]) == [(0,)]
    monkeypatch.setattr(actions, "see_that_may_help", lambda *_: [])  # the guard switched off: anybody does
    send_password_link(network.actor(who), asked(), network.users[whom])
    assert stored(SENT, network.users[whom]) == [(1,)]


def test_the_operator_helps_everybody_who_is_there(network: Network) -> None:
    send_password_link(OPERATOR, asked(), network.users["claes"])
    with pytest.raises(NotFound, match="user_unknown"):
        send_password_link(OPERATOR, asked(), new_ref(NOW))
