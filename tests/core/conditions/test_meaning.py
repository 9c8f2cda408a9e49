from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counterpart.core.conditions import ABSENT, RowFact, evaluate, parse
from tests.core.conditions.scene import Situation, holds, holds_in

OPEN, WORKING, DONE = RowFact("open", final=False), RowFact("working", final=False), RowFact("done", final=True)


def parts(*rows: RowFact) -> Situation:
    return Situation(tracks={"part": rows})


@pytest.mark.parametrize("unanswered", [ABSENT, None, "", (), [], frozenset()])
def test_an_unanswered_value_equals_nothing_and_is_in_no_order(unanswered: object) -> None:
    assert not holds("subject.surname == 'Smith'", subject__surname=unanswered)
    assert holds("subject.surname != 'Smith'", subject__surname=unanswered)
    assert not holds("subject.surname == subject.surname", subject__surname=unanswered)
    assert holds("subject.surname != subject.surname", subject__surname=unanswered)
    assert not holds("subject.age < 5 || subject.age >= 5", subject__age=unanswered)
    assert not holds("subject.profession in ['pharmacist']", subject__profession=unanswered)
    assert not holds("subject.profession in [subject.profession]", subject__profession=unanswered)
    assert not holds("'pharmacist' in subject.other_professions", subject__other_professions=unanswered)
    assert not holds("has(subject.surname)", subject__surname=unanswered)
    assert holds("size(subject.documents) == 0 && size(subject.surname) == 0", subject__documents=unanswered)


def test_nought_and_no_are_answers() -> None:
    assert holds("has(subject.age) && subject.age == 0 && subject.age < 1", subject__age=0)
    assert holds("has(subject.urgent) && subject.urgent == false && !subject.urgent", subject__urgent=False)


def test_a_bare_yes_no_name_is_true_only_when_answered_with_yes() -> None:
    assert holds("subject.urgent", subject__urgent=True)
    assert not holds("subject.urgent")
    assert holds("!subject.urgent")
    assert not holds("subject.urgent == false")


def test_a_switch_of_a_member_chooses_the_branch() -> None:
    text = "requester.policy.requests_via_coordinator"
    assert evaluate(parse(text), Situation({text: True})) is True
    assert evaluate(parse(text), Situation({text: False})) is False


def test_a_code_is_found_in_a_list_and_a_list_is_searched_for_a_code() -> None:
    teachers = "subject.profession in ['secondary_school_teacher', 'primary_school_teacher']"
    assert holds(teachers, subject__profession="primary_school_teacher")
    assert not holds(teachers, subject__profession="pharmacist")
    for several in (["pharmacist"], ("pharmacist",), frozenset({"pharmacist"}), {"pharmacist"}):
        assert holds("'pharmacist' in subject.other_professions", subject__other_professions=several)
        assert holds(
            "subject.profession in subject.other_professions",
            subject__profession="pharmacist",
            subject__other_professions=several,
        )


def test_a_list_may_name_other_values() -> None:
    situation = Situation({"requester.member": "GR", "responder.member": "GR"})
    assert holds_in("requester.member in ['PL', responder.member]", situation)
    assert not holds_in("requester.member in ['PL', responder.member]", Situation({"requester.member": "GR"}))
    assert holds_in("requester.member in [responder.member, 'GR']", Situation({"requester.member": "GR"}))


def test_text_is_equal_letter_by_letter_and_is_never_searched_for_a_part() -> None:
    assert holds("subject.surname == 'Smith'", subject__surname="Smith")
    assert not holds("subject.surname == 'smith'", subject__surname="Smith")
    assert not holds("'Smi' in subject.aliases", subject__aliases="Smith")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("subject.diploma_date == '2026-03-01'", True),
        ("'2026-03-01' == subject.diploma_date", True),
        ("subject.diploma_date != '2026-03-01'", False),
        ("subject.diploma_date in ['2026-02-28', '2026-03-01']", True),
        ("subject.diploma_date < '2026-03-02'", True),
        ("subject.diploma_date <= '2026-02-28'", False),
        ("'2026-02-28' < subject.diploma_date", True),
        ("subject.diploma_date < today", True),
        ("today > exchange.agreed_on", False),
    ],
)
def test_dates_are_compared_as_days(text: str, expected: bool) -> None:
    assert holds(text, subject__diploma_date=date(2026, 3, 1)) is expected


def test_a_day_is_found_among_several_days() -> None:
    assert holds("'2026-12-24' in subject.leave_days", subject__leave_days=[date(2026, 12, 24)])
    assert not holds("'2026-12-24' in subject.leave_days", subject__leave_days=[date(2026, 12, 25)])


def test_a_text_that_looks_like_a_date_is_still_a_text() -> None:
    assert holds("subject.surname == '2026-03-01'", subject__surname="2026-03-01")


def test_a_moment_is_compared_with_now() -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert holds("subject.arrives_at < now", subject__arrives_at=now.replace(hour=8), now=now)
    assert not holds("subject.arrives_at < now", subject__arrives_at=now, now=now)


