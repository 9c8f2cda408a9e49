"""One value of a field from the text that was typed: of the kind that the field wants, or a problem with its code.

Only what can be read is judged here; whether it is in its list and within its bounds says `core.workflow.forms`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from counterpart.core.workflow.forms.kinds import LONGEST_LINE, MOST_CHARACTERS
from counterpart.web.reading.dates import day_read, moment_read, no_such_day
from counterpart.web.reading.numbers import number_read
from counterpart.web.reading.posted import lines, one_line
from counterpart.web.reading.writer import Writer

YES, NO = "yes", "no"

Read = tuple[Any, str]
"""A value, None where nothing was typed, and the code of what is wrong, empty when nothing is."""

WRONG: Read = (None, "wrong_kind")
NOTHING: Read = (None, "")
NO_SUCH_DAY = "no_such_day"
"""A day that is written as days are, and that the calendar does not have."""

Reading = Callable[[str, Writer], Read]


def single_read(kind: str, text: str, writer: Writer) -> Read:
    """Return the value of one text for a type of field (not a group, not money)."""
    if kind == "longtext":
        return _several_lines(text, writer)
    bare = one_line(text)
    if not bare:
        return NOTHING
    if len(bare) > LONGEST_LINE:
        return None, "too_long"
    return _READINGS.get(kind, _line)(bare, writer)


def money_read(amount: str, currency: str, writer: Writer) -> Read:
    """Return an amount of money; both halves are needed, and a currency alone is nothing."""
    bare, unit = one_line(amount), one_line(currency).upper()
    if not bare:
        return NOTHING
    number = number_read(bare, writer.language)
    return ({"amount": number, "currency": unit}, "") if number is not None and unit else WRONG


def _several_lines(text: str, _writer: Writer) -> Read:
    bare = lines(text)
    return (None, "too_long") if len(bare) > MOST_CHARACTERS else (bare or None, "")


def _line(text: str, _writer: Writer) -> Read:
    return text, ""


def _capitals(text: str, _writer: Writer) -> Read:
    return text.upper(), ""


def _yes_no(text: str, _writer: Writer) -> Read:
    return (text == YES, "") if text in (YES, NO) else WRONG


def _day(text: str, writer: Writer) -> Read:
    day = day_read(text, writer.language)
    if day is not None:
        return day.isoformat(), ""
    return (None, NO_SUCH_DAY) if no_such_day(text, writer.language) else WRONG


def _moment(text: str, writer: Writer) -> Read:
    moment = moment_read(text, writer.language, writer.zone)
    return (moment.isoformat(), "") if moment is not None else WRONG


def _number(text: str, writer: Writer) -> Read:
    number = number_read(text, writer.language)
    return (number, "") if number is not None else WRONG


def _web_address(text: str, _writer: Writer) -> Read:
    """Complete what people leave out of a web address."""
    return (text if "://" in text else f"https://{text}"), ""


_READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "country": _capitals,
        "countries": _capitals,
        "date": _day,
        "datetime": _moment,
        "number": _number,
        "region": _capitals,
        "url": _web_address,
        "yes_no": _yes_no,
    }
)
