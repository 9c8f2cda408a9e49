"""What the stories of alerts, notifications, entries and cases share: begun without an addressee, told by the clock."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page, expect

from counterpart.modules.pins import newest
from counterpart.modules.texts import speaker
from tests.named import named_in
from tests.notices.post import as_people_read
from tests.web.journeys.house import House, waited_for
from tests.web.journeys.officials import Official
from tests.web.journeys.steps import to_check


def begun_at_new(official: Official, procedure: str) -> str:
    """Press the button that begins a procedure; return the number of the draft."""
    page = official.go("new")
    page.locator(f'form[action$="/{procedure.replace(".", "/")}"] button').click()
    page.wait_for_url("**/write")
    return page.url.split("/")[-2]


def ticked(page: Page, field: str, *values: str) -> None:
    """Tick some of the boxes of a field."""
    for value in values:
        page.locator(f'[id="{field}"] input[value="{value}"]').check()


def lacking(official: Official, why: str = "", field: str = "") -> None:
    """Press the button that leads to the page before sending: it says what is missing; go back to the draft."""
    page = official.page
    to_check(page)
    wrong = page.locator(f'.errors a[href$="#{field}"]') if field else page.locator(".errors a", has_text=why)
    expect(page.locator('.actionbar button[aria-disabled="true"]')).to_contain_text(why or wrong.inner_text())
    wrong.click()
    page.wait_for_url("**/write**")


def titled(module: str, procedure: str, state: str, language: str) -> str:
    """What a state is called in a language, as far as the policy area is translated."""
    return said_of(module, f"procedure.{procedure}.state.{state}", language, procedure)


def said_of(module: str, address: str, language: str, procedure: str = "case") -> str:
    """A text of a policy area in a language, as far as it is translated."""
    return speaker(module, newest(module, procedure).line, language).text(address)


def in_time(official: Official, number: str, title: str) -> Page:
    """Open an exchange, signed in anew, until the worker has done what the clock asks for: it is in a state then."""

    def reached() -> bool:
        official.read(number)
        if official.page.locator("#password").count():
            official.sign_in()
            official.read(number)
        return official.page.locator("section.status .tag").first.inner_text() == title

    waited_for(reached, f"{number} in the state {title}")
    return official.page


def told_by_mail(house: House, who: str, number: str, language: str, secrets: Sequence[str]) -> None:
    """Somebody gets a mail in their language, in which nothing of the content stands."""
    mail = house.mail_about(who, number)
    assert mail["Content-Language"] == language
    assert named_in(as_people_read(mail), secrets) == []
