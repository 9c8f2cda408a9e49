"""A situation as JSON and back: for tests, the simulator and whoever keeps one outside a table.

`format` is the number of the engine's rules; a situation of another format is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from counterpart.core.deadlines import Basis, Deadline
from counterpart.core.errors import Invalid
from counterpart.core.workflow.players import Place, Player, Seat
from counterpart.core.workflow.situation import (
    ChildRow,
    ClockRun,
    Due,
    Extension,
    Known,
    ParentView,
    Progress,
    Situation,
    TrackRow,
)

FORMAT = 2


def to_json(situation: Situation) -> dict[str, Any]:
    """Return the situation as plain JSON: texts, numbers, lists and maps only."""
    return {
        "format": FORMAT,
        "main": _progress_out(situation.main),
        "seats": _seats_out(situation.seats),
        "rows": [_row_out(row) for row in situation.rows.values()],
        "rounds": dict(situation.rounds),
        "clocks": {name: _clock_out(run) for name, run in situation.clocks.items()},
        "wanted_on": _out(situation.wanted_on),
        "agreed_on": _out(situation.agreed_on),
        "urgent": situation.urgent,
        "copied": situation.copied,
        "dates": dict(situation.dates),
        "locked": list(situation.locked),
        "closed_at": _out(situation.closed_at),
        "outcome": situation.outcome,
        "blocked_at": _out(situation.blocked_at),
        "known": _known_out(situation.known),
    }


def from_json(data: Mapping[str, Any]) -> Situation:
    """Read what `to_json` wrote; raises Invalid when it cannot be read."""
    try:
        if data["format"] != FORMAT:
            raise Invalid("situation.format", field="situation", format=str(data["format"]))
        rows = [_row_in(row) for row in data["rows"]]
        return Situation(
            main=_progress_in(data["main"]),
            seats=_seats_in(data["seats"]),
            rows={(row.track, row.key): row for row in rows},
            rounds=dict(data["rounds"]),
            clocks={name: _clock_in(run) for name, run in data["clocks"].items()},
            wanted_on=_day(data["wanted_on"]),
            agreed_on=_day(data["agreed_on"]),
            urgent=bool(data["urgent"]),
            copied=bool(data["copied"]),
            dates=dict(data["dates"]),
            locked=tuple(data["locked"]),
            closed_at=_instant(data["closed_at"]),
            outcome=str(data["outcome"]),
            blocked_at=_instant(data["blocked_at"]),
            known=_known_in(data["known"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Invalid("situation.unreadable", field="situation", problem=repr(problem)) from problem


def row_from_json(data: Mapping[str, Any]) -> TrackRow:
    """Read one of the rows that `to_json` wrote; raises Invalid when it cannot be read."""
    try:
        return _row_in(data)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Invalid("situation.unreadable", field="situation", problem=repr(problem)) from problem


def _out(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _seats_out(seats: Mapping[str, tuple[Seat, ...]]) -> dict[str, Any]:
    return {party: [[*_player_out(seat.player), *seat.through] for seat in held] for party, held in seats.items()}


def _seats_in(data: Mapping[str, Any]) -> dict[str, tuple[Seat, ...]]:
    return {party: tuple(Seat(Player(*row[:3]), Place(*row[3:])) for row in held) for party, held in data.items()}


def _player_out(player: Player) -> list[str]:
    return [player.member, player.authority, player.zone]


def _due_out(due: Due | None) -> dict[str, Any] | None:
    if due is None:
        return None
    return {
        "basis": due.deadline.basis.to_json(),
        "set_at": _out(due.set_at),
        "member": due.member,
        "zone": due.zone,
        "reminded_at": _out(due.reminded_at),
        "escalated_at": _out(due.escalated_at),
        "passed_at": _out(due.passed_at),
    }


def _due_in(data: Mapping[str, Any] | None) -> Due | None:
    if data is None:
        return None
    basis = Basis.from_json(data["basis"])
    return Due(
        deadline=Deadline(basis.ends_at, basis),
        set_at=datetime.fromisoformat(data["set_at"]),
        member=str(data["member"]),
        zone=str(data["zone"]),
        reminded_at=_instant(data["reminded_at"]),
        escalated_at=_instant(data["escalated_at"]),
        passed_at=_instant(data["passed_at"]),
    )


def _extensions_out(extensions: tuple[Extension, ...]) -> list[list[str | None]]:
    return [[_out(extension.at), extension.by, extension.to] for extension in extensions]


def _extensions_in(data: list[list[str]]) -> tuple[Extension, ...]:
    return tuple(Extension(datetime.fromisoformat(at), by, to) for at, by, to in data)


def _progress_out(progress: Progress) -> dict[str, Any]:
    return {
        "state": progress.state,
        "entered_at": _out(progress.entered_at),
        "first_entered": {state: _out(at) for state, at in progress.first_entered.items()},
        "counts": dict(progress.counts),
        "due": _due_out(progress.due),
        "extensions": {name: _extensions_out(given) for name, given in progress.extensions.items()},
        "prepared_by": progress.prepared_by,
        "done_here": list(progress.done_here),
    }


def _progress_in(data: Mapping[str, Any]) -> Progress:
    return Progress(
        state=str(data["state"]),
        entered_at=datetime.fromisoformat(data["entered_at"]),
        first_entered={state: datetime.fromisoformat(at) for state, at in data["first_entered"].items()},
        counts=dict(data["counts"]),
        due=_due_in(data["due"]),
        extensions={name: _extensions_in(given) for name, given in data["extensions"].items()},
        prepared_by=str(data["prepared_by"]),
        done_here=tuple(data["done_here"]),
    )


def _row_out(row: TrackRow) -> dict[str, Any]:
    return {
        "track": row.track,
        "key": row.key,
        "round": row.round,
        "player": _player_out(row.player),
        "progress": _progress_out(row.progress),
        "opened_at": _out(row.opened_at),
        "questions": list(row.questions),
        "answered": list(row.answered),
        "facts": dict(row.facts),
    }


def _row_in(data: Mapping[str, Any]) -> TrackRow:
    return TrackRow(
        track=str(data["track"]),
        key=str(data["key"]),
        round=int(data["round"]),
        player=Player(*data["player"]),
        progress=_progress_in(data["progress"]),
        opened_at=datetime.fromisoformat(data["opened_at"]),
        questions=tuple(data["questions"]),
        answered=tuple(data["answered"]),
        facts=dict(data["facts"]),
    )


def _clock_out(run: ClockRun) -> dict[str, Any]:
    return {
        "started_at": _out(run.started_at),
        "pauses": [[_out(since), _out(until)] for since, until in run.pauses],
        "extensions": _extensions_out(run.extensions),
        "stopped_at": _out(run.stopped_at),
        "ran_out": run.ran_out,
        "due": _due_out(run.due),
    }


def _clock_in(data: Mapping[str, Any]) -> ClockRun:
    return ClockRun(
        started_at=datetime.fromisoformat(data["started_at"]),
        pauses=tuple((datetime.fromisoformat(since), _instant(until)) for since, until in data["pauses"]),
        extensions=_extensions_in(data["extensions"]),
        stopped_at=_instant(data["stopped_at"]),
        ran_out=bool(data["ran_out"]),
        due=_due_in(data["due"]),
    )


def _known_out(known: Known) -> dict[str, Any]:
    return {
        "facts": dict(known.facts),
        "switches": {name: dict(switches) for name, switches in known.switches.items()},
        "asked": list(known.asked),
        "answered": list(known.answered),
        "consulted": list(known.consulted),
        "members": list(known.members),
        "candidates": {party: [_player_out(one) for one in players] for party, players in known.candidates.items()},
        "children": {
            name: [[child.key, child.state, child.final, _seats_out(child.seats)] for child in children]
            for name, children in known.children.items()
        },
        "parent": {"state": known.parent.state, "facts": dict(known.parent.facts)} if known.parent else None,
    }


def _known_in(data: Mapping[str, Any]) -> Known:
    parent = data["parent"]
    return Known(
        facts=dict(data["facts"]),
        switches={name: dict(switches) for name, switches in data["switches"].items()},
        asked=tuple(data["asked"]),
        answered=tuple(data["answered"]),
        consulted=tuple(data["consulted"]),
        members=tuple(data["members"]),
        candidates={party: tuple(Player(*one) for one in players) for party, players in data["candidates"].items()},
        children={
            name: tuple(ChildRow(key, state, bool(final), _seats_in(seats)) for key, state, final, seats in children)
            for name, children in data["children"].items()
        },
        parent=ParentView(str(parent["state"]), dict(parent["facts"])) if parent else None,
    )
