"""The map: a square for each member of the network, marked by how far it is. Its table is the list of members.

Where the squares stand, the network profile says (`map`); members without a place stand below, in the order of their
codes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from counterpart.core.definitions.network import Membership, NetworkDefinition
from counterpart.exchanges.queries.views import RowView
from counterpart.web.showing.exchange.members import Choice, Rows, in_the_list, is_late
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.signs import Sign, signs_of
from counterpart.web.showing.sorting import place_of

SIDE, PITCH, EDGE = 44, 48, 2
"""Sides of a square, the way from one to the next, and what is left free around them, in units of the picture."""
IN_A_ROW = 10
"""Squares beside one another where the profile says nothing."""


@dataclass(frozen=True, slots=True)
class SquareShown:
    """A square: whose, where its corner is, how it is marked (None: it has no row), and whether it is late or ours."""

    code: str
    name: str
    x: int
    y: int
    sign: Sign | None
    late: bool
    mine: bool

    @property
    def classes(self) -> str:
        """How it is drawn, as the style sheet has it."""
        kind = self.sign.kind if self.sign is not None else "none"
        return f"{kind} mine" if self.mine else kind


@dataclass(frozen=True, slots=True)
class MapShown:
    """The map of one track: its title, the squares, and the same in words, a sentence for each state.

    `late` and `none` say that there are such squares.
    """

    track: str
    title: str
    width: int
    height: int
    squares: tuple[SquareShown, ...]
    said: tuple[str, ...]
    late: bool
    none: bool


def map_shown(scene: Scene, choice: Choice = Choice()) -> MapShown | None:  # noqa: B008  it never changes
    """Return the map of the track that was asked for, else of the newest; None where no track has a row per member."""
    network = scene.said.area.network
    tracks = {
        name: rows
        for name, rows in in_the_list(scene).items()
        if scene.page.pin.rules.tracks[name].per == "country" and network is not None
    }
    if network is None or not tracks:
        return None
    track = choice.track if choice.track in tracks else max(tracks, key=lambda name: tracks[name][0].opened_at)
    rows = {one.member: one for one in tracks[track]}
    mine = {seat.member for seat in scene.page.seats if seat.mine} | {one.member for one in tracks[track] if one.mine}
    squares = tuple(_squares(scene, network, rows, mine))
    return MapShown(
        track=track,
        title=scene.track(track),
        width=max(one.x for one in squares) + SIDE + EDGE,
        height=max(one.y for one in squares) + SIDE + EDGE,
        squares=squares,
        said=tuple(_said(scene, tracks[track])),
        late=any(one.late for one in squares),
        none=any(one.sign is None for one in squares),
    )


def _squares(
    scene: Scene, network: NetworkDefinition, rows: Mapping[str, RowView], mine: set[str]
) -> Iterator[SquareShown]:
    for code, (column, line) in places(network, scene.today, rows.keys() | mine).items():
        row = rows.get(code)
        yield SquareShown(
            code=code,
            name=scene.member(code),
            x=EDGE + column * PITCH,
            y=EDGE + line * PITCH,
            sign=signs_of(scene.page.pin, row.place.track)[row.state] if row is not None else None,
            late=row is not None and is_late(scene, row),
            mine=code in mine,
        )


def places(network: NetworkDefinition, day: dt.date, also: Collection[str] = ()) -> dict[str, tuple[int, int]]:
    """Return column and row (from 0) of each member of that day, and of those named `also`."""
    there = {code: one for code, one in network.members.items() if code in also or _belongs(one.membership, day)}
    placed = {code: (one.map.column, one.map.row) for code, one in there.items() if one.map is not None}
    left, top = (min((place[axis] for place in placed.values()), default=0) for axis in (0, 1))
    found = {code: (column - left, line - top) for code, (column, line) in placed.items()}
    below = max((line for _, line in found.values()), default=-1) + 1
    without = sorted(code for code in there if code not in found)
    return found | {code: (n % IN_A_ROW, below + n // IN_A_ROW) for n, code in enumerate(without)}


def _belongs(membership: Membership, day: dt.date) -> bool:
    """Say whether somebody is a member on a day; both days count."""
    said = day.isoformat()
    return (membership.since or said) <= said <= (membership.until or said)


def _said(scene: Scene, rows: Rows) -> Iterator[str]:
    """Yield the map in words: for each state the members in it, in the order of the reader's alphabet."""
    states = scene.page.pin.rules.tracks[rows[0].place.track].states
    for state in states:
        names = [scene.member(one.member) for one in rows if one.state == state]
        if names:
            listed = ", ".join(sorted(names, key=partial(place_of, scene.language)))
            yield scene.words.gettext("%(label)s: %(value)s", label=scene.state(rows[0].place, state), value=listed)
