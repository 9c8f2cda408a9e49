"""More steps of officials: questions that are passed on, coordinators who decide, somebody who stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, Page, expect

from tests.named import named_in
from tests.web.journeys.officials import Official
from tests.web.journeys.steps import chosen, confirmed


def pressed(page: Page) -> None:
    """Press the button on the page of an action, whatever comes of it."""
    page.locator("#main form .buttons button.primary").click()
    page.wait_for_load_state()


def handed_on(page: Page) -> None:
    """Press it where the exchange goes to somebody else: what one has to do is shown next."""
    page.locator("#main form .buttons button.primary").click()
    page.wait_for_url("**/work")


def choice(page: Page, field: str, text: str) -> Locator:
    """The box or button beside a text, among those of a field."""
    return page.locator(f"#{field} label.choice", has_text=text).locator("input")


def authority_chosen(page: Page, name: str) -> None:
    """Choose an authority on the page of an action; where there are too many to list, by a part of its name."""
    if choice(page, "choose", name).count() == 0:
        page.locator("#q").fill(name)
        page.locator('button[name="look"]').click()
    choice(page, "choose", name).check()


def passed_on(official: Official, number: str, to: str, questions: Sequence[str]) -> None:
    """Pass some of the questions on to another authority of one's country."""
    page = official.read(number)
    chosen(page, "split")
    authority_chosen(page, to)
    for code in questions:
        page.locator(f'#questions input[value="{code}"]').check()
    confirmed(page, "split")


def rows_of(page: Page, track: str) -> dict[str, str]:
    """The parts of an exchange as its page lists them: who has it, and how far it is."""
    rows = page.locator(f'table[aria-labelledby="h-{track}"] tbody tr').all()
    return {_first_line(row.locator("td").nth(0)): row.locator("td").nth(1).inner_text().strip() for row in rows}


def _first_line(where: Locator) -> str:
    return where.locator("span:not(.cc)").first.inner_text().strip()


def section_of(page: Page, title: str) -> Locator:
    """The questions under a heading."""
    return page.locator("section.box", has=page.get_by_role("heading", name=title, exact=True))


def answers_in(section: Locator) -> dict[str, str]:
    """The questions under a heading with their answers, by code."""
    found = {}
    for one in section.locator('[id^="q-"]').all():
        code = str(one.get_attribute("id")).rpartition(".")[2]
        found[code] = one.locator(".answer").first.inner_text().strip()
    return found


def greyed(page: Page, why: str) -> Locator:
    """A button of the bar that does nothing, and says why."""
    return page.locator('#act button[aria-disabled="true"]', has_text=why)


def sees_nothing_personal(page: Page, personal: Sequence[str]) -> None:
    """An exchange of which somebody sees the course and what is asked, and nothing about the person, nor any answer."""
    expect(page.locator("section.status")).to_be_visible()
    expect(page.locator(".question .answer")).to_have_count(0)
    assert named_in(page.locator("body").inner_text(), personal) == []


def step(official: Official, number: str, action: str, fields: Mapping[str, str] | None = None) -> Page:
    """Go to the page of an action, fill in, and press; the page that comes is whatever it is."""
    page = official.read(number)
    chosen(page, action)
    official.fill(fields or {})
    pressed(page)
    return page


def asked_of(page: Page) -> list[str]:
    """Whom the questions on a page are asked of, as their headings say."""
    return [" ".join(one.split()) for one in page.locator('h2[id^="h-questions"]').all_inner_texts()]


def at_own_page(official: Official) -> Page:
    """Find oneself among the people of one's authority."""
    page = official.go("our-authority")
    page.locator('main a[href$="/people"]').first.click()
    page.locator("table a.do", has_text=official.house.people.people[official.who].name).click()
    page.wait_for_url("**/people/*-*")
    return page


def away(official: Official, since: str, until: str, substitute: str = "") -> Page:
    """Say on one's own page when one is away, and who stands in; what comes of it is on the page that comes."""
    page = official.page
    official.fill({"since": since, "until": until})
    if substitute:
        choice(page, "substitute", substitute).check()
    page.locator('button[value="absence"]').click()
    page.wait_for_load_state()
    return page


def stands_in(official: Official, number: str) -> str:
    """Take up the work of the colleague who is away, from one's choice of authorities on; return where it lies."""
    page = official.page
    page.goto(official.house.address)
    page.locator('main a[href*="-"][href$="/work"]').click()
    page.wait_for_url("**/for/*-*/work")
    page.locator("table.worklist tr", has_text=number).locator("a.do").click()
    page.wait_for_url(f"**/for/*-*/exchanges/{number}")
    return page.url


def switched(official: Official, area: str, switch: str, value: str) -> None:
    """Choose how one's whole country works, on the pages of one's own authority."""
    page = official.go("our-authority")
    page.locator('main a[href$="/switches"]').first.click()
    one = page.locator(f'[id="{area}.{switch}"]')
    one.locator("summary").click()
    one.locator(f'button[value="member:{area}:{switch}:{value}"]').click()
    page.wait_for_url("**/switches?done=saved")
    expect(one.locator(f'button[value="member:{area}:{switch}:{value}"]')).to_have_count(0)
