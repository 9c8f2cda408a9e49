"""The steps of the story, as officials take them in a browser: found by what stays the same in every language.

A page is told apart by its address, a field by its id, a button by what it sends. Only the texts of the policy area,
which are part of the story, are named in the language they are read in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, Page, expect

from tests.web.journeys.officials import Official

JOHN_SMITH = {
    "f-profession": "pharmacist",
    "f-title": "mr",
    "f-given_names": "John",
    "f-surname": "Smith",
    "f-nationality": "GB",
    "f-birth_place": "London",
    "f-birth_date": "15/12/1976",
    "f-address.country": "GB",
    "f-address.town": "London",
    "f-address.postcode": "PW6 89T",
    "f-address.street": "Main road 45",
    "f-justification": "doubt_document",
}
"""Whom the Polish authority asked about, as the published screenshot shows it."""

ASKED = ("regulated", "national", "entitled_to")
PERSONAL = ("John", "Smith", "SMITH", "London", "PW6 89T", "Main road", "1976")
"""What no mail may hold."""


def found(official: Official, name: str, country: str, procedure: str = "pq.request") -> Page:
    """Find the authority to ask, from "new" on."""
    page = official.go("new")
    page.locator(f'a[href$="?to={procedure}"]').click()
    page.locator("#q").fill(name)
    page.locator("#country").select_option(country)
    page.locator("#main form[role=search] button.primary").click()
    return page


def begun(official: Official, name: str, country: str, procedure: str = "pq.request") -> str:
    """Find an authority and begin to write to it; return the number of the draft."""
    page = found(official, name, country, procedure)
    page.locator("li.hit form button").click()
    page.wait_for_url("**/write")
    return page.url.split("/")[-2]


def opened(where: Locator) -> Locator:
    """Unfold whatever a thing lies in, the outermost first."""
    folded = where.locator("xpath=ancestor::details[not(@open)]")
    while folded.count():
        folded.first.locator("> summary").click()
    return where


def ask(page: Page, questions: Sequence[str]) -> None:
    for code in questions:
        opened(page.locator(f"#ask-{code}")).check()


def day_typed(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def written(official: Official, subject: Mapping[str, str], questions: Sequence[str], wanted: dt.date) -> None:
    """Fill in a draft."""
    official.fill(subject)
    ask(official.page, questions)
    official.fill({"wanted_on": day_typed(wanted)})


def to_check(page: Page) -> None:
    page.locator('.actionbar button[value="check"]').click()
    page.wait_for_url("**/check")


def sent(page: Page, action: str = "send") -> None:
    """Send what was checked."""
    page.locator("#send button.primary").click()
    page.wait_for_url(f"**?done={action}")


def requested(official: Official, name: str, country: str, wanted: dt.date, **changed: str) -> str:
    """The whole way from "new" to a request that is sent; return its number."""
    number = begun(official, name, country)
    written(official, JOHN_SMITH | {f"f-{field}": value for field, value in changed.items()}, ASKED, wanted)
    to_check(official.page)
    sent(official.page)
    return number


def chosen(page: Page, action: str) -> None:
    """Press the button of an action in the bar of an exchange: a link, or a button of the form of answers."""
    page.locator(f'#act a[href*="/do/{action}?"], #act button[value^="{action}|"]').click()
    page.wait_for_url(f"**/do/{action}?**")


def confirmed(page: Page, action: str) -> None:
    """Press the button on the page of an action."""
    page.locator("#main form .buttons button.primary").click()
    page.wait_for_url(f"**?done={action}")


def done(official: Official, number: str, action: str, fields: Mapping[str, str] | None = None) -> None:
    """Do an action of an exchange, from its page on."""
    page = official.read(number)
    chosen(page, action)
    official.fill(fields or {})
    confirmed(page, action)


def answered(page: Page, answers: Mapping[str, str]) -> None:
    """Fill in answers, by the code of the question, and save them."""
    for code, value in answers.items():
        where = page.locator(f'[id="a-0.{code}"]')
        kind = where.evaluate("node => node.localName")
        if kind == "fieldset":
            where.locator(f'input[value="{value}"]').check()
        elif kind == "select":
            where.select_option(value)
        else:
            where.fill(value)
    saved(page)


def saved(page: Page) -> None:
    page.locator('#act button[name="do"][value=""]').click()
    page.wait_for_url("**?done=answers")


def remarked(page: Page, code: str, text: str) -> None:
    """Write a comment beside an answer."""
    opened(page.locator(f'[id="c-0.{code}"]')).fill(text)


def replied(official: Official, number: str) -> None:
    """Answer all three questions of the story as the published screenshot does, and send the reply."""
    page = official.read(number)
    answered(page, {"regulated": "yes", "national": "yes", "entitled_to": "pharmacist"})
    answered(page, {"regulated_since": "25.3.1954"})
    done(official, number, "reply")


def state(page: Page, title: str) -> None:
    """Say in which state the page says that the exchange is."""
    expect(page.locator("section.status .tag").first).to_have_text(title)


def bracketed(where: Locator) -> str:
    """The words of the policy area there, what was filled in between brackets, as the published screenshots have."""
    return str(
        where.evaluate(
            """node => {
              const copy = node.cloneNode(true);
              for (const one of copy.querySelectorAll("a, .hidden, .tag, .soft")) one.remove();
              for (const one of copy.querySelectorAll(".filled")) one.textContent = `[${one.textContent}]`;
              return copy.textContent.replace(/\\s+/g, " ").trim();
            }"""
        )
    )


def questions_read(page: Page) -> list[str]:
    """The questions of an exchange as its page asks them, without those that follow from an answer."""
    asked = page.locator(".question > div > .text, .question > div > fieldset > legend, .question > div > label")
    return [bracketed(one) for one in asked.all()]


def question_at(page: Page, code: str) -> Locator:
    """A question of an exchange, as it is read or answered."""
    return page.locator(f'[id^="q-"][id$=".{code}"]')
