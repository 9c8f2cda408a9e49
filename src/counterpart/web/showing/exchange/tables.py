"""Parts and relatives of an exchange as tables: which, whose move, in which state, by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counterpart.core.workflow import MAIN
from counterpart.exchanges.queries.views import RelativeView, RowView
from counterpart.foundation.words.dates import urgency
from counterpart.modules.pins import pinned
from counterpart.modules.texts import speaker
from counterpart.web.showing.addresses import state_address
from counterpart.web.showing.exchange.basis import basis_said
from counterpart.web.showing.exchange.due import date_shown
from counterpart.web.showing.exchange.scene import Named, Scene


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
    """A track with its rows."""

    name: str
    title: str
    help: str
    rows: tuple[RowShown, ...]


@dataclass(frozen=True, slots=True)
class RelativeShown:
    """A parent, child or link: its number, what it is, its state, and whose move it is there by when."""

    number: str
    what: str
    procedure: str
    state: str
    closed: str
    who: Named | None
    distance: str
    day: str
    urgency: str


def tracks_shown(scene: Scene) -> tuple[TrackShown, ...]:
    """Return the tracks that have rows, in the order of the procedure."""
    return tuple(_tracks(scene))


def _tracks(scene: Scene) -> Iterator[TrackShown]:
    for name in scene.page.pin.rules.tracks:
        rows = [one for one in scene.page.rows if one.place.track == name]
        if rows:
            newest = max(one.place.round for one in rows)
            shown = tuple(_row(scene, one) for one in sorted(rows, key=_order) if one.place.round == newest)
            address = f"procedure.{scene.page.pin.procedure}.track.{name}.help"
            text = scene.said.text(address) if address in scene.said.english else ""
            yield TrackShown(name, scene.track(name), text, shown)


def _order(row: RowView) -> tuple[bool, str]:
    return not row.mine, row.member


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


def relatives_shown(scene: Scene) -> tuple[RelativeShown, ...]:
    """Return parent, children and links that the reader may see."""
    return tuple(_relative(scene, one) for one in scene.page.relatives)


def _relative(scene: Scene, one: RelativeView) -> RelativeShown:
    pin = pinned(one.procedure_id)
    said = speaker(pin.module, pin.line, scene.language)
    turn = one.turn
    due = turn.due_at if turn is not None else None
    zone = ZoneInfo(turn.authority.zone) if turn is not None and turn.authority is not None else scene.zone
    return RelativeShown(
        number=one.number,
        what=_what(scene, one),
        procedure=said.text(f"procedure.{pin.procedure}.title"),
        state=said.text(state_address(pin, MAIN, one.state)),
        closed=scene.day(one.closed_at) if one.closed_at else "",
        who=scene.authority_named(turn.authority, turn.member) if turn is not None else None,
        distance=scene.distance(due, zone) if due else "",
        day=scene.day(due, zone) if due else "",
        urgency=urgency(due, scene.now),
    )


def _what(scene: Scene, one: RelativeView) -> str:
    words = scene.words
    title = f"procedure.{scene.page.pin.procedure}.child.{one.child}"
    if one.relation == "child" and title in scene.said.english:
        return scene.said.text(title)
    return {
        "child": words.gettext("Belongs to this exchange"),
        "parent": words.gettext("This exchange belongs to it"),
        "file": words.gettext("In the same file"),
        "link_2": words.gettext("Copied"),
        "link_3": words.gettext("Started from here"),
    }.get(one.relation, words.gettext("Related"))
