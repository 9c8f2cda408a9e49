from __future__ import annotations

import pickle

import pytest

from counterpart.core.conditions import (
    ALWAYS,
    OF_EXCHANGE,
    Fact,
    FactKind,
    Kind,
    MachineNames,
    Names,
    ValueType,
    check_yes_no,
    evaluate,
    of_party,
    parse,
    reads,
    unparse,
)
from tests.core.conditions.scene import NAMES, Situation


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("has(subject.diploma) || subject.age > 5", {"subject.diploma", "subject.age"}),
        ("requester.member in ['PL', responder.member]", {"requester.member", "responder.member"}),
        ("'x' in subject.codes && size(subject.files) > 0", {"subject.codes", "subject.files"}),
        ("after(subject.decided_on, '3 days')", {"subject.decided_on", "today"}),
        ("before(exchange.agreed_on, '3 days') && now == now", {"exchange.agreed_on", "today", "now"}),
        ("any(part, open) && open(transfer) && reaches(vote, yes, '1/2')", {"rows:part", "rows:transfer", "rows:vote"}),
        ("asked(regulated) || any_asked()", {"asked:regulated", "asked:"}),
        ("all_answered() || all_answered(person)", {"answered:", "answered:person"}),
        ("!consulted(alert)", {"consulted:alert"}),
        ("true", set()),
    ],
)
def test_the_facts_that_a_condition_reads(text: str, facts: set[str]) -> None:
    assert {str(fact) for fact in reads(parse(text))} == facts


def test_a_fact_says_by_which_method_it_is_read() -> None:
    assert reads(parse("count(part, open) > 1")) == {Fact(FactKind.ROWS, "part")}


def test_the_fields_of_a_form_are_named_bare_inside_it() -> None:
    names = NAMES.inside("subject")
    condition = parse("!has(diploma_date) || has(diploma) && address.town == 'Kraków' && !exchange.urgent")
    check_yes_no(condition, names)
    outside = condition.inside("subject", NAMES.own("subject"))
    assert outside.text == condition.text
    assert unparse(outside.tree) == (
        "!has(subject.diploma_date) || has(subject.diploma) && subject.address.town == 'Kraków' && !exchange.urgent"
    )
    check_yes_no(outside, NAMES)
    assert {str(fact) for fact in reads(outside)} == {
        "subject.diploma_date",
        "subject.diploma",
        "subject.address.town",
        "exchange.urgent",
    }
    assert not evaluate(outside, Situation({"subject.diploma_date": "2020-01-01"}))


def test_names_in_lists_and_functions_go_inside_as_well() -> None:
    condition = parse("kind in ['a', other] && size(files) > 1 && after(day, '2 days') && any(part, kind)")
    outside = condition.inside("form.report", {"kind", "other", "files", "day"})
    assert unparse(outside.tree) == (
        "form.report.kind in ['a', form.report.other] && size(form.report.files) > 1"
        " && after(form.report.day, '2 days') && any(part, kind)"
    )


def test_a_bare_field_hides_another_name_spelt_the_same() -> None:
    names = Names(values={**ALWAYS, "subject.today": ValueType(Kind.YES_NO)}).inside("subject")
    check_yes_no(parse("today"), names)


def test_two_conditions_of_one_text_are_equal_only_where_they_read_the_same() -> None:
    bare = parse("has(diploma)")
    assert bare.inside("subject", {"diploma"}) == bare.inside("subject", {"diploma"})
    assert bare.inside("subject", {"diploma"}) != bare
    assert len({bare, bare.inside("subject", {"diploma"}), bare.inside("subject", set())}) == 2


def test_a_condition_survives_pickling() -> None:
    condition = parse("has(diploma)").inside("subject", {"diploma"})
    again = pickle.loads(pickle.dumps(condition))
    assert again == condition
    assert evaluate(again, Situation({"subject.diploma": "MSc"}))


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("a||b&&c", "a || b && c"),
        ("(a||b)||c", "(a || b) || c"),
        ("(a&&b)||(c)", "a && b || c"),
        ("!(a==1)", "!(a == 1)"),
        ("(!a)==(b in [1,2])", "!a == (b in [1, 2])"),
        ("any('part','open')", "any(part, open)"),
        ("asked('first question')", "asked('first question')"),
        ('''a == "it's"''', '''a == "it's"'''),
        ("after(a, '1 days')", "after(a, '1 day')"),
        ("reaches(vote, yes, '02/03')", "reaches(vote, yes, '2/3')"),
        ("any_asked( )&&all_answered( person )", "any_asked() && all_answered(person)"),
        ("consulted(alert)!=open(part)", "consulted(alert) != open(part)"),
    ],
)
def test_one_fixed_spelling(text: str, spelling: str) -> None:
    assert unparse(parse(text).tree) == spelling
    assert parse(spelling).tree == parse(text).tree


def test_the_names_of_the_grammar() -> None:
    assert set(ALWAYS) == {"today", "now"}
    assert set(OF_EXCHANGE) == {"exchange.wanted_on", "exchange.agreed_on", "exchange.urgent", "exchange.copied"}
    assert of_party("host", ["quick"]) == {
        "host.member": ValueType(Kind.MEMBER),
        "host.policy.quick": ValueType(Kind.YES_NO),
    }
    assert MachineNames(frozenset({"open"})).what == "track"
