"""Another language in the middle of the work: the same page again, with everything that was typed; script or none."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from counterpart.foundation.words import SPOKEN
from tests.exchanges.stories import accepted, drafted, later, sent
from tests.network import Network
from tests.web.filling import fields_of
from tests.web.guards.gallery import ASKED, FULL, Look, looks, matters
from tests.web.site import Site, own, sign_in
from tests.web.visitors import at, visitor

TYPED = "Nobody has saved this yet: ąłżß Ωψ Жщ"
LANGUAGES = ["pl", "de", "fr", "el", "bg", "en"]


def switched(client: Client, page: str, language: str, typed: dict[str, Any]) -> Any:
    """Press the button of a language on a page into which somebody has typed; the page that this leads to."""
    found = re.search(rf'<button [^>]*name="language" value="{language}"[^>]*>', page)
    assert found, f"no button for {language}"
    marks = dict(re.findall(r'([a-z]+)="([^"]*)"', found[0]))
    if "form" in marks:
        given = fields_of(page, marks["form"]) | typed | {"language": language}
        answer = client.post(html.unescape(marks["formaction"]), given)
    else:
        back = re.search(r'name="next" value="([^"]*)"', page)
        assert back
        answer = client.post("/language", {"next": html.unescape(back[1]), "language": language})
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def filled_in(people: Network) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """The pages on which somebody types: whose, where, and what is typed into which field."""
    request = accepted(people, ask=ASKED, subject=FULL)
    here, there = f"exchanges/{request.number}", at(people, "taylor", f"exchanges/{request.number}")
    draft, fresh = (at(people, "kowalska", f"exchanges/{one(people).number}/write") for one in (drafted, sent))
    return {
        "draft": ("kowalska", draft, {"f-surname": [TYPED]}),
        "correction": ("kowalska", fresh, {"f-surname": [TYPED]}),
        "answers": ("taylor", there, {"a-0.qualification": [TYPED]}),
        "action": ("kowalska", at(people, "kowalska", f"{here}/do/withdraw?as=requester"), {"reason": [TYPED]}),
        "message": ("kowalska", at(people, "kowalska", f"{here}/message"), {"text": [TYPED]}),
        "note": ("taylor", f"{there}/note", {"text": [TYPED]}),
    }


@pytest.mark.parametrize("name", ["draft", "correction", "answers", "action", "message", "note"])
def test_what_was_typed_is_there_in_each_language_without_script(people: Network, name: str) -> None:
    who, place, typed = filled_in(people)[name]
    client = visitor(people, who)
    page = client.get(place).content.decode()
    assert TYPED not in page
    for language in LANGUAGES:
        answer = switched(client, page, language, typed)
        page = answer.content.decode()
        assert (answer.status_code, answer.wsgi_request.get_full_path()) == (200, place)
        assert f'<html lang="{language}">' in page
        assert TYPED in html.unescape(page), language
        typed = {}  # it stands in its field by now


def test_an_address_that_was_typed_into_the_form_to_sign_in_stays_and_a_password_does_not(people: Network) -> None:
    client = visitor(people)
    page = client.get("/sign-in?next=/for/4/new").content.decode()
    given = {"email": ["somebody@nowhere.example"], "password": ["never shown"]}
    for language in LANGUAGES:
        answer = switched(client, page, language, given)
        page = answer.content.decode()
        assert f'<html lang="{language}">' in page
        assert fields_of(page, "signing-in")["email"] == ["somebody@nowhere.example"]
        assert fields_of(page, "signing-in")["next"] == ["/for/4/new"]
        assert "never shown" not in page
        given = {}


def test_what_was_wrong_and_what_met_a_colleague_is_kept_as_well(people: Network) -> None:
    for look in looks(people, matters(people)):
        if look.form is None or look.status not in (409, 422):
            continue
        client = visitor(people, look.who)
        answer = client.post(look.address, look.form)
        assert answer.status_code == look.status
        again = switched(client, answer.content.decode(), "pl", {})
        assert again.status_code == 200, look.address
        page = html.unescape(again.content.decode())
        assert '<html lang="pl">' in page
        for typed in texts_of(look):
            assert typed in page, (look.address, typed)


def test_every_page_comes_again_in_the_language_that_was_chosen(people: Network) -> None:
    for look in looks(people, matters(people)):
        client = visitor(people, look.who)
        shown = client.get(look.address) if look.form is None else None
        if shown is None or shown.status_code == 302:
            continue
        answer = switched(client, shown.content.decode(), "el", {})
        assert '<html lang="el">' in answer.content.decode(), look.address
        if look.name != "sign_in":
            assert answer.wsgi_request.get_full_path().partition("?next=")[0] == look.address
        assert answer.status_code == shown.status_code


def test_nobody_is_led_to_another_site(people: Network) -> None:
    request, taylor = accepted(people), visitor(people, "taylor")
    place = at(people, "taylor", f"exchanges/{request.number}")
    fields = fields_of(taylor.get(f"{place}/message").content.decode(), "writing") | {"language": ["pl"]}
    for back in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        answer = taylor.post(f"{place}/kept/message?next={back}", fields)
        assert answer["Location"] == "/"
        assert taylor.post("/language", {"language": "pl", "next": back})["Location"] == "/"


def test_the_languages_are_those_that_are_promised() -> None:
    assert sorted(SPOKEN) == sorted(LANGUAGES)


@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_word_is_not_lost_in_the_moment_of_typing_it(
    people: Network, site: Site, browser: Browser, script: bool
) -> None:
    site.move_clock(later(days=1))
    request = accepted(people, ask=ASKED, subject=FULL)
    context = browser.new_context(locale="en", java_script_enabled=script)
    page = context.new_page()
    sign_in(page, site, "taylor")
    places = {"": "textarea[name='a-0.qualification']", "/message": "#text", "/do/refuse?as=responder": "#reason"}
    for place, field in places.items():
        address = own(people, site, "taylor", f"exchanges/{request.number}{place}")
        page.goto(address)
        page.locator(field).fill("Four years at")
        page.locator(field).press_sequentially(" a un")
        spoken = page.locator(".toptools details.drop").first
        spoken.locator("summary").click()
        spoken.get_by_role("button", name="Deutsch" if place != "/message" else "English").click()
        page.wait_for_load_state()
        assert urlsplit(page.url)[2:4] == urlsplit(address)[2:4]
        expect(page.locator(field)).to_have_value("Four years at a un")
    context.close()


def texts_of(look: Look) -> list[str]:
    """What was typed into a form that was refused, but for what is no text."""
    form = look.form or {}
    typed = ("f-birth_date", "wanted_on", "a-0.established_since")
    return [form[name][0] for name in typed if name in form and isinstance(form[name], list) and form[name][0]]
