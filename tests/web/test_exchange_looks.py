"""The page of an exchange in a real browser: nothing is clipped or refused, and what is typed outlives the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from counterpart.exchanges.actions.talking import message
from counterpart.exchanges.actions.writing import Answers, answer
from tests.exchanges.stories import NOW, REQUESTER, RESPONDER, SUBJECT, accepted, asked, done, drafted, later, sent
from tests.network import Network
from tests.notices.post import carried_out
from tests.web.site import NARROW, WIDE, Site, own, sign_in

PICTURES = os.environ.get("PICTURES_OF_PAGES")
"""Where pictures of the pages are put, to be looked at."""

OPEN_ALL = "for (const one of document.querySelectorAll('main details')) one.open = true"
LONG = SUBJECT | {"diploma": "Bachelor of Pharmacy", "birth_date": "1976-12-15", "birth_place": "Galway"}
ASKED = ["established", "national", "qualification", "diploma_authentic", "entitled_to"]
GIVEN = {"national": "yes", "qualification": "Four years at a university", "diploma_authentic": "yes"}


def pages(people: Network) -> dict[str, tuple[str, str]]:
    """Who reads which page, by the name of its picture."""
    open_one, answered, fresh = (accepted(people, ask=ASKED, subject=LONG) for _ in range(3))
    kowalska, taylor = people.actor("kowalska"), people.actor("taylor")
    message(kowalska, asked(), open_one.ref, REQUESTER, "Proszę powiększyć pieczęć.", lang="pl")
    answer(taylor, asked(later(days=1)), open_one.ref, RESPONDER, Answers({"established": "yes"}))
    given = GIVEN | {"established": "no", "entitled_to": "pharmacist"}
    remarks = {"national": {"comment": "Seen in the register of births."}}
    whole = answer(taylor, asked(later(days=1)), answered.ref, RESPONDER, Answers(given, remarks))
    done(people, "taylor", whole, "reply", RESPONDER, at=later(days=1))
    new = sent(people, ask=ASKED, subject=LONG)
    split = accepted(people, ask=["established", "self_employed"])
    ref, _ = people.newcomer("GB", ("pq", "authority"), name="Register of Wales")
    done(people, "taylor", split, "split", RESPONDER, choose=[ref], questions=["self_employed"])
    carried_out(later(days=1))
    return {
        "notices": ("taylor", "notices"),
        "draft": ("kowalska", f"exchanges/{drafted(people, ask=ASKED, subject=LONG).number}"),
        "parts": ("taylor", f"exchanges/{split.number}"),
        "answering": ("taylor", f"exchanges/{open_one.number}"),
        "reading": ("kowalska", f"exchanges/{answered.number}"),
        "watching": ("wojcik", f"exchanges/{open_one.number}"),
        "accept": ("taylor", f"exchanges/{new.number}/do/accept?as=responder"),
        "forward": ("taylor", f"exchanges/{fresh.number}/do/forward?as=responder"),
        "withdraw": ("kowalska", f"exchanges/{fresh.number}/do/withdraw?as=requester"),
        "close": ("kowalska", f"exchanges/{answered.number}/do/close?as=requester"),
        "message": ("kowalska", f"exchanges/{open_one.number}/message"),
        "history": ("taylor", f"exchanges/{open_one.number}/history"),
        "handlers": ("hughes", f"exchanges/{open_one.number}/handlers"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "de", "el"])
def test_the_pages_fit_their_windows_and_keep_their_policy(
    people: Network, site: Site, browser: Browser, language: str
) -> None:
    site.move_clock(later(days=2))
    complaints: list[str] = []
    for name, (who, address) in pages(people).items():
        context = browser.new_context(locale=language)
        context.add_cookies([{"name": "language", "value": language, "url": site.address}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        sign_in(page, site, who)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
            answer_of = page.goto(own(people, site, who, address))
            assert answer_of is not None
            assert answer_of.status == 200, name
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{language}-{size['width']}.png", full_page=True)
            page.evaluate(OPEN_ALL)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, size)
        context.close()
    assert complaints == []


def typed_in(page: Page) -> str:
    return page.locator("textarea[name='a-0.qualification']").input_value()


@pytest.mark.slow
def test_a_long_answer_outlives_the_browser(people: Network, site: Site, browser: Browser) -> None:
    site.move_clock(NOW)
    request = accepted(people, ask=["qualification"])
    first = browser.new_context()
    page = first.new_page()
    sign_in(page, site, "taylor")
    page.goto(own(people, site, "taylor", f"exchanges/{request.number}"))
    page.locator("textarea[name='a-0.qualification']").fill("A very long answer that was never sent")
    page.wait_for_selector("#kept:has-text('Kept at')")
    first.close()
    second = browser.new_context()
    page = second.new_page()
    sign_in(page, site, "taylor")
    page.goto(own(people, site, "taylor", f"exchanges/{request.number}"))
    assert typed_in(page) == "A very long answer that was never sent"
    page.locator(".actionbar .primary").click()
    page.wait_for_url("**?done=answers")
    assert page.locator(".actionbar .primary").inner_text() == "Send the reply"
    second.close()
