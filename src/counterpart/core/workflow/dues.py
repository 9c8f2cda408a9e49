"""When a state is due: every form of `due:` (grammar, section 1), with the extensions that its deadline was given.

Deadlines are counted at the end of a step, when owners, dates and rows stand: clocks first, then rows, then the main
machine, which may wait for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from counterpart.core.deadlines import (
    Calendar,
    Deadline,
    Period,
    Unit,
    due_after,
    due_from,
    due_on,
    extended,
    extended_to,
    parse_period,
)
from counterpart.core.definitions.due import (
    AfterDate,
    Due,
    EarliestOf,
    OfClock,
    OnDate,
    SinceEntry,
    SinceState,
    WithTrack,
    single_parts,
)
from counterpart.core.workflow.forms.values import typed
from counterpart.core.workflow.parties import calendar_of_player, counting_player
from counterpart.core.workflow.players import Place, Player, RowKey
from counterpart.core.workflow.situation import Due as DueDate
from counterpart.core.workflow.situation import Extension
from counterpart.core.workflow.working import Running, Working

_AT_ONCE = Period(0, Unit.SECOND)


def recount(work: Working, running: Running) -> None:
    """Count the deadline of a machine again; what has gone out for it counts as long as it is the same date."""
    before = running.due
    running.due = _due_date(work, running)
    if running.entered_anew or running.due != before:
        running.alarms = True
    running.recount = False
    running.entered_anew = False


def extension_names(running: Running) -> tuple[str, ...]:
    """Return under which names the deadline of a state keeps its extensions: its own, or that of its anchor.

    A clock and the dates of other rows have extensions of their own.
    """
    due = running.here.due
    if due is None:
        return ()
    parts = (part for part in single_parts(due) if not isinstance(part, OfClock | WithTrack))
    return tuple(dict.fromkeys(_name(running.state, part) for part in parts))


def stretched(
    deadline: Deadline, extensions: Iterable[Extension], work: Working, calendar: Calendar, start: datetime
) -> Deadline:
    """Return a deadline with its extensions, in the order in which they were given.

    They add up; one `to` a total counts from the same start and never shortens.
    """
    rule = work.rules.profile.counting
    for extension in extensions:
        if extension.by:
            deadline = extended(deadline, parse_period(extension.by), calendar, rule)
        else:
            deadline = extended_to(deadline, parse_period(extension.to), calendar, rule, start=start)
    return deadline


def _name(state: str, part: Due) -> str:
    return f"{part.period} from {part.state}" if isinstance(part, SinceState) else f"state:{state}"


def _due_date(work: Working, running: Running) -> DueDate | None:
    """Return the deadline that stands now, None for a state without one or while its date is not known."""
    rules = running.here
    if rules.final or rules.due is None:
        return None
    player = counting_player(work, running)
    deadline = _deadline(work, running, rules.due, calendar_of_player(work, player))
    if deadline is None:
        return None
    return carried_on(running.due, DueDate(deadline, work.now, player.member, player.zone), anew=running.entered_anew)


def carried_on(before: DueDate | None, fresh: DueDate, *, anew: bool) -> DueDate:
    """Return a deadline that was counted again, with what has gone out for it if it is still the same date.

    Whoever comes to own the state anew is reminded anew; the date itself was escalated already.
    """
    if before is None or before.at != fresh.at:
        return fresh
    if anew:
        return replace(fresh, escalated_at=before.escalated_at)
    if (before.member, before.zone) == (fresh.member, fresh.zone):
        return before
    return replace(before, deadline=fresh.deadline, member=fresh.member, zone=fresh.zone)


def _deadline(work: Working, running: Running, due: Due, calendar: Calendar) -> Deadline | None:
    if isinstance(due, EarliestOf):
        found = [part for part in (_single(work, running, one, calendar) for one in due.parts) if part is not None]
        return min(found, key=lambda deadline: deadline.at, default=None)
    return _single(work, running, due, calendar)


def _single(work: Working, running: Running, due: Due, calendar: Calendar) -> Deadline | None:
    """Return one deadline, None while its clock stands still or its date is not known."""
    match due:
        case OfClock(clock):
            run = work.clocks.get(clock)
            return run.due.deadline if run is not None and run.due is not None else None
        case WithTrack(track, state):
            return _latest_row(work, running, track, state, calendar)
    start = _start(running, due)
    deadline = _unextended(work, running, due, start, calendar)
    if deadline is None:
        return None
    extensions = running.extensions.get(_name(running.state, due), ())
    return stretched(deadline, extensions, work, calendar, start) if extensions else deadline


def _start(running: Running, due: Due) -> datetime:
    """Return from when a period runs: this entry, or the first entry into the anchor."""
    if isinstance(due, SinceState):
        return running.first_entered.get(due.state, running.entered_at)
    return running.entered_at


def _unextended(work: Working, running: Running, due: Due, start: datetime, calendar: Calendar) -> Deadline | None:
    rule = work.rules.profile.counting
    match due:
        case SinceEntry(period) | SinceState(period):
            return due_from(start, period, calendar, rule)
        case AfterDate(period, name):
            day = _date(work, running, name, calendar)
            return due_after(day, period, calendar, rule) if day is not None else None
        case OnDate(name):
            day = _date(work, running, name, calendar)
            return due_on(day, calendar) if day is not None else None
    return None


def _date(work: Working, running: Running, name: str, calendar: Calendar) -> date | None:
    """Return the date of a name: of the exchange, or copied when it was written, in a row the row's own first."""
    if name == "exchange.agreed_on":
        return work.agreed_on
    if name == "exchange.wanted_on":
        return work.wanted_on
    value = work.dates.get(row_date(running.place, name), work.dates.get(name))
    found = typed(work.rules.kinds.get(name, "date"), value, name)
    if isinstance(found, datetime):
        return calendar.local_date(found)
    return found if isinstance(found, date) else None


def _latest_row(work: Working, running: Running, track: str, state: str | None, calendar: Calendar) -> Deadline | None:
    """Return the latest date of the open rows of a track.

    When the last of them has ended, the date stands as it stood, so that the main machine goes on at that date; when
    there never was one, there is nothing to wait for.
    """
    open_rows = list(_open_rows(work, track, state))
    if open_rows:
        dates = [due.deadline for due in (_due_of_row(work, key) for key in open_rows) if due is not None]
        return max(dates, key=lambda deadline: deadline.at, default=None)
    if running.due is not None and not running.entered_anew:
        return running.due.deadline
    return due_from(running.entered_at, _AT_ONCE, calendar, work.rules.profile.counting)


def _open_rows(work: Working, track: str, state: str | None) -> Iterable[RowKey]:
    states = work.rules.tracks[track].states
    for key, here in work.states_of(track):
        if here == state if state else not states[here].final:
            yield key


def _due_of_row(work: Working, key: RowKey) -> DueDate | None:
    running = work.touched.get(key)
    return running.due if running is not None else work.before.rows[key].due


def recount_rows(work: Working, rows: Sequence[Running]) -> None:
    """Count the deadlines of rows again, those that wait for other rows last."""
    for running in sorted(rows, key=lambda row: bool(row.here.reads_tracks)):
        recount(work, running)


def row_date(place: Place, name: str) -> str:
    """Return under which name a date is kept that was written in a row; in the main machine it is the name itself."""
    return f"{place}:{name}" if place.track else name


def whose(due: DueDate) -> Player:
    """Return the player whose calendar counted a deadline."""
    return Player(due.member, "", due.zone)
