"""The pages of an authority in a real browser, wide and narrow: nothing sticks out, axe and the policy are content."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from counterpart.directory.queries.people import people_of
from tests.database.servers import Server
from tests.exchanges.stories import NOW
from tests.network import Network
from tests.web.guards.gallery import Look
from tests.web.guards.gallery_of_authorities import authorities
from tests.web.guards.test_accessible import AXE, Reader, violations
from tests.web.our_authority.offices import office
from tests.web.site import NARROW, WIDE, Site, sign_in
from tests.web.visitors import PASSWORD

pytestmark = pytest.mark.slow

FITS = "document.documentElement.scrollWidth <= window.innerWidth"


def test_axe_has_nothing_to_say_on_any_page_of_an_authority(people: Network, site: Site, browser: Browser) -> None:
    site.move_clock(NOW)
    context = browser.new_context(locale="en", color_scheme="light")
    context.add_init_script(AXE)
    reader = Reader(site, context, people)
    found: list[tuple[object, ...]] = []
    for look in authorities(people, Look):
        page = reader.opened(look)
        found += [(look.name, look.who, look.status, *one) for one in violations(page)]
        found += [(look.name, look.who, "too wide")] if not page.evaluate(FITS) else []
    context.close()
    assert found == []
    assert reader.complaints == []


def arrived(page: Page, site: Site, email: str) -> None:
    page.goto(f"{site.address}/sign-in")
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("#signing-in button.primary").click()
    page.wait_for_url("**/for/**")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_administrator_sees_to_the_authority(
    people: Network, database: Server, site: Site, browser: Browser, script: bool
) -> None:
    site.move_clock(NOW)
    here = office(people, database)
    context = browser.new_context(viewport=NARROW if script else WIDE, locale="en", java_script_enabled=script)  # type: ignore[arg-type]  # a size
    page = context.new_page()
    [boss] = people_of(here.administrator, here.ref, NOW).members
    arrived(page, site, boss.email)
    page.goto(f"{site.address}/for/{here.administrator.authority_id}/our-authority")
    page.get_by_role("button", name="Everything is still right").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    _change_data(page)
    _tick_competences(page)
    _enter_and_stand_in(page, f"ana-{boss.email}")
    context.close()


def _change_data(page: Page) -> None:
    tabs = page.get_by_role("navigation", name="Pages of this authority")
    tabs.get_by_role("link", name="Data").click()
    page.locator('[id="titles.0.text"]').fill("Newtown Register")
    page.locator('button[name="do"][value="add:titles"]').click()
    expect(page.locator('[id="titles.0.text"]')).to_have_value("Newtown Register")
    page.locator('[id="titles.1.lang"]').select_option("pl")
    page.locator('[id="titles.1.text"]').fill("Rejestr w Nowym Mieście")
    page.locator("#email").fill("not an address")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("alert")).to_contain_text("This is no e-mail address.")
    expect(page.locator('[id="titles.1.text"]')).to_have_value("Rejestr w Nowym Mieście")
    page.locator("#email").fill("office@newtown.example")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")


def _tick_competences(page: Page) -> None:
    page.get_by_role("navigation", name="Pages of this authority").get_by_role("link", name="Competences").click()
    page.get_by_label("pharmacist", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_label("pharmacist", exact=True)).to_be_checked()


def _enter_and_stand_in(page: Page, email: str) -> None:
    page.get_by_role("navigation", name="Pages of this authority").get_by_role("link", name="People").click()
    page.get_by_role("link", name="Enter a person").click()
    page.locator("#name").fill("Ana Ferrer")
    page.locator("#email").fill(email)
    page.locator('input[value="pq.handler"]').check()
    page.locator("#person .buttons button.primary").click()
    expect(page.get_by_role("status")).to_contain_text("A link to choose a password goes by mail.")
    page.get_by_role("link", name="Ana Ferrer").click()
    page.locator("#since").fill("1 4 2026")
    page.locator("#until").fill("10 April 2026")
    page.locator('input[name="substitute"]').first.check()
    page.get_by_role("button", name="Enter an absence").click()
    expect(page.locator("#away")).to_contain_text("1 April 2026 to 10 April 2026")
    page.get_by_role("link", name="Has left").click()
    page.locator('input[name="successor"][value="nobody"]').check()
    page.get_by_role("button", name="Has left").click()
    expect(page.get_by_role("status")).to_contain_text("The person has left the authority.")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_coordinator_gives_access_and_merges_an_authority(
    people: Network, database: Server, site: Site, browser: Browser, script: bool
) -> None:
    site.move_clock(NOW)
    here, heir = office(people, database), people.newcomer("PL", name=f"Wroxley {script}")[0]
    context = browser.new_context(viewport=WIDE if script else NARROW, locale="en", java_script_enabled=script)  # type: ignore[arg-type]  # a size
    page = context.new_page()
    sign_in(page, site, "wojcik")
    page.goto(f"{site.address}{here.of('wojcik', 'access')}")
    page.locator('button[value="grant:services.authority"]').click()
    expect(page.locator('button[value="suspend:services.authority"]')).to_be_visible()
    page.get_by_role("navigation", name="Pages of this authority").get_by_role("link", name="End").click()
    page.locator('input[name="how"][value="merged"]').check()
    page.get_by_role("button", name="Continue").last.click()
    page.locator("#q").fill("wroxley")
    page.locator('button[value="look"]').last.click()
    page.locator(f'input[name="after-all"][value="{heir}"]').check()
    page.get_by_role("button", name="See what will happen").click()
    expect(page.locator("#ending")).to_contain_text("This cannot be taken back.")
    page.get_by_role("button", name="End this authority").click()
    expect(page.get_by_role("status")).to_contain_text("The authority has ended.")
    page.get_by_role("link", name="As others see it").click()
    expect(page.locator("#main")).to_contain_text("Merged into another authority")
    page.get_by_role("link", name=f"Wroxley {script}").first.click()
    expect(page.locator("#main")).to_contain_text("Goes on for")
    context.close()
