"""New: who may begin an alert, a notification, an entry or a case finds it there, sorted by area; nobody else does."""

from __future__ import annotations

import re

import pytest

from counterpart.directory.rights import RightName
from tests.web.families.offices import Offices
from tests.web.families.stage import Stage

AREAS = ("pq", "registers", "services", "solvit")
TITLES = (
    "Alert about a dangerous service activity",
    "Notification of a requirement on establishment",
    "Entry of a register",
    "SOLVIT case",
    "Alert about a professional who may not practise",
)


def titles(page: str) -> list[str]:
    """The areas and what may be begun in them, in the order of the page."""
    return re.findall(r'(?:<h2 id="area-\d+">|class="button"[^>]*>)([^<]+)<', page)


def test_what_may_be_begun_stands_below_its_area_and_the_areas_are_sorted(stage: Stage) -> None:
    roles = [(area, "authority") for area in AREAS]
    _, stage.door.others["all"] = stage.door.people.newcomer("BE", *roles, name="Everything at once")
    found = titles(stage.door.open("all", "new").page.partition("<main")[2])
    areas = ["Directory of registers", "Professional qualifications", "Services in the internal market", "SOLVIT"]
    assert [one for one in found if one in areas] == areas
    assert set(TITLES) <= set(found)
    assert found.index("Entry of a register") < found.index("Professional qualifications")
    assert found.index("SOLVIT") < found.index("SOLVIT case")


@pytest.mark.parametrize(("right", "title"), [
    (RightName.ALERT_HANDLER, TITLES[0]), (RightName.NOTIFICATION_HANDLER, TITLES[1]),
])  # fmt: skip
def test_each_right_opens_its_own_family_and_no_other(stage: Stage, right: RightName, title: str) -> None:
    offices = Offices(stage.door.people)
    name = f"lu_{right.value}"
    offices.office(name, "LU", "services", "authority", (right,))
    stage.door.others.update(offices.actors)
    found = titles(stage.door.open(name, "new").page.partition("<main")[2])
    assert title in found
    assert not set(TITLES) & set(found) - {title}


def test_what_the_page_does_not_offer_is_refused_when_it_is_sent_all_the_same(stage: Stage, services: Offices) -> None:
    stage.door.others.update(services.actors)
    address = stage.door.at("se_stranger", "new/services/alert")
    request = re.search(r'name="request" value="([^"]*)"', stage.door.open("se_stranger", "new").page)
    given = {"request": request[1] if request else "019cadfd-8900-72a6-887a-10947fb68fc5"}
    answer = stage.door.client("se_stranger").post(address, given)
    assert answer.status_code == 403
