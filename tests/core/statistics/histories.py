"""A small procedure with a track, and histories of it in few words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from counterpart.core.deadlines import Calendar, calendar_of
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.records import Statistic
from counterpart.core.statistics import Contribution, Entry, History, RowHistory, contributions, figure_of

CALENDAR: Calendar = calendar_of("WAW", "Europe/Warsaw", holidays=[("2026-04-06", "Easter Monday")])
LATER = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)

REQUEST = Procedure.model_validate({
    "title": "Request", "start": "draft",
    "states": {
        "draft": {"title": "Draft", "edit": ["subject"]},
        **{name: {"title": name} for name in ("sent", "accepted", "answered")},
        "closed": {"title": "Closed", "final": True, "outcome": "success"},
        "withdrawn": {"title": "Withdrawn", "final": True, "outcome": "neutral"},
        "discarded": {"title": "Discarded", "final": True, "outcome": "neutral"},
    },
    "tracks": {"delivery": {"title": "Delivery", "per": "country", "start": "received", "states": {
        name: {"title": name} for name in ("received", "read", "answered")}}},
})  # fmt: skip
QUERY = Procedure.model_validate({
    "title": "Query", "start": "asked",
    "states": {"asked": {"title": "Asked"}, "found": {"title": "Found", "final": True, "outcome": "success"}},
})  # fmt: skip


def at(text: str) -> dt.datetime:
    """Return an instant in UTC; without a time it is ten o'clock."""
    return dt.datetime.fromisoformat(text if len(text) > len("2026-03-02") else f"{text} 10:00").replace(tzinfo=dt.UTC)


def entries(**states: str) -> tuple[Entry, ...]:
    """Return entries into states, in the order of time."""
    return tuple(sorted((Entry(state, at(when)) for state, when in states.items()), key=lambda entry: entry.at))


def row(member: str, **states: str) -> RowHistory:
    """Return a row of a track."""
    return RowHistory(entries(**states), member)


def history(rows: tuple[RowHistory, ...] = (), **states: str) -> History:
    """Return a request that came into states, with rows of its delivery."""
    return History(entries(**states), rows={"delivery": rows})


def counted(
    past: History, *, procedure: Procedure = REQUEST, now: dt.datetime = LATER, **keys: Any
) -> tuple[Contribution, ...]:
    """Return what a history contributes to a statistic with these keys."""
    statistic = Statistic.model_validate({"title": "Figure", "procedure": "request", **keys})
    return contributions(figure_of(statistic), procedure, past, CALENDAR, now)


def shares(past: History, **keys: Any) -> list[tuple[int, int]]:
    """Return `n` and `total` of each contribution."""
    return [(each.n, each.total) for each in counted(past, **keys)]
