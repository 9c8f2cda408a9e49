"""Whoever a list names as the first person is mailed a link and chooses a password; nobody else is written to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from counterpart.accounts.actions import choose_password
from counterpart.accounts.links import visitor_of_token
from counterpart.accounts.passwords import verified
from counterpart.accounts.queries import sign_in_of
from counterpart.foundation.actor import Actor
from tests.cast import NOW
from tests.directory.bulk.lists import as_csv, do, town
from tests.network import asked
from tests.notices.post import ADDRESS, Post, carried_out, post_office, text_of

EMAIL = "josiane.wagner@villette1.example"
PASSWORD = "a hill over the river Sauer"


@pytest.fixture
def post(coordinator: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with post_office(monkeypatch) as office:
        yield office


def test_the_first_person_of_a_listed_authority_chooses_a_password(coordinator: Actor, post: Post) -> None:
    rows = [town(1, user_name="Josiane Wagner", user_email=EMAIL), town(2, user_name="", user_email="")]
    do(coordinator, as_csv(rows))
    carried_out(NOW)
    [(address, mail)] = post.mails
    assert address == EMAIL
    [token] = re.findall(rf"{ADDRESS}/password/(\S+)", text_of(mail))
    choose_password(visitor_of_token(token), asked(), token, PASSWORD)
    found = sign_in_of(EMAIL)
    assert found is not None
    assert verified(PASSWORD, found.password).fits


def test_the_same_list_again_mails_nobody(coordinator: Actor, post: Post) -> None:
    file = as_csv([town(1, user_name="Josiane Wagner", user_email=EMAIL)])
    do(coordinator, file)
    carried_out(NOW)
    post.forget()
    do(coordinator, file)
    carried_out(NOW)
    assert post.mails == []