@pytest.mark.parametrize(
    ("text", "last_day_when_false"),
    [
        ("after(subject.diploma_date, '6 months')", date(2026, 7, 31)),
        ("after(subject.diploma_date, '1 month')", date(2026, 2, 28)),
        ("after(subject.diploma_date, '1 year')", date(2027, 1, 31)),
        ("after(subject.diploma_date, '2 weeks')", date(2026, 2, 14)),
        ("after(subject.diploma_date, '1 days')", date(2026, 2, 1)),
    ],
)
def test_after_holds_from_the_day_behind_the_period(text: str, last_day_when_false: date) -> None:
    given = {"subject.diploma_date": date(2026, 1, 31)}
    assert not holds_in(text, Situation(given, today=last_day_when_false))
    assert holds_in(text, Situation(given, today=date.fromordinal(last_day_when_false.toordinal() + 1)))


@pytest.mark.parametrize(
    ("text", "first_day_when_false"),
    [
        ("before(exchange.agreed_on, '1 month')", date(2026, 2, 28)),
        ("before(exchange.agreed_on, '3 days')", date(2026, 3, 28)),
        ("before(exchange.agreed_on, '1 year')", date(2025, 3, 31)),
    ],
)
def test_before_holds_until_the_day_that_lies_the_period_before(text: str, first_day_when_false: date) -> None:
    given = {"exchange.agreed_on": date(2026, 3, 31)}
    assert holds_in(text, Situation(given, today=date.fromordinal(first_day_when_false.toordinal() - 1)))
    assert not holds_in(text, Situation(given, today=first_day_when_false))


def test_without_a_date_it_is_neither_before_nor_after() -> None:
    assert not holds("after(subject.diploma_date, '1 day') || before(subject.diploma_date, '1 day')")


@pytest.mark.parametrize("period", ["36000 days", "5000 weeks", "1200 months", "100 years"])
def test_a_period_beyond_the_calendar_is_neither_before_nor_after(period: str) -> None:
    near_the_end, near_the_start = date(9999, 12, 30), date(1, 1, 2)
    assert not holds(f"after(subject.diploma_date, '{period}')", subject__diploma_date=near_the_end)
    assert not holds(f"before(subject.diploma_date, '{period}')", subject__diploma_date=near_the_start)


def test_all_and_any_and_count_look_at_the_rows_of_a_track() -> None:
    assert holds_in("any(part, open)", parts(OPEN, DONE))
    assert not holds_in("any(part, working)", parts(OPEN, DONE))
    assert holds_in("all(part, open, done)", parts(OPEN, DONE))
    assert not holds_in("all(part, done)", parts(OPEN, DONE))
    assert holds_in("count(part, open, working) == 2", parts(OPEN, WORKING, DONE))


def test_a_part_that_is_still_open_holds_back_the_reply() -> None:
    assert holds_in("open(part)", parts(DONE, WORKING))
    assert not holds_in("open(part)", parts(DONE, DONE))


def test_nobody_has_agreed_when_nobody_was_asked() -> None:
    for text in (
        "all(part, done)",
        "any(part, done)",
        "open(part)",
        "reaches(part, done, '1/9')",
        "count(part, done) > 0",
    ):
        assert not holds_in(text, parts())


@pytest.mark.parametrize(
    ("share", "in_favour", "of", "reached"),
    [("2/3", 4, 6, True), ("2/3", 4, 7, False), ("2/3", 5, 7, True), ("1/1", 6, 7, False), ("55/100", 11, 20, True)],
)
def test_a_share_is_counted_without_rounding(share: str, in_favour: int, of: int, reached: bool) -> None:
    rows = parts(*[DONE] * in_favour, *[OPEN] * (of - in_favour))
    assert holds_in(f"reaches(part, done, '{share}')", rows) is reached


def test_questions_asked_and_answered() -> None:
    situation = Situation(questions=["regulated"], answered={None: False, "person": True})
    assert holds_in("any_asked() && asked(regulated) && !asked(regulated_since)", situation)
    assert holds_in("!all_answered() && all_answered(person) && !all_answered(profession)", situation)
    assert not holds_in("any_asked()", Situation())


def test_a_register_that_was_consulted() -> None:
    assert holds_in("consulted(alert)", Situation(searched=["alert"]))
    assert not holds_in("consulted(alert)", Situation(searched=["request"]))


def test_values_that_cannot_be_compared_are_unequal_and_in_no_order() -> None:
    situation = Situation({"a": "text", "b": 5, "c": datetime(2026, 1, 1, tzinfo=UTC), "d": date(2026, 1, 1)})
    for text in (
        "a < b",
        "c < d",
        "a == b",
        "b in a",
        "after(c, '1 day')",
        "after(b, '1 day')",
        "b",
        "a",
        "5",
        "count(p, q)",
    ):
        assert evaluate(parse(text), situation) is False
    assert evaluate(parse("a != b && !(c >= d)"), situation) is True


def test_a_condition_may_be_compared_with_another() -> None:
    text = "(subject.age > 17) == has(subject.diploma)"
    assert holds(text, subject__age=18, subject__diploma="MSc")
    assert holds(text, subject__age=17)
    assert not holds(text, subject__age=18)
