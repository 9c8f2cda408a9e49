"""How Austria suspends a licence to transport euro cash and reinstates it, and what Ireland is told when it asks.

Articles 4 and 11(2) of Regulation (EU) No 1214/2011; the policy area is an example and does not ship. Austria works in
German, Ireland asks in English whether somebody holds a licence: it learns in which country and state, and no more.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.repositories.licences import AREA, install_licences
from tests.web.families.offices import HANDLES, KEEPS
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.families.company import Office
from tests.web.journeys.families.conftest import Bring
from tests.web.journeys.families.meeting import begun_at_new, ticked
from tests.web.journeys.house import House, waited_for
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open, to_be_checked
from tests.web.journeys.steps import confirmed, day_typed, done, sent, state, to_check
from tests.web.journeys.steps_coordinating import step

pytestmark = pytest.mark.slow

AUSTRIA = Office(
    "at_licences", "AT", AREA, "authority", "Bundesministerium für Inneres", "de", ("wimmer", "Eva Wimmer"),
    (*KEEPS, *HANDLES),
)  # fmt: skip
IRELAND = Office("ie_roads", "IE", AREA, "authority", "Road Police", "en", ("brady", "Sean Brady"), HANDLES)

HOLDER = {
    "f-licence_number": "AT-2026-0031", "f-holder_kind": "person", "f-surname": "Pichler",
    "f-given_names": "Leopold", "f-birth_date": "3 5 1979",
}  # fmt: skip
WHY = "Gegen den Inhaber läuft ein Verfahren."
SECRETS = ("Leopold", "AT-2026-0031", WHY)


def test_a_licence_is_suspended_and_reinstated(house: House, arrive: Arrive, bring: Bring) -> None:
    install_licences()
    bring(AUSTRIA, IRELAND)
    house.on_a_monday()
    eva, sean = arrive("wimmer", "de-AT"), arrive("brady", "en-IE")
    number = published(house, eva)
    asked_in_vain(sean)
    answered(sean, "Valid")

    page = step(eva, number, "suspend")
    explained(page, "reason", "Geben Sie einen Grund an.")
    eva.fill({"reason": WHY})
    confirmed(page, "suspend")
    state(page, "Ausgesetzt")
    answered(sean, "Suspended")

    done(eva, number, "reinstate")
    state(eva.page, "Gültig")
    answered(sean, "Valid")
    may_not_open(arrive("stoyanova", "bg-BG"), number)


def published(house: House, eva: Official) -> str:
    """Eva enters a licence for longer than five years, is told that there is none, and publishes it; its number."""
    offered = f'form[action$="/{AREA}/licence"]'
    waited_for(lambda: eva.go("new").locator(offered).count(), "the policy area, which the server soon knows of")
    number = begun_at_new(eva, f"{AREA}.licence")
    today = house.now.date()
    eva.fill(
        {**HOLDER, "f-granted_on": day_typed(today), "f-valid_until": day_typed(today.replace(year=today.year + 6))}
    )
    ticked(eva.page, "f-transports", "coins_only")
    to_be_checked(eva.page)
    explained(eva.page, "f-valid_until", "Gültig bis")
    eva.fill({"f-valid_until": day_typed(today.replace(year=today.year + 4))})
    to_check(eva.page)
    sent(eva.page, "publish")
    state(eva.page, "Gültig")
    return number


def asked_in_vain(sean: Official) -> None:
    """Sean does not say what for, and is told that he must."""
    asked(sean, "")
    explained(sean.page, "f-purpose", "Say for what purpose you search.")


def asked(sean: Official, purpose: str = "roadside_check") -> None:
    page = sean.go(f"look-up/{AREA}/licence/holds_one")
    sean.fill({"f-surname": "Pichler", "f-birth_date": "3.5.1979"})
    if purpose:
        page.locator(f'#f-purpose input[value="{purpose}"]').check()
    page.locator("#main form button.primary").click()
    page.wait_for_load_state()


def answered(sean: Official, standing: str) -> None:
    """Ask until the worker has taken the change in, and see that nothing else is told."""

    def told() -> str:
        asked(sean)
        said = sean.page.locator("section[aria-labelledby=h-answer]").inner_text()
        return said if standing in said else ""

    said = waited_for(told, f"a licence that is {standing}")
    assert "Austria" in said
    assert [word for word in SECRETS if word in said] == []
    expect(sean.page.locator("section[aria-labelledby=h-answer] dl")).to_have_count(1)
