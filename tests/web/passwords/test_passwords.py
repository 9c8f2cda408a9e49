"""Choosing a password by a link, and asking for one: the same answer for everybody, and no link counts twice."""

from __future__ import annotations

import datetime as dt
import itertools
from uuid import UUID

import pytest
from django.test import Client

from counterpart.accounts.links import password_token
from tests.exchanges.stories import stored
from tests.network import Network
from tests.web.filling import fields_of, text_of
from tests.web.visitors import visitor

GOOD = "seven herons over the estuary"
NUMBERS = itertools.count(1)
JOBS = "select count(*) from procrastinate_jobs where task_name = 'accounts.mail_link'"


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def newcomer(people: Network) -> tuple[UUID, str]:
    """Somebody who has never chosen a password, and their address."""
    _, actor = people.newcomer("PL", ("pq", "authority"), by="pl_health")
    assert actor.ref is not None
    [(email,)] = stored("select email from accounts_user where ref = %s", [actor.ref])
    return actor.ref, email


def place(user: UUID, at: dt.datetime | None = None) -> str:
    [(chosen_at,)] = stored("select password_at from accounts_user where ref = %s", [user])
    return f"/password/{password_token(user, chosen_at, at or now())}"


def sent(client: Client, where: str, new: str, again: str | None = None) -> tuple[int, str]:
    """Fill in the form and send it; the status and the page, or where it leads."""
    form = fields_of(client.get(where).content.decode(), "choosing")
    answer = client.post(where, {**form, "password": new, "repeated": new if again is None else again})
    return answer.status_code, answer.get("Location", answer.content.decode())


def asked_from(where: str) -> int:
    """Ask for a link to an address that nobody has; the status of the answer."""
    form = {"email": f"n{next(NUMBERS)}@nowhere.example"}
    return Client(SERVER_NAME="localhost").post("/password/forgotten", form, REMOTE_ADDR=where).status_code


def test_by_the_link_a_password_is_chosen_and_one_signs_in_with_it(people: Network) -> None:
    user, email = newcomer(people)
    client = visitor(people)
    status, following = sent(client, place(user), GOOD)
    assert (status, following) == (302, "/sign-in?done=password")
    assert "Your password is kept" in client.get(following).content.decode()
    assert client.post("/sign-in", {"email": email, "password": GOOD}).status_code == 302


def test_a_link_is_used_once(people: Network) -> None:
    user, email = newcomer(people)
    link, client = place(user), visitor(people)
    form = fields_of(client.get(link).content.decode(), "choosing")
    assert sent(client, link, GOOD)[0] == 302
    again = client.post(link, {**form, "request": str(user), "password": "another walk", "repeated": "another walk"})
    page = again.content.decode()
    assert (again.status_code, "This link is not valid any more" in page, "/password/forgotten" in page) == (
        409,
        True,
        True,
    )
    assert client.get(link).status_code == 409
    assert client.post("/sign-in", {"email": email, "password": GOOD}).status_code == 302


@pytest.mark.parametrize(
    ("new", "again", "field"),
    [
        ("short", None, "password"),
        ("", None, "password"),
        ("123456789012345", None, "password"),
        (GOOD, "", "repeated"),
    ],
)
def test_a_password_that_does_not_do_is_told_why_and_never_put_into_the_page(
    people: Network, new: str, again: str | None, field: str
) -> None:
    user, _ = newcomer(people)
    status, page = sent(visitor(people), place(user), new, again)
    assert (status, f'href="#{field}"' in page, f'id="{field}-error"' in page) == (422, True, True)
    assert not new or f'value="{new}"' not in page
    assert stored("select password from accounts_user where ref = %s", [user]) == [("",)]


def test_a_link_that_is_old_or_none_of_ours_counts_for_nothing(people: Network) -> None:
    user, _ = newcomer(people)
    client = visitor(people)
    assert client.get(place(user, now() - dt.timedelta(days=8))).status_code == 409
    assert client.get(place(user, now() - dt.timedelta(days=6))).status_code == 200
    good = place(user)
    for forged in ("/password/no-token", f"{good}x", good.replace(".", "-", 1)):
        assert client.get(forged).status_code == 404
        answer = client.post(forged, {"request": str(user), "password": GOOD, "repeated": GOOD})
        assert answer.status_code == 404


def test_whether_somebody_has_an_address_is_told_to_nobody(people: Network) -> None:
    _, email = newcomer(people)
    pages = []
    for asked in (email, f"nobody{next(NUMBERS)}@nowhere.example"):
        answer = visitor(people).post("/password/forgotten", {"email": asked}, REMOTE_ADDR="203.0.113.20")
        assert answer.status_code == 200
        pages.append(text_of(answer.content.decode()))
    assert pages[0] == pages[1]
    assert "a mail with a link is on its way" in pages[0]
    assert email not in pages[0]


def test_what_is_no_address_is_said_and_stays_in_its_field(people: Network) -> None:
    answer = visitor(people).post("/password/forgotten", {"email": "kowalska at home"}, REMOTE_ADDR="203.0.113.21")
    page = answer.content.decode()
    assert (answer.status_code, 'id="email-error"' in page) == (422, True)
    assert fields_of(page, "forgetting")["email"] == ["kowalska at home"]
    other = visitor(people).post("/password/forgotten", {"email": "half", "language": "pl"}).content.decode()
    assert ('<html lang="pl">' in other, fields_of(other, "forgetting")["email"]) == (True, ["half"])


def test_one_address_is_not_flooded_and_one_place_does_not_flood(people: Network) -> None:
    _, email = newcomer(people)
    [(before,)] = stored(JOBS)
    for number in range(6):
        answer = visitor(people).post("/password/forgotten", {"email": email}, REMOTE_ADDR=f"203.0.113.{30 + number}")
        assert answer.status_code == 200
    assert stored(JOBS) == [(before + 3,)]
    some = [asked_from("203.0.113.99") for _ in range(32)]
    assert (some[:30], some[30:]) == ([200] * 30, [403, 403])


def test_the_sign_in_leads_to_both(people: Network) -> None:
    page = visitor(people).get("/sign-in").content.decode()
    assert 'href="/password/forgotten"' in page
    assert 'href="/join"' in page
