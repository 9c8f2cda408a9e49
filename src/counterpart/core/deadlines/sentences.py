"""A basis in words: sentences as codes with parameters, so that every language can say them.

No sentence is put together from pieces. `SENTENCES` and `PERIODS` hold the English of each code; other languages
translate the same codes. `in_english` fills them; a door passes its own `say`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from counterpart.core.deadlines.basis import Basis, Kind, Moment, Step, StepKind
from counterpart.core.deadlines.calendars import END_OF_DAY
from counterpart.core.deadlines.periods import Period, Unit

Parameter = str | int | date | datetime | Period
"""A datetime is local, in the zone of the calendar."""

SENTENCES: Mapping[str, str] = {
    "basis.calendar": "Counted by the calendar {calendar}, in the time zone {zone}.",
    "basis.rule": "Rule: {rule}.",
    "basis.date": "The date that was named: {ends}. It is not moved to a working day.",
    "basis.counted.excluded": "{period} from {begins}; that day is not counted. Last day: {ends}.",
    "basis.counted.included": "{period} from {begins}; that day is counted. Last day: {ends}.",
    "basis.counted.exact": "{period} from {begins}: until {ends}.",
    "basis.not_moved": "It runs from a named date and is not moved to a working day.",
    "basis.weekend": "Days of the weekend that were not counted: {count}.",
    "basis.holiday": "Not counted: {day}, {holiday}.",
    "basis.moved.weekend": "{begins} is at the weekend; the end moves to the working day {ends}.",
    "basis.moved.holiday": "{begins} is a day off ({holiday}); the end moves to the working day {ends}.",
    "basis.moved.over": "{day} in between is a day off, too: {holiday}.",
    "basis.minimum": "Fewer than {period} would lie in it; the end moves from {begins} to {ends}.",
    "basis.extended": "Extended by {period}, from {begins} to {ends}.",
    "basis.total": "Extended to {period} in all, from {begins} to {ends}.",
    "basis.paused": "Stood still from {since} to {until}; the end moves from {begins} to {ends}.",
    "basis.paused.no_change": "Stood still from {since} to {until}; the end remains {ends}.",
    "basis.ends.day": "It ends with the day {ends}.",
    "basis.ends.instant": "It ends at {ends}.",
}

PERIODS: Mapping[Unit, tuple[str, str]] = {
    unit: (f"{{count}} {unit.value}", f"{{count}} {unit.value}s") for unit in Unit
}
"""Singular and plural of each unit, for a translation that knows plural forms."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be said: the code of its text and what fills it."""

    code: str
    parameters: Mapping[str, Parameter]


def explained(basis: Basis, say: Callable[[Sentence], str] | None = None) -> list[str]:
    """Return why a deadline ends when it ends, one sentence a line; `say` puts one into the reader's language."""
    speak = say or in_english
    return [speak(sentence) for sentence in sentences(basis)]


def in_english(sentence: Sentence) -> str:
    """Return the sentence in English, dates as 2026-05-04."""
    words = {name: _english(value) for name, value in sentence.parameters.items()}
    return SENTENCES[sentence.code].format_map(words)


def sentences(basis: Basis) -> list[Sentence]:
    """Return the sentences that explain a deadline, in the order in which its date came about."""
    zone = ZoneInfo(basis.zone)
    said = [Sentence("basis.calendar", {"calendar": basis.calendar, "zone": basis.zone})]
    if basis.kind is Kind.DATE:
        said.append(Sentence("basis.date", {"ends": basis.counted_from}))
    for step in basis.steps:
        said.extend(_of_step(step, basis, zone))
    if basis.kind is Kind.AFTER_DATE:
        said.append(Sentence("basis.not_moved", {}))
    end = basis.ends_at.astimezone(zone)
    if end.timetz().replace(tzinfo=None) == END_OF_DAY:
        said.append(Sentence("basis.ends.day", {"ends": basis.ends_on}))
    else:
        said.append(Sentence("basis.ends.instant", {"ends": end}))
    if basis.rule:
        said.append(Sentence("basis.rule", {"rule": basis.rule}))
    return said


def _of_step(step: Step, basis: Basis, zone: ZoneInfo) -> Iterator[Sentence]:
    """Yield what one step says."""
    if step.kind is StepKind.MOVED:
        yield from _of_move(step)
        return
    parameters: dict[str, Parameter] = {"begins": _local(step.begins, zone), "ends": _local(step.ends, zone)}
    if step.period:
        parameters["period"] = step.period
    if step.since and step.until:
        parameters |= {"since": step.since.astimezone(zone), "until": step.until.astimezone(zone)}
    yield Sentence(_code(step, basis), parameters)
    if step.passed.weekend_days:
        yield Sentence("basis.weekend", {"count": step.passed.weekend_days})
    for day, holiday in step.passed.holidays:
        yield Sentence("basis.holiday", {"day": day, "holiday": holiday})


def _code(step: Step, basis: Basis) -> str:
    """Return the text of a step."""
    if step.kind is StepKind.COUNTED:
        return f"basis.counted.{'exact' if isinstance(step.begins, datetime) else basis.first_day}"
    if step.kind is StepKind.PAUSED and step.begins == step.ends:
        return "basis.paused.no_change"
    return f"basis.{step.kind}"


def _of_move(step: Step) -> Iterator[Sentence]:
    """Yield why an end left a day off, and the holidays between the two days."""
    names = dict(step.passed.holidays)
    reason = names.pop(step.begins, None)
    if reason is None:
        yield Sentence("basis.moved.weekend", {"begins": step.begins, "ends": step.ends})
    else:
        yield Sentence("basis.moved.holiday", {"begins": step.begins, "ends": step.ends, "holiday": reason})
    for day, holiday in names.items():
        yield Sentence("basis.moved.over", {"day": day, "holiday": holiday})


def _local(moment: Moment, zone: ZoneInfo) -> Moment:
    """Return an instant by the local clock; a day stays a day."""
    return moment.astimezone(zone) if isinstance(moment, datetime) else moment


def _english(value: Parameter) -> str:
    """Return a parameter in English."""
    if isinstance(value, Period):
        return PERIODS[value.unit][value.count != 1].format(count=value.count)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}" if value.second else f"{value:%Y-%m-%d %H:%M}"
    return str(value)
