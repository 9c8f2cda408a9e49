"""A session that ended: what was typed is held at the sign-in, for whoever typed it in a page of ours."""

from __future__ import annotations

from django.test import Client

from tests.cast import email_of
from tests.exchanges.stories import sent, stored
from tests.network import Network
from tests.web.filling import fields_of
from tests.web.visitors import PASSWORD, at, visitor

TEXT = "Please look at the seal.\nIt is blurred."
FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
FROM_ELSEWHERE = {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "https://elsewhere.example"}
MESSAGES = "select count(*) from foundation_log_entry where action = 'message'"


def typed(people: Network) -> tuple[str, dict[str, list[str]]]:
    """The address of a message, and what its form holds when somebody has typed into it."""
    place = at(people, "kowalska", f"exchanges/{sent(people).number}/message")
    page = visitor(people, "kowalska").get(place).content.decode()
    return place, {**fields_of(page, "writing"), "text": [TEXT]}


def door(page: str) -> dict[str, list[str]]:
    return fields_of(page, "signing-in")


def test_what_was_typed_is_held_until_its_writer_is_back_and_sends_it(people: Network) -> None:
    place, fields = typed(people)
    client = visitor(people)
    held = client.post(place, fields, **FROM_HERE)  # type: ignore[arg-type]  # headers
    assert held.status_code == 403
    given = door(held.content.decode())
    assert given["held:text"] == [TEXT]
    wrong = client.post("/sign-in", {**given, "email": email_of("kowalska"), "password": "not this one"})
    given = door(wrong.content.decode())
    back = client.post("/sign-in", {**given, "email": email_of("kowalska"), "password": PASSWORD})
    assert back.status_code == 200
    assert stored(MESSAGES) == [(0,)]
    page = back.content.decode()
    assert f'action="{place}"' in page
    again = client.post(place, fields_of(page, "again"))
    assert again["Location"].endswith("#h-messages")
    assert stored(MESSAGES) == [(1,)]


def test_another_language_at_the_door_holds_it_as_well(people: Network) -> None:
    place, fields = typed(people)
    client = visitor(people)
    given = door(client.post(place, fields, **FROM_HERE).content.decode())  # type: ignore[arg-type]  # headers
    page = client.post("/sign-in", {**given, "language": "pl"}).content.decode()
    assert 'lang="pl"' in page
    assert door(page)["held:text"] == [TEXT]


def test_what_another_site_sends_is_not_held(people: Network) -> None:
    place, fields = typed(people)
    answer = visitor(people).post(place, fields, **FROM_ELSEWHERE)  # type: ignore[arg-type]  # headers
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=%2F")


def test_script_that_keeps_typing_is_told_and_other_script_changes_nothing(people: Network) -> None:
    place, fields = typed(people)
    client = Client(SERVER_NAME="localhost", HTTP_HX_REQUEST="true")
    kept = client.post(place.replace("/message", "/kept/message"), fields)
    assert kept.status_code == 403
    assert kept.content.decode().strip().startswith("You are signed out.")
    assert client.post(place, fields).status_code == 204
