"""Forms: what is required, hidden, of the wrong kind, out of bounds or against a rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from counterpart.core.definitions.forms import Form
from counterpart.core.definitions.module import CodeEntry
from counterpart.core.errors import Invalid
from counterpart.core.workflow.forms import PROBLEMS, FormRules, Problem, check_form, compile_form, filled, visible
from counterpart.core.workflow.forms.kinds import LONGEST_LINE, Surroundings
from tests.core.workflow.definitions import PROFILE

TODAY = date(2026, 3, 2)
COLOURS = {
    "red": CodeEntry(label="Red"),
    "old": CodeEntry(label="Old", valid_to="2025-12-31"),
    "new": CodeEntry(label="New", valid_from="2026-07-01"),
}
AROUND = Surroundings(TODAY, {"colours": COLOURS}, PROFILE)


def form(fields: dict[str, Any], **more: Any) -> FormRules:
    written = {name: {"label": name, "personal": "no", **field} for name, field in fields.items()}
    return compile_form("f", Form.model_validate({"title": "F", "fields": written, **more}))


def codes(rules: FormRules, values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in check_form(rules, values, AROUND)]


GOOD: dict[str, list[Any]] = {
    "text": ["x"],
    "longtext": ["x\ny"],
    "code": ["red"],
    "codes": [["red"]],
    "yes_no": [True, False],
    "date": ["2026-03-02"],
    "datetime": ["2026-03-02T09:00:00+01:00"],
    "number": [3, 2.5, "2.50"],
    "money": [{"amount": "10.50", "currency": "EUR"}],
    "country": ["BR"],
    "countries": [["BR", "US"]],
    "member": ["PL"],
    "members": [["PL", "GB"]],
    "region": ["DE-BY"],
    "language": ["pl", "es-US", "sr-Latn"],
    "identifier": ["U1X8882"],
    "url": ["https://example.org/x"],
    "email": ["a.b@example.org"],
    "phone": ["+48 22 123 45 67"],
    "file": ["ref"],
    "files": [["ref"]],
    "authority": ["PL/ref"],
    "entry": ["ref"],
    "exchange": ["ref"],
}
BAD: dict[str, list[tuple[Any, str]]] = {
    "text": [(1, "wrong_kind"), ("x" * 3000, "too_long")],
    "longtext": [(1, "wrong_kind"), ("x" * 200_001, "too_long")],
    "code": [("blue", "not_in_list"), (1, "wrong_kind"), ("old", "code_ended"), ("new", "code_ended")],
    "codes": [("red", "several_wanted")],
    "yes_no": [("yes", "wrong_kind"), (1, "wrong_kind")],
    "date": [("2026-02-30", "wrong_kind"), ("soon", "wrong_kind"), (20260302, "wrong_kind")],
    "datetime": [("2026-03-02T09:00:00", "wrong_kind"), (1, "wrong_kind")],
    "number": [("many", "wrong_kind"), (True, "wrong_kind"), ("NaN", "wrong_kind"), (["1"], "wrong_kind")],
    "money": [
        (10, "wrong_kind"),
        ({"amount": 10, "currency": "euro"}, "wrong_kind"),
        ({"amount": "x", "currency": "EUR"}, "wrong_kind"),
    ],
    "country": [("Brazil", "wrong_kind")],
    "member": [("XX", "not_a_member"), (1, "wrong_kind")],
    "region": [("Bavaria", "wrong_kind")],
    "language": [("Polish", "wrong_kind")],
    "url": [("example.org", "wrong_kind"), ("ftp://example.org", "wrong_kind"), ("http://[x", "wrong_kind")],
    "email": [("nobody", "wrong_kind")],
    "phone": [("call me", "wrong_kind")],
    "file": [(1, "wrong_kind")],
}


@pytest.mark.parametrize("kind", GOOD)
def test_good_values_of_every_kind_are_taken(kind: str) -> None:
    rules = form({"a": {"type": kind, "list": "colours"}})
    assert [codes(rules, {"a": value}) for value in GOOD[kind]] == [[]] * len(GOOD[kind])


@pytest.mark.parametrize("kind", BAD)
def test_bad_values_of_every_kind_are_found(kind: str) -> None:
    rules = form({"a": {"type": kind, "list": "colours"}})
    assert [codes(rules, {"a": value}) for value, _ in BAD[kind]] == [[("a", code)] for _, code in BAD[kind]]


def test_what_is_required_must_be_there_and_empty_is_not_there() -> None:
    rules = form({"a": {"type": "text", "required": True}, "b": {"type": "text"}})
    nothing: tuple[Any, ...] = (None, "", [], {})
    for empty in nothing:
        assert codes(rules, {"a": empty, "b": empty}) == [("a", "required")]


def test_a_field_may_be_required_by_a_condition() -> None:
    rules = form({"a": {"type": "yes_no"}, "b": {"type": "text", "required": "a"}})
    assert codes(rules, {"a": True}) == [("b", "required")]
    assert codes(rules, {"a": False}) == []


def test_what_is_hidden_is_neither_required_nor_checked_nor_counted() -> None:
    rules = form(
        {
            "a": {"type": "yes_no"},
            "b": {"type": "yes_no", "show_if": "a", "required": True},
            "c": {"type": "date", "show_if": "b", "required": True},
        }
    )
    left_over = {"a": False, "b": True, "c": "nonsense"}
    assert codes(rules, left_over) == []
    assert visible(rules, left_over, AROUND) == {"a": False}
    assert codes(rules, {"a": True, "b": True}) == [("c", "required")]


def test_a_hidden_section_hides_its_fields() -> None:
    section = {"show_if": "a", "fields": {"b": {"label": "b", "type": "text", "required": True, "personal": "no"}}}
    rules = form({"a": {"type": "yes_no"}}, sections={"s": section})
    assert codes(rules, {"a": True}) == [("b", "required")]
    assert codes(rules, {}) == []


def test_a_field_that_the_form_does_not_have_is_found() -> None:
    assert codes(form({"a": {"type": "text"}}), {"A": "x"}) == [("A", "field_unknown")]


def test_numbers_dates_and_lengths_have_bounds() -> None:
    rules = form(
        {
            "n": {"type": "number", "min": 1, "max": 9},
            "t": {"type": "text", "min": 2, "max": 4},
            "d": {"type": "date", "min": "2026-01-01", "max": "3 months after start"},
            "start": {"type": "date", "max": "today"},
        }
    )
    assert codes(rules, {"n": 0, "t": "x", "d": "2025-12-31"}) == [
        ("n", "too_small"),
        ("t", "too_short"),
        ("d", "too_small"),
    ]
    values = {"n": 10, "t": "xxxxx", "start": "2026-03-03", "d": "2026-06-04"}
    assert codes(rules, values) == [
        ("n", "too_large"),
        ("t", "too_long"),
        ("d", "too_large"),
        ("start", "too_large"),
    ]
    assert codes(rules, {"start": "2026-03-02", "d": "2026-06-02"}) == []
    assert codes(rules, {"d": "2030-01-01"}) == []  # without a start there is no latest day


def test_a_pattern_must_match_the_whole_value() -> None:
    rules = form({"a": {"type": "identifier", "pattern": "[A-Z]{2}[0-9]+"}})
    assert codes(rules, {"a": "AB12"}) == []
    assert codes(rules, {"a": "xAB12"}) == [("a", "pattern")]


@pytest.mark.parametrize("kind", ["text", "identifier", "longtext"])
def test_no_pattern_is_tried_on_a_value_longer_than_a_line(kind: str) -> None:
    rules = form({"a": {"type": kind, "pattern": ".*.*[a-z]"}})
    assert codes(rules, {"a": "x" * LONGEST_LINE}) == []
    assert codes(rules, {"a": "x" * (LONGEST_LINE + 1)}) == [("a", "too_long")]
    assert codes(rules, {"a": "1" * 200_000}) == [("a", "too_long")]


ROWS = form(
    {
        "cars": {
            "type": "group",
            "many": True,
            "fields": {
                "plate": {"label": "p", "type": "text", "required": True, "personal": "no"},
                "weight": {"label": "w", "type": "number", "personal": "no", "show_if": "plate != 'none'"},
            },
            "rules": {"light": {"check": "!has(weight) || weight < 10", "message": "Too heavy."}},
        },
        "owner": {
            "type": "group",
            "fields": {"name": {"label": "n", "type": "text", "required": True, "personal": "no"}},
        },
    }
)


def test_rows_of_a_group_are_checked_one_by_one() -> None:
    values = {"cars": [{"plate": "A"}, {"weight": 3}, "x", {"plate": "B", "weight": 12}], "owner": {"name": "N"}}
    assert check_form(ROWS, values, AROUND) == (
        Problem("cars.2.plate", "required"),
        Problem("cars.3", "wrong_kind"),
        Problem("cars.4", "rule", "form.f.cars.rule.light"),
    )


def test_what_a_row_hides_is_hidden_in_that_row_only() -> None:
    values = {"cars": [{"plate": "none", "weight": "x"}, {"plate": "A", "weight": 4}], "owner": {"name": "N"}}
    assert codes(ROWS, values) == []
    assert visible(ROWS, values, AROUND)["cars"] == [{"plate": "none"}, {"plate": "A", "weight": 4}]


def test_a_group_must_be_a_group_and_an_empty_one_may_miss_something() -> None:
    assert codes(ROWS, {"owner": "N"}) == [("owner", "wrong_kind")]
    assert codes(ROWS, {}) == [("owner.name", "required")]
    assert codes(ROWS, {"cars": {"plate": "A"}, "owner": {"name": "N"}}) == [("cars", "several_wanted")]
    many = {"cars": [{"plate": "A"}] * 1001, "owner": {"name": "N"}}
    assert codes(ROWS, many) == [("cars", "too_many")]


def test_rules_are_looked_at_when_the_fields_are_right() -> None:
    rules = form(
        {"a": {"type": "date"}, "b": {"type": "date"}},
        rules={"order": {"check": "!has(a) || !has(b) || a <= b", "message": "The wrong way round."}},
    )
    assert check_form(rules, {"a": "2026-02-01", "b": "2026-01-01"}, AROUND) == (
        Problem("", "rule", "form.f.rule.order"),
    )
    assert codes(rules, {"a": "2026-02-01", "b": "x"}) == [("b", "wrong_kind")]


def test_filled_values_are_converted_and_named_with_dots() -> None:
    rules = form(
        {
            "d": {"type": "date"},
            "g": {"type": "group", "fields": {"n": {"label": "n", "type": "number", "personal": "no"}}},
        }
    )
    values = filled(rules, {"d": "2026-03-02", "g": {"n": "2.5"}})
    assert values == {"d": date(2026, 3, 2), "g": {"n": "2.5"}, "g.n": Decimal("2.5")}
    with pytest.raises(Invalid):
        filled(rules, {"d": "never"})


def test_every_problem_has_a_sentence() -> None:
    found = {code for values in BAD.values() for _, code in values}
    assert found <= PROBLEMS.keys()
