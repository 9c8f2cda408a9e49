"""Forms that others forge: refused at every address, in plain words; and nothing is lost of one that is not forged."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import email_of
from tests.exchanges.stories import stored
from tests.web.filling import fields_of
from tests.web.guards.policy import POLICY
from tests.web.guards.story import Story, acting, body_of, state_of_all
from tests.web.visitors import PASSWORD, visitor

EXPIRED = "<h1>The page had expired</h1>"
MESSAGES = "select count(*) from exchanges_content where kind = 5"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def strict(who: str) -> Client:
    """Somebody at a browser for which the guard is on, as it is in operation; the other clients have it off."""
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="en", enforce_csrf_checks=True)
    found = TOKEN.search(client.get("/sign-in").content.decode())
    assert found
    given = {"email": email_of(who), "password": PASSWORD, "csrfmiddlewaretoken": found[1]}
    assert client.post("/sign-in", given).status_code == 302
    return client


def test_a_form_without_its_sign_is_refused_at_every_address(story: Story) -> None:
    client, code = strict("taylor"), acting(story.people, "taylor")
    before = state_of_all()
    for name in (name for name, entry in POLICY.items() if not entry.exempt):
        answer = client.post(story.address(name, code), story.form())
        assert (answer.status_code, EXPIRED in body_of(answer)) == (403, True), name
    assert state_of_all() == before


def test_with_the_guard_off_the_same_forms_are_taken(story: Story) -> None:
    code, before = acting(story.people, "taylor"), state_of_all()
    for name in POLICY:
        answer = visitor(story.people, "taylor").post(story.address(name, code), story.form())
        assert EXPIRED not in body_of(answer), name
    assert state_of_all() != before


def test_only_what_the_policy_gives_a_reason_for_is_taken_without_the_sign(story: Story) -> None:
    assert [name for name, entry in POLICY.items() if entry.exempt] == ["stop_mails"]
    answer = strict("taylor").post(story.address("stop_mails", ""), {})
    assert EXPIRED not in body_of(answer)


def test_a_message_that_another_site_sends_for_somebody_is_not_sent(story: Story) -> None:
    place = story.address("message", acting(story.people, "taylor"))
    [(before,)] = stored(MESSAGES)
    answer = strict("taylor").post(place, story.form(), headers={"origin": "https://elsewhere.example"})
    assert (answer.status_code, stored(MESSAGES)) == (403, [(before,)])
    assert story.form()["text"] not in body_of(answer)
    assert visitor(story.people, "taylor").post(place, story.form()).status_code == 302
    assert stored(MESSAGES) == [(before + 1,)]


@pytest.mark.parametrize("says", [{"sec-fetch-site": "same-origin"}, {"origin": "http://localhost"}])
def test_what_was_typed_in_a_page_of_ours_is_kept_and_sent_by_one_button(story: Story, says: dict[str, str]) -> None:
    client, place = strict("taylor"), story.address("message", acting(story.people, "taylor"))
    typed = "First line,\r\nsecond <line> & more.\r\n"
    answer = client.post(place, story.form() | {"text": typed}, headers=says)
    page = answer.content.decode()
    assert (answer.status_code, "Send it once more" in page) == (403, True)
    again: dict[str, Any] = {**fields_of(page, "again"), "csrfmiddlewaretoken": _token(page)}
    assert [text.replace("\r\n", "\n") for text in again["text"]] == [typed.replace("\r\n", "\n")]
    [(before,)] = stored(MESSAGES)
    assert client.post(place, again, headers=says).status_code == 302
    assert stored(MESSAGES) == [(before + 1,)]


def test_a_password_is_never_put_into_a_page(story: Story) -> None:
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    given = {"email": email_of("taylor"), "password": PASSWORD}
    page = client.post("/sign-in", given, headers={"sec-fetch-site": "same-origin"}).content.decode()
    assert EXPIRED in page
    assert PASSWORD not in page
    assert email_of("taylor") not in page


def _token(page: str) -> str:
    found = TOKEN.search(page)
    assert found
    return found[1]
