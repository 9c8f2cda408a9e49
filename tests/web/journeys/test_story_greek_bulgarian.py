"""The same between Greece and Bulgaria, whose alphabets differ from ours, while time goes by and nobody moves."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from counterpart.notices.kinds import NoticeKind
from tests.exchanges.stories import stored
from tests.notices.post import subject_of
from tests.web.journeys.conftest import Arrive
from tests.web.journeys.house import House, fits
from tests.web.journeys.newcomers import UNION
from tests.web.journeys.officials import Official
from tests.web.journeys.steps import (
    ASKED,
    begun,
    bracketed,
    done,
    opened,
    question_at,
    questions_read,
    replied,
    sent,
    state,
    to_check,
    written,
)

pytestmark = pytest.mark.slow

MARIA = {
    "f-profession": "pharmacist",
    "f-title": "ms",
    "f-given_names": "Мария",
    "f-surname": "Георгиева",
    "f-nationality": "BG",
    "f-birth_place": "Пловдив",
    "f-birth_date": "3 11 1984",
    "f-justification": "doubt_right",
}
PERSONAL = ("Мария", "Георгиева", "ГЕОРГИЕВА", "Пловдив", "1984")
GREEK = [
    "Είναι νομοθετικά κατοχυρωμένο το επάγγελμα [φαρμακοποιός] στην επικράτειά σας;",
    "Είναι το πρόσωπο [κα Мария ГЕОРГИЕВА] υπήκοος του κράτους μέλους σας;",
    "Ποιο επάγγελμα δικαιούται να ασκεί το πρόσωπο [κα Мария ГЕОРГИЕВА] στην επικράτειά σας;",
]
BULGARIAN = [
    "Регламентирана ли е професията [фармацевт] на Ваша територия?",
    "Има ли лицето [Г-жа Мария ГЕОРГИЕВА] гражданство на Вашата държава членка?",
    "Каква професия има право да упражнява лицето [Г-жа Мария ГЕОРГИЕВА] на Ваша територия?",
]
TOLD = "select kind from notices_notice where number = %s and user_ref = %s order by id"


def why_told(house: House, who: str, number: str) -> list[NoticeKind]:
    return [NoticeKind(kind) for (kind,) in stored(TOLD, [number, house.people.users[who]])]


def asked_in_greek(house: House, nikos: Official) -> str:
    """Nikos asks the Bulgarian union about Maria."""
    number = begun(nikos, "фармацевтичен", "BG")
    expect(nikos.page.locator('#main [lang="bg"]', has_text=UNION).first).to_be_visible()
    written(nikos, MARIA, ASKED, house.now.date() + dt.timedelta(days=25))
    to_check(nikos.page)
    read = [bracketed(one).partition(". ")[2] for one in nikos.page.locator(".bilingual p:has(.filled)").all()]
    assert (read[::2], read[1::2]) == (GREEK, BULGARIAN)
    sent(nikos.page)
    return number


def test_reminded_escalated_answered_and_closed_by_itself(house: House, arrive: Arrive) -> None:
    house.on_a_monday("BG", "GR", weeks=7)
    nikos, georgi = arrive("ioannou", "el-GR"), arrive("vasilev", "bg-BG")
    number = asked_in_greek(house, nikos)
    fits(house.mail_about("vasilev", number), "bg", PERSONAL)

    house.later(days=5, hours=15)
    fits(house.mail_about("vasilev", number, besides=1), "bg", PERSONAL)
    assert why_told(house, "vasilev", number) == [NoticeKind.NEW_WORK, NoticeKind.REMINDER]
    assert not [mail for mail in house.mails_to("dimitrov") if number in subject_of(mail)]

    house.later(days=10)
    fits(house.mail_about("dimitrov", number), "bg", PERSONAL)
    assert why_told(house, "dimitrov", number) == [NoticeKind.ESCALATION]
    page = arrive("dimitrov", "bg-BG").read(number)
    expect(page.locator("section.status.late")).to_be_visible()
    assert "ГЕОРГИЕВА" not in page.locator("body").inner_text()

    page = georgi.read(number)
    state(page, "Искането е изпратено")
    assert questions_read(page) == BULGARIAN
    done(georgi, number, "accept")
    replied(georgi, number)
    house.mail_about("ioannou", number, besides=1)

    page = nikos.read(number)
    state(page, "Παρασχέθηκαν πληροφορίες")
    assert questions_read(page) == GREEK
    expect(question_at(page, "entitled_to").locator(".answer").first).to_have_text("φαρμακοποιός")
    assert bracketed(opened(question_at(page, "national").locator('details p[lang="bg"]'))) == BULGARIAN[1]

    house.later(days=8)
    fits(house.mail_about("ioannou", number, besides=2), "el", PERSONAL)
    assert why_told(house, "ioannou", number)[-1] == NoticeKind.REMINDER
    told = len(why_told(house, "vasilev", number))
    house.later(days=24)
    fits(house.mail_about("vasilev", number, besides=told), "bg", PERSONAL)
    state(nikos.read(number), "Περατώθηκε")
    state(georgi.read(number), "Приключено")
