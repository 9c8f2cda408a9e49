from __future__ import annotations

import pytest

from counterpart.core.conditions import Kind, Names, ValueType, check, check_yes_no, parse
from tests.core.conditions.scene import NAMES, mistake, said


@pytest.mark.parametrize(
    "text",
    [
        "any_asked() && has(exchange.wanted_on)",
        "requester.policy.requests_via_coordinator",
        "all_answered() && !open(part)",
        "all_answered(person)",
        "subject.profession in ['secondary_school_teacher', 'primary_school_teacher']",
        "'pharmacist' in subject.other_professions",
        "subject.profession in subject.other_professions",
        "!has(subject.diploma_date) || has(subject.diploma)",
        "answers.regulated == 'yes'",
        "asked(regulated) && !asked('regulated_since')",
        "any(transfer, arrived) || count(part, open, working) < 3",
        "all(part, done) && reaches(part, done, '2/3')",
        "after(subject.diploma_date, '6 months') && before(exchange.agreed_on, '1 week')",
        "consulted(alert)",
        "subject.diploma_date <= today && subject.diploma_date > '1990-01-01'",
        "subject.arrives_at < now",
        "'2026-12-24' in subject.leave_days",
        "subject.nationality == 'FR'",
        "subject.language in ['pl', 'es-US']",
        "requester.member != responder.member && requester.member in ['PL', responder.member]",
        "parent.state == 'in_use'",
        "size(subject.documents) > 0 && size(subject.surname) <= 200",
        "subject.urgent == false || exchange.urgent == subject.urgent",
        "(has(subject.age) && subject.age >= 18) == subject.urgent",
        "has(subject.address) && has(subject.fee) && has(subject.entry)",
        "true",
    ],
)
def test_what_a_module_wants_to_say_passes(text: str) -> None:
    check_yes_no(parse(text), NAMES)


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("has(subject.diplom)", 5, "unknown name 'subject.diplom'; did you mean 'subject.diploma'?"),
        (
            "subject.profession in ['secondary_school_teacher', 'primary_schol_teacher']",
            52,
            "code list 'professions' has no code 'primary_schol_teacher'; did you mean 'primary_school_teacher'?",
        ),
        (
            "answers.regulated == true && answers.national",
            22,
            "a code is compared with a code in quotes, not with true",
        ),
    ],
)
def test_the_mistakes_of_the_broken_package_are_found_in_the_same_words(text: str, column: int, sentence: str) -> None:
    error = mistake(text)
    assert (error.column, error.sentence) == (column, sentence)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("has(diploma)", "did you mean 'subject.diploma'?"),
        ("has(other_date)", "did you mean 'form.acceptance.other_date'?"),
        ("has(parent)", "say which value of it, e.g. 'parent.state'"),
        ("all_answered && true", "write all_answered() or all_answered(set)"),
        ("!part", "'part' is a track: ask any(part, …), all, count or open(part)"),
        ("transfer", "'transfer' is a child: ask any(transfer, …), all, count or open(transfer)"),
        ("has(zzz.qqq)", ""),
    ],
)
def test_an_unknown_name_gets_the_hint_that_helps(text: str, hint: str) -> None:
    assert mistake(text).hint == hint


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("asked(regulatd)", "asked(): no question 'regulatd'; did you mean 'regulated'?"),
        ("all_answered(persons)", "all_answered(): no question set 'persons'; did you mean 'person'?"),
        ("consulted(alrt)", "consulted(): no procedure 'alrt'; did you mean 'alert'?"),
        ("any(parts, open)", "any(): no track or child 'parts'; did you mean 'part'?"),
        ("open(parts)", "open(): no track or child 'parts'; did you mean 'part'?"),
        ("count(part, open, wrking) > 1", "count(): track 'part' has no state 'wrking'; did you mean 'working'?"),
        ("all(transfer, arived)", "all(): child 'transfer' has no state 'arived'; did you mean 'arrived'?"),
        ("reaches(part, don, '1/2')", "reaches(): track 'part' has no state 'don'; did you mean 'done'?"),
        ("parent.state == 'in_us'", "'parent.state' has no state 'in_us'; did you mean 'in_use'?"),
        ("requester.member == 'FR'", "the network has no member 'FR'; choose from: GB, GR, PL"),
    ],
)
def test_every_name_in_a_function_is_looked_up(text: str, sentence: str) -> None:
    assert said(text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("subject.urgent == 'yes'", "a yes/no value is true or false, not 'yes'"),
        ("subject.age == '18'", "comparing a number with text '18'"),
        ("subject.age == true", "a number is compared with a number, not with true"),
        ("subject.surname == 5", "a text is compared with a text in quotes, not with 5"),
        ("subject.surname != ''", "an empty text counts as unanswered and equals nothing; write has(…) or !has(…)"),
        ("parent.state == 1", "a state is compared with a state in quotes, not with 1"),
        ("requester.member == 1", "a member of the network is compared with its code in quotes, not with 1"),
        ("subject.nationality == 'France'", "'France' is not the code of a country; write two capital letters"),
        ("subject.language == 'Polish'", "'Polish' is not the code of a language; write e.g. 'pl' or 'es-US'"),
        (
            "subject.diploma_date > '2027-02-29'",
            "'2027-02-29' is not a date; write 'YYYY-MM-DD', e.g. '2027-03-31'",
        ),
        ("today == '1.3.2027'", "'1.3.2027' is not a date; write 'YYYY-MM-DD', e.g. '2027-03-31'"),
        ("today == 2027", "2027 is not a date; write 'YYYY-MM-DD', e.g. '2027-03-31'"),
        (
            "now > '2027-01-01'",
            (
                "a date with time is compared with now or with another one, not with '2027-01-01'; "
                "a fixed day begins at another moment in each time zone"
            ),
        ),
        (
            "subject.school == 'warsaw'",
            (
                "an authority is compared with another field of type authority, not with 'warsaw'; "
                "a module names no authority"
            ),
        ),
        ("'a' == 'a'", "two fixed values are compared; one side must be a name"),
        ("1 in [1, 2]", "two fixed values are compared; one side must be a name"),
    ],
)
def test_what_is_written_in_the_condition_fits_what_it_stands_beside(text: str, sentence: str) -> None:
    assert said(text) == sentence


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("subject.age == subject.surname", "a number", "a text"),
        ("exchange.agreed_on < subject.age", "a date", "a number"),
        ("today < now", "a date", "a date with time"),
        ("subject.nationality == requester.member", "a country", "a member of the network"),
        ("subject.profession == subject.surname", "a code of the list 'professions'", "a text"),
        (
            "subject.profession == subject.justification",
            "a code of the list 'professions'",
            "a code of the list 'justifications'",
        ),
        ("subject.profession == answers.regulated", "a code of the list 'professions'", "a code of the list 'yes_no'"),
        ("subject.justification in subject.other_professions", "'justifications'", "'professions'"),
        ("has(subject.age) == subject.age", "a yes/no value", "a number"),
    ],
)
def test_each_kind_is_compared_with_its_own_kind_only(text: str, one: str, other: str) -> None:
    sentence = said(text)
    assert sentence.endswith("they cannot be compared")
    assert sentence.index(one) < sentence.rindex(other)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "subject.profession < 'b'",
            (
                "'subject.profession' is a code of the list 'professions', which has no order; "
                "only numbers and dates are compared with <, <=, > and >="
            ),
        ),
        (
            "subject.surname >= 'M'",
            "'subject.surname' is a text, which has no order; only numbers and dates are compared with <, <=, > and >=",
        ),
        ("subject.fee > 5", "an amount of money is not compared; a condition may only ask has(subject.fee)"),
        ("subject.entry == subject.entry", "a link is not compared; a condition may only ask has(subject.entry)"),
        ("'x' in subject.documents", "a file is not compared; a condition may only ask has(subject.documents)"),
        (
            "subject.other_professions == 'pharmacist'",
            "'subject.other_professions' may hold several values; write 'x' in subject.other_professions",
        ),
        (
            "subject.other_professions in ['pharmacist']",
            "'subject.other_professions' may hold several values; write 'x' in subject.other_professions",
        ),
        (
            "'pharmacist' in subject.profession",
            (
                "'subject.profession' holds one value; the right side of 'in' is a list or holds several; "
                "write 'pharmacist' == subject.profession"
            ),
        ),
        (
            "size(subject.age) > 1",
            (
                "'subject.age' is a number: it has no size; "
                "size() counts several values or the characters of a text; write has(subject.age)"
            ),
        ),
        ("after(subject.age, '1 day')", "after() takes a date; 'subject.age' is a number"),
        ("before(now, '1 day')", "before() takes a date; 'now' is a date with time"),
        ("after(subject.leave_days, '1 day')", "after() takes a date; 'subject.leave_days' may hold several dates"),
    ],
)
def test_comparisons_that_make_no_sense_are_refused(text: str, sentence: str) -> None:
    assert said(text) == sentence


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        ("true && answers.regulated", 9, "'answers.regulated' is not a yes/no value; write answers.regulated == 'yes'"),
        (
            "!subject.profession == 'pharmacist'",
            2,
            "'subject.profession' is not a yes/no value; write has(subject.profession), or compare it with something",
        ),
        ("count(part, open)", 1, "'count(part, open)' is not a yes/no value"),
        ("'yes'", 1, "''yes'' is not a yes/no value"),
    ],
)
def test_what_decides_must_say_yes_or_no(text: str, column: int, sentence: str) -> None:
    error = mistake(text)
    assert (error.column, error.sentence) == (column, sentence)


