"""Where a figure looks: states of the main machine or of a track, and the dimensions that it is grouped by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from counterpart.core.deadlines import Calendar
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.statistics.figures import StateName
from counterpart.core.statistics.history import Facet, History, RowHistory

MEMBER = "member"
STATE = "state"

TIMES: Mapping[str, Callable[[dt.date], str]] = {
    "month": lambda day: f"{day:%Y-%m}",
    "quarter": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "year": lambda day: f"{day.year:04}",
}
"""The dimensions of time: how a day is named in each."""


def located(name: StateName, procedure: Procedure) -> StateName | None:
    """Return the state that is meant, or None when there is none or when several tracks could be meant.

    A bare name is a state of the main machine, else of the only track that has one of that name.
    """
    if name.track is not None:
        track = procedure.tracks.get(name.track)
        return name if track is not None and name.state in track.states else None
    if name.state in procedure.states:
        return name
    tracks = [track for track, machine in procedure.tracks.items() if name.state in machine.states]
    return StateName(name.state, tracks[0]) if len(tracks) == 1 else None


def groups(
    by: Iterable[str], history: History, row: RowHistory | None, track: str | None, day: dt.date
) -> list[tuple[tuple[str, str], ...]]:
    """Return the groups that something belongs to: one for each combination of its values.

    A dimension that holds several values puts it into several groups; one without a value, into the group "".
    """
    named = [[(name, value) for value in _values(name, history, row, track, day)] for name in by]
    return list(product(*named))


def _values(name: str, history: History, row: RowHistory | None, track: str | None, day: dt.date) -> tuple[str, ...]:
    if name in TIMES:
        return (TIMES[name](day),)
    if name == STATE:
        return (history.state,)
    if row is not None and name == f"{track}.{MEMBER}":
        return (row.member,)
    return _written(history.facets.get(name))


def _written(value: Facet) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value or ("",)
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return ("" if value is None else str(value),)


def local_day(instant: dt.datetime, calendar: Calendar) -> dt.date:
    """Return the day on which something happened, as the calendar's people read it."""
    return calendar.local_date(instant)
