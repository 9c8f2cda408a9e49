"""The basis of a deadline: everything that explains its date, stored with it because calendars change later.

A basis is a list of steps: counted, moved, extended, stood still. `sentences.py` puts it into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from counterpart.core.deadlines.calendars import NO_DAYS_OFF, DaysOff
from counterpart.core.deadlines.periods import Period, parse_period
from counterpart.core.deadlines.rules import FirstDay
from counterpart.core.errors import Invalid

Moment = date | datetime


class Kind(StrEnum):
    """Where a deadline comes from; only the end of a period from an event moves to a working day."""

    PERIOD = "period"
    AFTER_DATE = "after_date"
    DATE = "date"


class StepKind(StrEnum):
    """What happened to the end of a deadline."""

    COUNTED = "counted"
    MOVED = "moved"
    MINIMUM = "minimum"
    EXTENDED = "extended"
    TOTAL = "total"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to the date: from the day (or, for hours and less, the instant) `begins` to `ends`.

    `passed` are the days off that were passed over; a pause has `since` and `until` (instants, UTC).
    """

    kind: StepKind
    begins: Moment
    ends: Moment
    period: Period | None = None
    passed: DaysOff = NO_DAYS_OFF
    since: datetime | None = None
    until: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the step as plain JSON, leaving out what it does not have."""
        data: dict[str, Any] = {"kind": self.kind.value, "begins": _written(self.begins), "ends": _written(self.ends)}
        if self.period:
            data["period"] = str(self.period)
        if self.passed.weekend_days:
            data["weekend_days"] = self.passed.weekend_days
        if self.passed.holidays:
            data["holidays"] = [[day.isoformat(), name] for day, name in self.passed.holidays]
        if self.since and self.until:
            data |= {"since": self.since.isoformat(), "until": self.until.isoformat()}
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a stored step; raises KeyError, TypeError or ValueError when it is none."""
        holidays = tuple((date.fromisoformat(day), str(name)) for day, name in data.get("holidays", ()))
        weekend_days = int(data.get("weekend_days", 0))
        return cls(
            kind=StepKind(data["kind"]),
            begins=_moment(data["begins"]),
            ends=_moment(data["ends"]),
            period=_period(data.get("period")),
            passed=DaysOff(weekend_days, holidays) if weekend_days or holidays else NO_DAYS_OFF,
            since=_instant(data.get("since")),
            until=_instant(data.get("until")),
        )


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a deadline ends when it ends.

    calendar, zone: whose calendar counted. period: None for a date that was named. counted_from: the local date of
    the event, or the date. event: the instant from which the period runs (UTC); None when it runs from a date.
    first_day, rule: how it was counted, and the law. steps: in the order in which they happened.
    ends_on: the last local date. ends_at: the instant (UTC).
    """

    kind: Kind
    calendar: str
    zone: str
    period: Period | None
    counted_from: date
    event: datetime | None
    first_day: FirstDay
    rule: str
    steps: tuple[Step, ...]
    ends_on: date
    ends_at: datetime

    @property
    def counted_to(self) -> date:
        """Return the last day before the end was moved off a day off: a clock that stood still goes on from here."""
        last = self.steps[-1] if self.steps else None
        return last.begins if last and last.kind is StepKind.MOVED else self.ends_on

    @property
    def pauses(self) -> tuple[tuple[datetime, datetime], ...]:
        """Return the times (UTC) in which the clock stood still: since when, until when."""
        return tuple((step.since, step.until) for step in self.steps if step.since and step.until)

    @property
    def extensions(self) -> tuple[Step, ...]:
        """Return the extensions, those to a total among them."""
        return tuple(step for step in self.steps if step.kind in {StepKind.EXTENDED, StepKind.TOTAL})

    def to_json(self) -> dict[str, Any]:
        """Return the basis as plain JSON: texts, numbers, lists and maps only."""
        return {
            "kind": self.kind.value,
            "calendar": self.calendar,
            "zone": self.zone,
            "period": str(self.period) if self.period else None,
            "counted_from": self.counted_from.isoformat(),
            "event": self.event.isoformat() if self.event else None,
            "first_day": self.first_day,
            "rule": self.rule,
            "steps": [step.to_json() for step in self.steps],
            "ends_on": self.ends_on.isoformat(),
            "ends_at": self.ends_at.isoformat(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a stored basis; raises Invalid when it cannot be read."""
        try:
            return cls(
                kind=Kind(data["kind"]),
                calendar=str(data["calendar"]),
                zone=str(data["zone"]),
                period=_period(data["period"]),
                counted_from=date.fromisoformat(data["counted_from"]),
                event=_instant(data["event"]),
                first_day="included" if data["first_day"] == "included" else "excluded",
                rule=str(data["rule"]),
                steps=tuple(Step.from_json(step) for step in data["steps"]),
                ends_on=date.fromisoformat(data["ends_on"]),
                ends_at=datetime.fromisoformat(data["ends_at"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise Invalid("basis.unreadable", field="basis", problem=repr(problem)) from problem


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due: the instant (UTC, aware) and why."""

    at: datetime
    basis: Basis

    @property
    def local_date(self) -> date:
        """Return the last day by the calendar that counted."""
        return self.basis.ends_on


def _written(moment: Moment) -> str:
    """Return a day as a date, an instant with its time."""
    return moment.isoformat()


def _moment(text: str) -> Moment:
    """Read what `_written` wrote."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _instant(text: str | None) -> datetime | None:
    """Read an instant, None for none."""
    return None if text is None else datetime.fromisoformat(text)


def _period(text: str | None) -> Period | None:
    """Read a stored period, None for none."""
    return None if text is None else parse_period(text)
