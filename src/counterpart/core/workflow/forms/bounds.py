"""Least and most of a field: numbers, dates (also `3 months after adopted_on`), and the length of a text."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from counterpart.core.conditions import Facts
from counterpart.core.deadlines import Unit, later, parse_period
from counterpart.core.definitions.forms import FormField
from counterpart.core.workflow.forms.values import day_of, instant_of, number_of

_TEXTS = frozenset({"text", "longtext", "identifier"})
_DAYS = frozenset({"date", "datetime"})
_RELATIVE = re.compile(r"(?P<period>[0-9]+ [a-z ]+?) (?P<side>after|before) (?P<name>[a-z][a-z0-9_.-]*)")

Bound = str | int | float | None


def beyond(field: FormField, value: object, facts: Facts) -> str:
    """Return the problem of a value below the least or above the most of its field, empty when it lies between.

    The value must be of the field's kind. A bound that hangs on an empty date does not bind.
    """
    if field.min is None and field.max is None:
        return ""
    if field.type == "number":
        return _beyond_number(number_of(value), field.min, field.max)
    if field.type in _TEXTS and isinstance(value, str):
        code = _beyond_number(len(value), field.min, field.max)
        return {"too_small": "too_short", "too_large": "too_long"}.get(code, "")
    if field.type in _DAYS:
        return _beyond_day(_as_day(value, field.type), field.min, field.max, facts)
    return ""


def _beyond_number(value: int | Decimal, least: Bound, most: Bound) -> str:
    if least is not None and value < number_of(least):
        return "too_small"
    return "too_large" if most is not None and value > number_of(most) else ""


def _beyond_day(day: date, least: Bound, most: Bound, facts: Facts) -> str:
    first, last = _bound(least, facts), _bound(most, facts)
    if first is not None and day < first:
        return "too_small"
    return "too_large" if last is not None and day > last else ""


def _as_day(value: object, kind: str) -> date:
    return instant_of(value).date() if kind == "datetime" else day_of(value)


def _bound(written: Bound, facts: Facts) -> date | None:
    """Return the day that a bound says: a date, `today`, another field, or a period after or before one of these."""
    if not isinstance(written, str):
        return None
    if relative := _RELATIVE.fullmatch(written):
        start = _named(relative["name"], facts)
        period = parse_period(relative["period"])
        if start is None or period.unit is Unit.WORKING_DAY:  # a form belongs to no office and has no calendar
            return None
        return later(start, period, 1 if relative["side"] == "after" else -1)
    return date.fromisoformat(written) if written[:1].isdigit() else _named(written, facts)


def _named(name: str, facts: Facts) -> date | None:
    if name == "today":
        return facts.today
    value = facts.value(name)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
