"""How the municipality of Lloret de Vistalegre comes into the network, answers, and becomes part of another one.

Invited by the coordinator, it registers itself with its Catalan and Spanish names, is validated, is found from Polish
and in Greek letters, answers its first request, and is merged: its work follows, and the history keeps the old name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import Person, email_of
from tests.exchanges.stories import stored
from tests.notices.post import text_of
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House, waited_for
from tests.web.journeys.officials import Official, arriving
from tests.web.journeys.steps import (
    answered,
    ask,
    day_typed,
    done,
    found,
    sent,
    to_check,
)
from tests.web.visitors import PASSWORD

pytestmark = pytest.mark.slow

CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
LINK = re.compile(r"http://\S+/password/\S+")
CATALAN, SPANISH = "Ajuntament de Lloret de Vistalegre", "Ayuntamiento de Lloret de Vistalegre"
NEIGHBOUR = "Ajuntament de Sineu"
MARIA = Person("Maria Ferrer", "en", "lloret_town")
BIEL = Person("Gabriel Ramis", "en", "sineu_town")
PROVIDER = {
    "f-legal_name": "Excursions del Pla",
    "f-country": "ES",
    "f-service": "guided tours",
    "f-sector": "tourism",
    "f-justification": "other",
    "f-justification_text": "The licence that was handed in is in doubt.",
}


@dataclass
class Town:
    """An authority of the story, once it is registered."""

    name: str
    ref: UUID


def test_a_municipality_comes_into_the_network_answers_and_is_merged(
    house: House, arrive: Arrive, browser: Browser
) -> None:
    house.on_a_monday()
    lucia = arrive("garcia", "en-GB")
    invited(lucia)
    town = registered(house, browser)
    validated(lucia, town)
    neighbour = registered_by_the_coordinator(house, lucia)
    password_chosen(house, browser, "maria", MARIA)
    with arriving(house, browser, "maria", "en-GB") as maria:
        handles_requests(maria, town)
        found_by(arrive("kowalska", "pl-PL"), "turystyka lloret", town)
        found_by(arrive("ioannou", "el-GR"), "Λλορετ Βισταλεγρε", town)
        stefan = arrive("moser", "de-AT")
        number = asked_about_a_guide(house, stefan, town)
        first_answer(maria, number)
        merged(lucia, town, neighbour)
        its_work_has_followed(stefan, number)


def invited(lucia: Official) -> None:
    """The coordinator invites from her desk."""
    page = lucia.go("desk")
    page.locator('.pagehead a[href$="/desk/invite"]').click()
    lucia.fill({"name": CATALAN, "email": "office@lloret-town.example", "mail_language": "en", "region": "ES-IB"})
    page.locator('input[name="role"][value="services|authority"]').check()
    page.locator("#inviting button.primary").click()
    page.wait_for_url("**/desk/invitations?done=invited")
    expect(page.locator("#main")).to_contain_text("office@lloret-town.example")


def registered(house: House, browser: Browser) -> Town:
    """Somebody at the municipality follows the mail, and registers it page by page."""
    [mail] = waited_for(lambda: house.post.at("office@lloret-town.example"), "the invitation")
    code = CODE.search(text_of(mail))
    assert code is not None
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{house.address}/join")
    put(page, {"code": code[0].lower()})
    page.locator("button.primary").click()
    put(page, {"names.0.text": SPANISH, "titles.0.text": "Municipality of Lloret de Vistalegre"})
    page.locator('button[value="add:names"]').click()
    page.locator('[id="names.1.lang"]').select_option("ca")
    put(page, {"names.1.text": CATALAN, "postcode": "07518", "city": "Lloret de Vistalegre"})
    on(page)
    page.locator('input[name="languages"][value="es"]').check()
    put(page, {"email": "info@lloret-town.example"})
    on(page)
    page.locator('input[value="services|sectors|tourism"]').check()
    on(page)
    put(page, {"person_name": MARIA.name, "person_email": email_of("maria", MARIA)})
    on(page)
    expect(page.locator("#registering")).to_contain_text(SPANISH)
    page.locator('#registering .buttons button[value="send"]').click()
    page.wait_for_url("**/join/sent")
    context.close()
    [(ref,)] = stored("select ref from directory_authority where email = 'info@lloret-town.example'")
    house.people.authorities[MARIA.authority] = ref
    return Town(CATALAN, ref)


def validated(lucia: Official, town: Town) -> None:
    """The coordinator finds it on her desk, looks, and lets it take part in services."""
    page = lucia.go("desk")
    page.locator(f'a.do[href$="/registrations/{town.ref}"]').click()
    expect(page.locator("#main")).to_contain_text(SPANISH)
    expect(page.locator('input[value="services|authority"]')).to_be_checked()
    page.locator('#deciding button[value="validate"]').click()
    page.wait_for_url("**/desk?done=validate")


def registered_by_the_coordinator(house: House, lucia: Official) -> Town:
    """The coordinator registers the neighbouring municipality herself."""
    page = lucia.go("desk/register")
    page.locator('input[name="role"][value="services|authority"]').check()
    on(page)
    put(page, {"names.0.text": NEIGHBOUR, "city": "Sineu"})
    page.locator('[id="names.0.lang"]').select_option("ca")
    page.locator("#region").select_option("ES-IB")
    on(page)
    page.locator('input[name="languages"][value="es"]').check()
    on(page)
    put(page, {"person_name": BIEL.name, "person_email": email_of("biel", BIEL)})
    on(page)
    page.locator('#registering .buttons button[value="send"]').click()
    page.wait_for_url("**/care?done=registered")
    ref = UUID(page.url.split("/authorities/")[1].split("/")[0])
    house.people.authorities[BIEL.authority] = ref
    return Town(NEIGHBOUR, ref)


def password_chosen(house: House, browser: Browser, who: str, person: Person) -> None:
    """A newcomer follows the link in the mail and chooses a password."""
    mails = waited_for(lambda: [one for one in house.post.to(who) if LINK.search(text_of(one))], f"a link to {who}")
    link = LINK.search(text_of(mails[-1]))
    assert link is not None
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(link[0])
    put(page, {"password": PASSWORD, "repeated": PASSWORD})
    page.locator("#choosing button.primary").click()
    page.wait_for_url("**/sign-in?done=password")
    context.close()
    house.people.people[who] = person
    [(ref,)] = stored("select ref from accounts_user where email = %s", [email_of(who, person)])
    house.people.users[who] = ref


def handles_requests(maria: Official, town: Town) -> None:
    """She gives herself the right to answer."""
    page = maria.go(f"authorities/{town.ref}/people/{maria.house.people.users['maria']}")
    page.locator('#person input[name="right"][value*="services"][value*="handler"]').first.check()
    page.locator('#person button[value="rights"]').click()
    page.wait_for_load_state()
    expect(page.locator('#person input[name="right"][value*="services"][value*="handler"]').first).to_be_checked()


def found_by(official: Official, words: str, town: Town) -> None:
    """Words in another language, or another alphabet, lead to it."""
    page = official.go("authorities")
    page.locator("#q").fill(words)
    page.locator("#main form[role=search] button.primary").click()
    expect(page.locator(f'.hit a[href$="/authorities/{town.ref}"]').first).to_be_visible()


def asked_about_a_guide(house: House, stefan: Official, town: Town) -> str:
    """Carinthia asks the municipality; return the number."""
    page = found(stefan, "Lloret", "ES", "services.request")
    page.locator(f'li.hit:has(a[href$="/authorities/{town.ref}"]) form button').click()
    page.wait_for_url("**/write")
    number = page.url.split("/")[-2]
    stefan.fill(PROVIDER)
    ask(page, ["entitled"])
    stefan.fill({"wanted_on": day_typed(house.now.date() + dt.timedelta(days=18))})
    to_check(page)
    sent(page)
    return number


def first_answer(maria: Official, number: str) -> None:
    """She finds the request in her work, accepts it and answers."""
    page = maria.go("work")
    expect(page.locator(f'a.do[href$="/exchanges/{number}"]')).to_be_visible()
    done(maria, number, "accept")
    page = maria.read(number)
    answered(page, {"entitled": "yes"})
    done(maria, number, "reply")


def merged(lucia: Official, town: Town, neighbour: Town) -> None:
    """The coordinator merges it into its neighbour, after having seen what will happen."""
    page = lucia.go(f"authorities/{town.ref}/ending")
    page.locator('#how input[value="merged"]').check()
    page.locator("#ending button.primary").click()
    page.locator("#q").fill("Sineu")
    page.locator('button[value="look"]:not(.hidden)').click()
    page.locator(f'#ending input[type="radio"][value="{neighbour.ref}"]').first.check()
    page.locator('#ending button[value="check"]').click()
    expect(page.locator("#ending")).to_contain_text("Sineu")
    page.locator('#ending button[value="end"]').click()
    page.wait_for_load_state()
    assert stored("select b.ref from directory_authority a join directory_authority b on b.id = a.succeeded_by_id "
                  "where a.ref = %s", [town.ref]) == [(neighbour.ref,)]  # fmt: skip


def its_work_has_followed(stefan: Official, number: str) -> None:
    """The other side now is the neighbour; who answered stands in the history under the old name."""

    def followed() -> Sequence[object]:
        said = """
        select 1 from exchanges_party p join exchanges_exchange e on e.id = p.exchange_id
        join directory_authority a on a.id = p.authority_id
        where e.number = %s and p.until_n is null and a.city = 'Sineu'
        """
        return stored(said, [number])

    waited_for(followed, "the work at the neighbour")
    page = stefan.read(number)
    expect(page.locator("#main")).to_contain_text("Sineu")
    history = stefan.go(f"exchanges/{number}/history")
    expect(history.locator("#main")).to_contain_text("Lloret de Vistalegre")


def put(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        page.locator(f'[id="{name}"]').fill(value)


def on(page: Page) -> None:
    """To the next page of the form."""
    before = page.locator('input[name="step"]').input_value()
    page.locator('#registering .buttons button[value="next"]').click()
    expect(page.locator('input[name="step"]')).not_to_have_value(before)
