"""The end of a step: deadlines are counted, alarms listed, and the working copy is frozen into an outcome."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.core.workflow.alarms import alarms_of, clock_alarms
from counterpart.core.workflow.clock_runs import recount_clocks
from counterpart.core.workflow.dues import recount, recount_rows
from counterpart.core.workflow.outcome import Alarm, Outcome
from counterpart.core.workflow.players import MAIN, Place, RowKey
from counterpart.core.workflow.situation import Situation, TrackRow
from counterpart.core.workflow.working import Running, Working


def finish(work: Working) -> Outcome:
    """Return what a step has led to."""
    count_deadlines(work)
    return Outcome(
        situation=_situation(work),
        moves=tuple(work.moves),
        deadlines=_deadlines(work),
        effects=tuple(work.effects),
        signals=tuple(work.signals),
        archived=tuple(work.archived),
    )


def count_deadlines(work: Working) -> None:
    """Count every deadline that may have changed: of clocks, of rows, then of main, which may wait for them."""
    recount_clocks(work)
    _mark_readers_of_clocks(work)
    recount_rows(work, [row for row in work.touched.values() if row.recount])
    waits_for = work.main.here.reads_tracks
    if waits_for and any(place.track in waits_for for place in _moved_places(work)):
        work.main.recount = True
    if work.main.recount:
        recount(work, work.main)


def _moved_places(work: Working) -> list[Place]:
    """Return the rows whose deadline changed or that are over."""
    return [row.place for row in work.touched.values() if row.alarms] + [row.place for row in work.archived]


def _mark_readers_of_clocks(work: Working) -> None:
    """Have deadlines counted again that are the date of a clock that changed."""
    changed = work.clock_alarms
    if not changed:
        return
    if work.main.here.reads_clocks & changed:
        work.main.recount = True
    for track, machine in work.rules.tracks.items():
        if machine.reads_clocks & changed:
            for key, state in list(work.states_of(track)):
                row = work.row(key) if machine.states[state].reads_clocks & changed else None
                if row is not None:
                    row.recount = True


def _deadlines(work: Working) -> dict[Place, tuple[Alarm, ...]]:
    """Return the alarms of every place where they changed."""
    rules = work.rules
    deadlines: dict[Place, tuple[Alarm, ...]] = {row.place: () for row in work.archived}
    for row in work.touched.values():
        if row.alarms:
            deadlines[row.place] = _alarms(work, row)
    for name in sorted(work.clock_alarms):
        deadlines[Place(clock=name)] = clock_alarms(rules, name, work.clocks[name])
    if work.main.alarms:
        deadlines[MAIN] = _alarms(work, work.main)
    return deadlines


def _alarms(work: Working, running: Running) -> tuple[Alarm, ...]:
    return alarms_of(work.rules, running.place, running.here, running.due)


def _situation(work: Working) -> Situation:
    before = work.before
    return Situation(
        main=work.main.frozen(),
        seats=work.seats,
        rows=_rows(work),
        rounds=work.rounds,
        clocks=work.clocks,
        wanted_on=work.wanted_on,
        agreed_on=work.agreed_on,
        urgent=work.urgent,
        copied=work.copied,
        dates=work.dates,
        locked=work.locked,
        closed_at=work.closed_at,
        outcome=work.outcome,
        blocked_at=before.blocked_at,
        known=before.known,
    )


def _rows(work: Working) -> Mapping[RowKey, TrackRow]:
    if not work.touched and not work.gone:
        return work.before.rows
    rows = {key: row for key, row in work.before.rows.items() if key not in work.gone}
    rows.update((key, running.frozen_row()) for key, running in work.touched.items())
    return rows
