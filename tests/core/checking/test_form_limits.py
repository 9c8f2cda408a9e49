from __future__ import annotations

from typing import Any

import pytest

from tests.core.checking.data_areas import field, found, said

NEW = "forms.person.fields.new"


@pytest.mark.parametrize(
    ("kind", "bound"),
    [
        ("date", "today"),
        ("date", "2026-02-28"),
        ("date", "born_on"),
        ("date", "3 months after born_on"),
        ("datetime", "2 weeks before today"),
        ("number", "2.5"),
        ("number", -3),
        ("text", 20),
        ("date", "exchange.wanted_on"),
    ],
)
def test_a_limit_that_can_be_understood_is_fine(kind: str, bound: Any) -> None:
    assert said({NEW: field(kind, max=bound)}) == []


@pytest.mark.parametrize(
    ("kind", "bound", "wrong"),
    [
        ("date", "tody", "names 'tody', which does not exist here"),
        ("date", "2026-02-30", "'2026-02-30' is not a date"),
        ("date", 5, "'5' is not a date"),
        ("date", "surname", "names 'surname', which is a text and no single date"),
        ("date", "3 monts after born_on", "'3 monts after born_on'"),
        ("date", "3 months after borne_on", "names 'borne_on', which does not exist here"),
        ("date", "5 working days after born_on", "a form belongs to no office"),
        ("date", "new", "counts from 'new', which is the field itself"),
        ("number", "many", "'many' is not a number"),
        ("text", -1, "'-1' is not a number of characters"),
        ("text", 2.5, "'2.5' is not a number of characters"),
    ],
)
def test_a_limit_that_cannot_be_understood_is_found(kind: str, bound: Any, wrong: str) -> None:
    changes = {NEW: field(kind, min=bound)}
    assert said(changes) == [("F007", f"{NEW}.min")]
    assert wrong in found(changes)[0].message


@pytest.mark.parametrize(
    ("kind", "least", "most", "fine"),
    [
        ("number", 5, 3, False),
        ("number", 3, 5, True),
        ("date", "2026-05-01", "2026-04-01", False),
        ("date", "today", "2020-01-01", True),
        ("text", 10, 9, False),
    ],
)
def test_the_least_is_not_above_the_most(kind: str, least: Any, most: Any, fine: bool) -> None:
    assert said({NEW: field(kind, min=least, max=most)}) == ([] if fine else [("F007", f"{NEW}.min")])


def test_in_a_row_a_limit_may_name_another_field_of_the_row() -> None:
    begins, ends = field("date"), field("date", min="begins")
    rows = field("group", None, many=True, fields={"begins": begins, "ends": ends})
    assert said({NEW: rows}) == []
    ends["min"] = "beginss"
    assert said({NEW: rows}) == [("F007", f"{NEW}.fields.ends.min")]


def test_outside_the_rows_there_is_no_single_date() -> None:
    rows = field("group", None, many=True, fields={"begins": field("date")})
    changes = {"forms.person.fields.rows": rows, NEW: field("date", min="rows.begins")}
    assert said(changes) == [("F007", f"{NEW}.min")]
