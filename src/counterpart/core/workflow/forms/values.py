"""Values as they travel (JSON: dates as ISO text) turned into values as conditions and deadlines compare them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from counterpart.core.errors import Invalid

CONVERTED = frozenset({"date", "datetime", "number"})
"""The kinds of fields and answers whose JSON is not the value itself."""


def typed(kind: str, value: object, name: str) -> object:
    """Return the value of a field or answer of a kind; lists one by one, nothing as None.

    Raises Invalid, with the field's `name` and never its value, for what is no date, no date with time and zone, or
    no number.
    """
    if value is None or value == "" or kind not in CONVERTED:
        return value
    if isinstance(value, list | tuple):
        return [typed(kind, one, name) for one in value]
    try:
        if kind == "date":
            return day_of(value)
        return instant_of(value) if kind == "datetime" else number_of(value)
    except (ValueError, TypeError, InvalidOperation):
        # The value may be personal: the cause is left out, so that it reaches no log.
        raise Invalid(f"value.{kind}", field=name) from None


def day_of(value: object) -> date:
    """Return a date written as YYYY-MM-DD; raises ValueError or TypeError."""
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise TypeError
    return value if isinstance(value, date) else date.fromisoformat(value)


def instant_of(value: object) -> datetime:
    """Return a date with time and zone; raises ValueError or TypeError."""
    if not isinstance(value, str | datetime):
        raise TypeError
    instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError
    return instant


def number_of(value: object) -> int | Decimal:
    """Return a finite number, exactly as it was written; raises ValueError, TypeError or InvalidOperation."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise TypeError
    if isinstance(value, int):
        return value
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError
    return number
