"""Parts of an exchange as tables: which, whose move, in which state, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpart.exchanges.queries.views import RowView
from counterpart.web.showing.exchange.basis import basis_said
from counterpart.web.showing.exchange.due import date_shown
from counterpart.web.showing.exchange.members import in_the_list, newest
from counterpart.web.showing.exchange.scene import Named, Scene

MANY = 20
"""Rows of a track on the page of an exchange; the others are a click away."""


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of a track: whose it is, its state, by when and why then, and how many questions went with it."""

    who: Named
    state: str
    tag: str
    distance: str
    day: str
    urgency: str
    questions: int
    mine: bool
    key: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackShown:
    """A track with its rows; `more` are not shown, because there are many."""

    name: str
    title: str
    help: str
    rows: tuple[RowShown, ...]
    more: int = 0


def tracks_shown(scene: Scene) -> tuple[TrackShown, ...]:
    """Return the tracks that have rows, in the order of the procedure, with every row."""
    return tuple(_track(scene, name, rows) for name in scene.page.pin.rules.tracks if (rows := newest(scene, name)))


def tables_shown(scene: Scene, whole: str = "") -> tuple[TrackShown, ...]:
    """Return the tracks that stand on the page as tables: those that have rows and are not in the list of members.

    `whole` names the track of which every row is shown; of others the first, those first that are still open.
    """
    listed, names = in_the_list(scene), scene.page.pin.rules.tracks
    rows = {name: newest(scene, name) for name in names if name not in listed}
    return tuple(_track(scene, name, each, MANY if name != whole else 0) for name, each in rows.items() if each)


def _track(scene: Scene, name: str, rows: Sequence[RowView], most: int = 0) -> TrackShown:
    """Return a track with its rows; where there are more than `most`, the first, those first that are still open."""
    many = 0 < most < len(rows)
    states = scene.page.pin.rules.tracks[name].states
    ordered = sorted(rows, key=lambda one: (many and states[one.state].final, not one.mine, one.member))
    shown = tuple(_row(scene, one) for one in (ordered[:most] if many else ordered))
    address = f"procedure.{scene.page.pin.procedure}.track.{name}.help"
    text = scene.said.text(address) if address in scene.said.english else ""
    return TrackShown(name, scene.track(name), text, shown, len(rows) - len(shown))


def _row(scene: Scene, row: RowView) -> RowShown:
    state = scene.page.pin.rules.machine(row.place.track).states[row.state]
    due = date_shown(scene, row.due) if row.due is not None and not state.final else None
    return RowShown(
        who=scene.authority_named(row.authority, row.member),
        state=scene.state(row.place, row.state),
        tag={"success": "good", "failure": "late"}.get(state.outcome, "") if state.final else "",
        distance=due.distance if due else "",
        day=due.day if due else "",
        urgency=due.urgency if due else "",
        questions=len(row.questions),
        mine=row.mine,
        key=row.place.key,
        because=tuple(basis_said(scene, row.due.basis)) if row.due is not None and due is not None else (),
    )
