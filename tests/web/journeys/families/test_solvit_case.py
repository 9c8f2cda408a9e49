"""How a Cypriot SOLVIT centre enters a case for a business, and contests the first solution of the Belgian centre.

The story is that of the scenario "contested once" of the policy area; the Cypriot centre works in Greek, the Belgian
in French. The ten weeks of Recommendation 2013/461/EU run once.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.families.offices import HANDLES
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.families.company import Office
from tests.web.journeys.families.conftest import Bring
from tests.web.journeys.families.meeting import begun_at_new, lacking, said_of, titled
from tests.web.journeys.house import House
from tests.web.journeys.officials import Official
from tests.web.journeys.requests.meeting import explained, may_not_open
from tests.web.journeys.steps import confirmed, done, sent, state, to_check
from tests.web.journeys.steps_coordinating import authority_chosen, step

pytestmark = pytest.mark.slow

CYPRUS = Office(
    "cy_solvit", "CY", "solvit", "authority", "Κέντρο SOLVIT Κύπρου", "el", ("christou", "Ανδρέας Χρίστου"), HANDLES
)
BELGIUM = Office(
    "be_solvit", "BE", "solvit", "authority", "Centre SOLVIT Belgique", "fr", ("lambert", "Claire Lambert"), HANDLES
)
IRELAND = Office(
    "ie_solvit", "IE", "solvit", "authority", "SOLVIT Centre Ireland", "en", ("dunne", "Aoife Dunne"), HANDLES
)

COMPLAINT = {
    "f-given_names": "Ζωή", "f-surname": "Κωνσταντίνου", "f-kind": "citizen", "f-area": "vat",
    "f-authority": "Bureau de TVA de Namur", "f-arose_in": "BE", "f-story": "Η επιστροφή οφείλεται εδώ και έναν χρόνο.",
    "f-in_court": "no", "f-consent": "yes",
}  # fmt: skip
ANALYSIS = "Το άρθρο 19 της οδηγίας 2008/9/ΕΚ ορίζει τέσσερις μήνες."
ONCE_AS_DUE_AND_ONCE_AS_TERM = 2
ORDERED, PAID = "Le remboursement a été ordonné.", "Le remboursement a été versé le 30."
NOTHING_CAME = "Δεν έχει έρθει κανένα ποσό."


def test_a_solution_is_contested_once_and_the_ten_weeks_stay_ten_weeks(
    house: House, arrive: Arrive, bring: Bring
) -> None:
    bring(CYPRUS, BELGIUM, IRELAND)
    house.on_a_monday()
    andreas, claire = arrive("christou", "el-CY"), arrive("lambert", "fr-BE")
    number = entered_for_zoe(andreas)
    given_to_belgium(andreas, claire, number)
    ends = accepted(claire, number)

    house.later(days=3)
    done(claire, number, "propose", {"f0-text": ORDERED})
    contested(andreas, number)
    page = claire.read(number)
    state(page, titled("solvit", "case", "working", "fr"))
    assert ten_weeks(page) == ends
    expect(page.locator('section.status q[lang="el"]')).to_have_text(NOTHING_CAME)

    done(claire, number, "propose", {"f0-text": PAID})
    page = andreas.read(number)
    expect(page.locator("#main")).to_contain_text(PAID)
    done(andreas, number, "accept_solution")
    state(page, titled("solvit", "case", "solved", "el"))
    state(claire.read(number), titled("solvit", "case", "solved", "fr"))
    may_not_open(arrive("dunne", "en-IE"), number)


def entered_for_zoe(andreas: Official) -> str:
    """Andreas forgets the consent, is told what cannot be sent, and submits; return the number."""
    number = begun_at_new(andreas, "solvit.case")
    andreas.fill({**COMPLAINT, "f-consent": "no"})
    lacking(andreas, said_of("solvit", "form.complaint.rule.consent", "el"))
    andreas.fill({"f-consent": "yes"})
    to_check(andreas.page)
    sent(andreas.page, "submit")
    done(andreas, number, "begin")
    state(andreas.page, titled("solvit", "case", "preparing", "el"))
    return number


def ten_weeks(page: Page) -> str:
    """The day on which the ten weeks end, as the page tells it; the term before them is not told any more."""
    told = page.locator("section.status .due .soft")
    days = told.all_inner_texts()
    assert len(days) == ONCE_AS_DUE_AND_ONCE_AS_TERM, days
    assert len(set(days)) == 1, days
    return days[0]


def given_to_belgium(andreas: Official, claire: Official, number: str) -> None:
    """The Belgian centre sees nothing before it is offered the case, with the legal analysis."""
    may_not_open(claire, number)
    page = step(andreas, number, "offer")
    expect(page.locator(".errors li")).to_have_count(2)
    authority_chosen(page, BELGIUM.name)
    andreas.fill({"f0-text": ANALYSIS})
    confirmed(page, "offer")
    page = claire.read(number)
    expect(page.locator("#main")).to_contain_text(ANALYSIS)


def accepted(claire: Official, number: str) -> str:
    """Claire accepts; return the day on which the ten weeks end, as her page tells it."""
    done(claire, number, "accept")
    state(claire.page, titled("solvit", "case", "working", "fr"))
    return ten_weeks(claire.page)


def contested(andreas: Official, number: str) -> None:
    """Andreas must say why the solution does not work."""
    page = andreas.read(number)
    expect(page.locator("#main")).to_contain_text(ORDERED)
    page = step(andreas, number, "contest")
    explained(page, "reason", "Αναφέρετε τον λόγο.")
    andreas.fill({"reason": NOTHING_CAME})
    confirmed(page, "contest")
    state(page, titled("solvit", "case", "working", "el"))