def test_a_value_has_the_type_of_its_name() -> None:
    assert check(parse("subject.profession"), NAMES) == ValueType(Kind.CODE, "professions")
    assert check(parse("count(part, open)"), NAMES).kind is Kind.NUMBER
    assert check(parse("has(today)"), NAMES).kind is Kind.YES_NO


def test_a_list_that_is_not_known_accepts_any_code_because_its_absence_is_found_elsewhere() -> None:
    sector, other = ValueType(Kind.CODE, "sectors"), ValueType(Kind.CODE)
    names = Names(values={"sector": sector, "other": other, "member": ValueType(Kind.MEMBER)})
    check_yes_no(parse("sector == 'anything' && member == 'XX' && sector == other && other != sector"), names)


def test_countries_and_languages_may_have_a_list_of_their_own() -> None:
    names = Names(
        values={"from": ValueType(Kind.COUNTRY, "world"), "speaks": ValueType(Kind.LANGUAGE, "tongues")},
        code_lists={"world": frozenset({"FR"}), "tongues": frozenset({"fr"})},
    )
    check_yes_no(parse("from == 'FR' && speaks == 'fr'"), names)
    assert said("from == 'FX'", names).startswith("code list 'world' has no code 'FX'")
    assert said("speaks == 'fx'", names).startswith("code list 'tongues' has no code 'fx'")


def test_a_long_list_of_choices_is_not_poured_out() -> None:
    names = Names(
        values={"sector": ValueType(Kind.CODE, "sectors")},
        code_lists={"sectors": frozenset(f"sector_{number}" for number in range(9))},
    )
    assert mistake("sector == 'x'", names).hint == ""
