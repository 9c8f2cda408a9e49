"""Can the least and the most of a field be understood? F007: numbers, dates, `today`, `3 months after adopted_on`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.forms.keys import FITTING
from counterpart.core.checking.forms.places import FieldPlace, fields_in
from counterpart.core.checking.readable import Table, type_of_field
from counterpart.core.conditions import Kind
from counterpart.core.deadlines import Unit, Unreadable, parse_period
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.findings import Findings

TODAY = "today"
DAYS = frozenset({"date", "datetime"})
DAY_HELP = "write a date, 'today', a field, or e.g. '3 months after adopted_on'"
_RELATIVE = re.compile(r"(?P<period>[0-9]+ [a-z ]+?) (?:after|before) (?P<name>[a-z][a-z0-9_.-]*)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

Bound = str | int | float


def limits_can_be_understood(context: Context, findings: Findings) -> None:
    """F007: `min` and `max` suit the type of the field, name dates that exist, and `min` is not above `max`."""
    for place in fields_in(context):
        field = place.field
        if field.type not in FITTING["min"]:
            continue
        bounds = {key: bound for key, bound in (("min", field.min), ("max", field.max)) if bound is not None}
        wrong = {key: _wrong(place, bound) for key, bound in bounds.items()}
        for key, found in wrong.items():
            if found:
                place.error(findings, "F007", key, f"{key} {found[0]}", found[1])
        if not any(wrong.values()) and len(bounds) > 1 and _above(bounds["min"], bounds["max"], field.type):
            hint = "exchange the two, or mend one of them"
            place.error(findings, "F007", "min", f"min '{bounds['min']}' is above max '{bounds['max']}'", hint)


def _wrong(place: FieldPlace, bound: Bound) -> tuple[str, str] | None:
    if place.field.type in DAYS:
        return _wrong_day(place, bound)
    number = _number(bound)
    if number is None:
        return f"'{bound}' is not a number", "write a number"
    if place.field.type != "number" and (number < 0 or number != int(number)):
        return f"'{bound}' is not a number of characters", "write how many characters"
    return None


def _number(bound: Bound) -> Decimal | None:
    try:
        found = Decimal(str(bound))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _wrong_day(place: FieldPlace, bound: Bound) -> tuple[str, str] | None:
    if not isinstance(bound, str):
        return f"'{bound}' is not a date", DAY_HELP
    if bound[:1].isdigit() and not _RELATIVE.fullmatch(bound):
        return None if _is_day(bound) else (f"'{bound}' is not a date", DAY_HELP)
    relative = _RELATIVE.fullmatch(bound)
    if relative:
        try:
            period = parse_period(relative["period"])
        except Unreadable as error:
            return f"'{bound}': {error}", ""
        if period.unit is Unit.WORKING_DAY:
            return f"'{bound}': a form belongs to no office, so it knows no working days", "write days, weeks or months"
    return _wrong_name(place, relative["name"] if relative else bound)


def _is_day(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _wrong_name(place: FieldPlace, name: str) -> tuple[str, str] | None:
    """Return what is wrong with the date that a limit counts from, in any procedure that uses the form."""
    if name == TODAY:
        return None
    if name == place.placed.name:
        return f"counts from '{name}', which is the field itself", DAY_HELP
    for table in _tables(place):
        kind = table.names.values.get(name)
        if name.startswith(table.doubtful) and kind is None:
            continue
        if kind is None:
            days = [each for each, found in table.names.values.items() if found.kind in (Kind.DATE, Kind.DATETIME)]
            return f"names '{name}', which does not exist here", suggestion(name, days, "dates")
        if kind.kind not in (Kind.DATE, Kind.DATETIME) or kind.many:
            return f"names '{name}', which is {kind.words} and no single date", DAY_HELP
    return None


def _tables(place: FieldPlace) -> list[Table]:
    """Return what a limit may name: as the conditions of the field, those of its row included."""
    names, fields = place.context.names, {placed.name: placed for placed in placed_fields(place.form)}
    group = place.placed.name.rpartition(".")[0]
    while group and not type_of_field(fields[group].field).many:
        group = group.rpartition(".")[0]
    return names.of_rows(place.form_id, group) if group else names.of_form(place.form_id)


def _above(least: Bound, most: Bound, kind: str) -> bool:
    """Return whether the least lies surely above the most; dates that are not fixed are not compared."""
    if kind in DAYS:
        return _is_day(str(least)) and _is_day(str(most)) and str(least) > str(most)
    first, second = _number(least), _number(most)
    return first is not None and second is not None and first > second
