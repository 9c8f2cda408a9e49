"""Is this figure counted? What one exchange contributes to it, at a given time.

A share and whatever has an exclusion wait until the answer is certain: an exchange sent yesterday is neither accepted
within a week nor not. What was counted once keeps its group; a later event never takes it away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.deadlines import Calendar
from counterpart.core.definitions.procedures import Machine, Procedure
from counterpart.core.statistics.figures import (
    Asked,
    Entered,
    Exchanges,
    Exclusion,
    Figure,
    Lasted,
    ReachedBy,
    ReachedWithin,
    StateName,
    states_of,
)
from counterpart.core.statistics.history import Entry, History, RowHistory, first_entry
from counterpart.core.statistics.measuring import bucket_of, last_instant
from counterpart.core.statistics.places import groups, local_day, located

Group = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one exchange (or one row of a track) adds to one group of a figure.

    `n` of `total`: for a share, 1 of 1 or 0 of 1; otherwise 1 of 1. `item` is the question (`top`) or the bucket of a
    duration; of `top`, each question adds 1 of 0 and the exchange 0 of 1, so that its share of all can be said.
    `seconds` is how long a duration was.
    """

    group: Group
    n: int = 1
    total: int = 1
    item: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is counted: an exchange, or a row of one of its tracks."""

    procedure: Procedure
    history: History
    calendar: Calendar
    row: RowHistory | None = None
    track: str | None = None

    def entries(self, track: str | None) -> tuple[Entry, ...]:
        return self.row.entries if track is not None and self.row is not None else self.history.entries

    def entered(self, name: StateName, since: dt.datetime | None = None) -> dt.datetime | None:
        """Return when a state was entered, None also where the procedure has no such state (the checker says so)."""
        place = located(name, self.procedure)
        return None if place is None else first_entry(self.entries(place.track), place.state, since=since)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a measure says of a unit.

    `anchor` is from when an exclusion counts, `achieved` when what is counted was reached (after that nothing can
    exclude it), `at` which day it is grouped under.
    """

    anchor: dt.datetime
    at: dt.datetime
    achieved: dt.datetime | None = None
    n: int = 1
    item: str = ""
    seconds: float | None = None


def contributions(
    figure: Figure, procedure: Procedure, history: History, calendar: Calendar, now: dt.datetime
) -> tuple[Contribution, ...]:
    """Return what an exchange contributes to a figure at `now` (aware); nothing while that is not certain.

    `calendar` is that of the member by which the figure measures time and names days.
    """
    found: list[Contribution] = []
    for unit in _units(figure, procedure, history, calendar):
        outcome = _measured(figure, unit, now)
        if outcome is None or not _counts(figure.exclude, outcome, unit, now):
            continue
        day = local_day(outcome.at, calendar)
        for group in groups(figure.by, history, unit.row, unit.track, day):
            found += _contributed(figure, history, group, outcome)
    return tuple(found)


def _contributed(figure: Figure, history: History, group: Group, outcome: _Outcome) -> Iterator[Contribution]:
    if not isinstance(figure.measure, Asked):
        yield Contribution(group, outcome.n, 1, outcome.item, outcome.seconds)
    elif history.asked:
        yield Contribution(group, 0, 1)
        for question in dict.fromkeys(history.asked):
            yield Contribution(group, 1, 0, question)


def _units(figure: Figure, procedure: Procedure, history: History, calendar: Calendar) -> Iterator[_Unit]:
    """Give the exchange, or each row of the track whose states the figure names."""
    places = [located(name, procedure) for name in states_of(figure.measure)]
    tracks = [place.track for place in places if place is not None and place.track is not None]
    if not tracks:
        yield _Unit(procedure, history, calendar)
        return
    for row in history.rows.get(tracks[0], ()):
        yield _Unit(procedure, history, calendar, row, tracks[0])


def _measured(figure: Figure, unit: _Unit, now: dt.datetime) -> _Outcome | None:
    match figure.measure:
        case Entered(state):
            return _began(unit.entered(state))
        case Exchanges() | Asked():
            return _began(_began_at(unit.procedure, unit.history))
        case Lasted():
            return _lasted(figure.measure, figure, unit)
        case ReachedWithin():
            return _reached_within(figure.measure, unit, now)
        case ReachedBy():
            return _reached_by(figure.measure, unit)


def _began(at: dt.datetime | None) -> _Outcome | None:
    return None if at is None else _Outcome(at, at)


def _began_at(procedure: Machine, history: History) -> dt.datetime | None:
    """Return from when on it is an exchange: from its start, or when a draft was left otherwise than thrown away."""
    if not history.entries:
        return None
    start = procedure.states.get(history.entries[0].state)
    if start is None or not start.edit:
        return history.entries[0].at
    for entry in history.entries:
        state = procedure.states.get(entry.state)
        if state is not None and state is not start:
            return None if state.final and state.outcome != "success" else entry.at
    return None


def _lasted(measure: Lasted, figure: Figure, unit: _Unit) -> _Outcome | None:
    first = unit.entered(measure.first)
    last = unit.entered(measure.last, since=first)
    if first is None or last is None:
        return None
    item = bucket_of(first, last, figure.buckets, unit.calendar)
    return _Outcome(first, last, last, item=item, seconds=(last - first).total_seconds())


def _reached_within(measure: ReachedWithin, unit: _Unit, now: dt.datetime) -> _Outcome | None:
    since = unit.entered(measure.since)
    if since is None:
        return None
    limit = last_instant(since, measure.period, unit.calendar)
    reached = unit.entered(measure.reached, since=since)
    if reached is not None and reached <= limit:
        return _Outcome(since, since, reached)
    return _Outcome(since, since, n=0) if now > limit else None


def _reached_by(measure: ReachedBy, unit: _Unit) -> _Outcome | None:
    reached, date = unit.entered(measure.reached), unit.history.dates.get(measure.date)
    if reached is None or date is None:
        return None
    in_time = local_day(reached, unit.calendar) <= date
    began = unit.history.entries[0].at if unit.history.entries else reached
    return _Outcome(began, reached, reached, n=int(in_time))


def _counts(exclusion: Exclusion | None, outcome: _Outcome, unit: _Unit, now: dt.datetime) -> bool:
    """Return whether nothing leaves it out; what may still be left out does not count yet."""
    if exclusion is None:
        return True
    limit = last_instant(outcome.anchor, exclusion.period, unit.calendar)
    left_out = unit.entered(exclusion.state, since=outcome.anchor)
    if left_out is not None and left_out <= limit:
        return outcome.achieved is not None and outcome.achieved <= left_out
    return outcome.achieved is not None or now > limit
