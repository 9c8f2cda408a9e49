"""The story for whoever has no mouse, no script, or needs everything twice as large."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.cast import email_of
from tests.web.journeys import stock
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House
from tests.web.journeys.keys import Keys
from tests.web.journeys.officials import Official
from tests.web.journeys.steps import day_typed, done, replied, requested, state
from tests.web.visitors import PASSWORD

pytestmark = pytest.mark.slow

TWICE = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
"""A window of 1280 by 900 in which everything is shown at 200 %."""

OUT_OF_SIGHT = """
() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide) found.push("scrolls sideways");
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!one.checkVisibility() || one.closest(".hidden, .skip") || one.tabIndex < 0) continue;
    const box = one.getBoundingClientRect();
    if (box.width === 0) continue;
    const rolls = one.closest(".tablebox, .tabs, nav");
    if (!rolls && (box.left < -1 || box.right > wide + 1)) found.push(`outside: ${one.outerHTML.slice(0, 120)}`);
    const text = one.matches("button, a.button, summary");
    const cut = text && one.clientWidth && one.scrollWidth > one.clientWidth + 2;
    if (cut) found.push(`cut: ${one.outerHTML.slice(0, 120)}`);
  }
  return found;
}
"""


def signed_in_by_keys(house: House, official: Official) -> Keys:
    """Sign in without touching anything but the keyboard."""
    official.context.clear_cookies(name="sessionid")
    official.page.goto(f"{house.address}/sign-in")
    keys = Keys(official.page)
    keys.type("#email", email_of(official.who))
    keys.type("#password", PASSWORD)
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url("**/for/**")
    return keys


def asked_by_keys(house: House, keys: Keys) -> str:
    """From one's work to a request that is sent; return its number."""
    keys.press('a[href$="/new"]', "**/new")
    keys.press('a[href$="?to=pq.request"]', "**/authorities?**")
    keys.type("#q", "Pharmacists Register")
    keys.choose("#country", "GB")
    keys.press('#main form[role="search"] button', "**/authorities?**country=GB**")
    keys.press("li.hit form button", "**/write")
    number = keys.page.url.split("/")[-2]
    keys.type("#f-given_names", "John")
    keys.type("#f-surname", "Smith")
    keys.choose("#f-profession", "pharmacist")
    keys.pick("f-justification", "doubt_right")
    keys.unfold("#ask-established")
    keys.tick("#ask-established")
    keys.type("#wanted_on", day_typed(house.now.date() + dt.timedelta(days=18)))
    keys.press('.actionbar button[value="check"]', "**/check")
    keys.press("#send button.primary", "**?done=send")
    return number


def test_the_story_by_keyboard_alone(house: House, arrive: Arrive) -> None:
    anna = signed_in_by_keys(house, arrive("kowalska", "pl-PL"))
    number = asked_by_keys(house, anna)

    grace = signed_in_by_keys(house, arrive("taylor", "en-GB"))
    grace.press(f'main a[href*="/exchanges/{number}"]', f"**/exchanges/{number}**")
    if "/do/accept" not in grace.page.url:
        grace.press('#act a[href*="/do/accept"]', "**/do/accept?**")
    grace.press("#main form .buttons button.primary", "**?done=accept")
    grace.pick("a-0.established", "no")
    grace.press('#act button[name="do"][value=""]', "**?done=answers")
    grace.press('#act button[value^="reply|"]', "**/do/reply?**")
    grace.press("#main form .buttons button.primary", "**?done=reply")

    anna.page.goto(house.own("kowalska", "work"))
    anna.press(f'main a[href*="/exchanges/{number}"]', f"**/exchanges/{number}**")
    if "/do/close" not in anna.page.url:
        anna.press('#act a[href*="/do/close"]', "**/do/close?**")
    anna.press("#main form .buttons button.primary", "**?done=close")
    state(anna.page, "Zamknięto")


def test_the_story_without_script(house: House, arrive: Arrive) -> None:
    today = house.on_a_monday().date()
    anna = arrive("kowalska", "pl-PL", java_script_enabled=False)
    grace = arrive("taylor", "en-GB", java_script_enabled=False)
    number = requested(anna, "Pharmacists Register", "GB", today + dt.timedelta(days=18))
    done(grace, number, "accept")
    replied(grace, number)
    grace.go(f"exchanges/{number}/message").locator("#text").fill("The certificate follows by post.")
    grace.page.locator("#main form .buttons button.primary").click()
    expect(anna.read(number).locator("aside q")).to_have_text("The certificate follows by post.")
    done(anna, number, "close")
    state(anna.page, "Zamknięto")
    for page in ("work", "work/others", "our-authority", "help", f"exchanges/{number}/history"):
        expect(grace.go(page).locator("h1")).to_be_visible()
    grace.page.locator("header details", has=grace.page.locator("form.langs")).first.locator("summary").click()
    grace.page.locator('header button[value="pl"]').first.click()
    expect(grace.page.locator("html")).to_have_attribute("lang", "pl")


def fits(page: Page, address: str) -> None:
    """Nothing on a page lies where it cannot be seen."""
    page.goto(address)
    assert page.evaluate(OUT_OF_SIGHT) == [], address


@pytest.mark.parametrize("language", ["de", "el"])
def test_the_pages_of_the_story_at_twice_their_size(house: House, arrive: Arrive, language: str) -> None:
    house.on_a_monday()
    draft, asked = stock.drafted(house), stock.sent(house)
    open_one = stock.accepted(house, ask=["established", "national", "qualification"])
    anna, grace = arrive("kowalska", language, **TWICE), arrive("taylor", language, **TWICE)
    register = house.people.authorities["gb_pharmacists"]
    of_anna = [
        *("work", "new", "authorities?to=pq.request&q=pharmacists&country=GB", f"authorities/{register}"),
        *(f"exchanges/{draft.number}/{page}" for page in ("write", "check")),
        *(f"exchanges/{asked.number}{page}" for page in ("", "/do/withdraw?as=requester", "/message", "/history")),
    ]
    of_grace = [
        *("work", "our-authority", "help", f"exchanges/{open_one.number}", f"exchanges/{open_one.number}/note"),
        *(f"exchanges/{asked.number}/do/{action}?as=responder" for action in ("accept", "forward", "refuse")),
    ]
    for one, pages in ((anna, of_anna), (grace, of_grace)):
        for page in pages:
            fits(one.page, house.own(one.who, page))
    anna.context.clear_cookies(name="sessionid")
    fits(anna.page, f"{house.address}/sign-in")
    for field, style in (("#email", "min-width: 700px"), ("main button.primary", "width: 40px; overflow: hidden")):
        anna.page.locator(field).evaluate("(node, style) => { node.style.cssText = style; }", style)
        assert anna.page.evaluate(OUT_OF_SIGHT), f"what is made wrong on purpose is found: {field}"
        anna.page.locator(field).evaluate("node => { node.style.cssText = ''; }")


def test_what_a_browser_complains_about_is_heard(arrive: Arrive) -> None:
    anna = arrive("kowalska", "en-GB")
    page = anna.go("work")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">against the policy</p>')")
    page.evaluate("setTimeout(() => { throw new Error('a script that fails'); })")
    page.locator("h1").click()
    heard = " ".join(anna.complaints)
    assert "Content Security Policy" in heard
    assert "a script that fails" in heard
    anna.complaints.clear()
