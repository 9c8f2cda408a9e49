"""Who received it, one line for each: how far each member (or authority) is in every track that has a row for each.

Which tracks these are, the definition says: rows per member or authority that nobody was asked questions in. A request
in parts keeps its tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterpart.exchanges.queries.views import RowView
from counterpart.foundation.words.dates import urgency
from counterpart.web.showing.exchange.due import date_shown
from counterpart.web.showing.exchange.scene import Named, Scene
from counterpart.web.showing.exchange.signs import Sign, signs_of
from counterpart.web.showing.sorting import place_of

FOR_EACH = frozenset({"country", "authority"})
"""What a track has a row for that stands in the list."""
FEW = 12
"""So many lines stand on the page at once; more are a click away."""
PAGE = 100
ALL = "all"

Rows = Sequence[RowView]
Whose = tuple[str, int]
"""A line: the member, and the number of its authority (0 for the member itself)."""


class Choice(NamedTuple):
    """What the address of the page asks for: lines in one state of one track, and from which on; nothing is none."""

    track: str = ""
    state: str = ""
    every: bool = False
    first: int = 0


@dataclass(frozen=True, slots=True)
class CellShown:
    """A row of a track in the line of its owner: in which state, since when, by when, and to how many it passed it."""

    state: str
    tag: str
    sign: Sign
    since: str
    distance: str
    day: str
    urgency: str
    passed_on: int


@dataclass(frozen=True, slots=True)
class CountShown:
    """How many are in a state, and what chooses them in the address."""

    title: str
    sign: Sign
    count: int
    choice: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A track: its name, title and help, how many rows it has, and how many of them in which state."""

    name: str
    title: str
    help: str
    every: int
    counts: tuple[CountShown, ...]


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line: whose it is (`country` is its member in words, nothing for who has none), and a cell per column."""

    country: str
    who: Named
    mine: bool
    cells: tuple[CellShown | None, ...]


@dataclass(frozen=True, slots=True)
class MembersShown:
    """`every` counts all lines, `found` those chosen. Where it is not `open`, only the reader's own stand here.

    `following` is the number of the first line of the next page, 0 on the last.
    """

    columns: tuple[ColumnShown, ...]
    lines: tuple[LineShown, ...]
    every: int
    found: int
    open: bool
    chosen: str
    following: int


def choice_in(said: str, first: str = "") -> Choice:
    """Return what was asked for: `all`, or a track and a state (`delivery.received`), and from which line on."""
    number = int(first) if first.isascii() and first.isdigit() and len(first) < 7 else 0
    if said == ALL:
        return Choice(every=True, first=number)
    track, _, state = said.partition(".")
    return Choice(track, state, first=number) if state else Choice()


def in_the_list(scene: Scene) -> dict[str, Rows]:
    """Return the newest rows of the tracks that stand in the list, by track."""
    found: dict[str, Rows] = {}
    for name, machine in scene.page.pin.rules.tracks.items():
        if machine.per not in FOR_EACH:
            continue
        rows = newest(scene, name)
        if rows and not any(one.questions for one in rows):
            found[name] = rows
    return found


def newest(scene: Scene, track: str) -> Rows:
    """Return the rows of the newest round of a track."""
    rows = [one for one in scene.page.rows if one.place.track == track]
    last = max((one.place.round for one in rows), default=0)
    return [one for one in rows if one.place.round == last]


def members_shown(scene: Scene, choice: Choice = Choice()) -> MembersShown | None:  # noqa: B008  it never changes
    """Return the list, None where no track stands in it; a choice that there is not chooses everybody."""
    tracks = in_the_list(scene)
    if not tracks:
        return None
    if choice.state not in (scene.page.pin.rules.tracks[choice.track].states if choice.track in tracks else ()):
        choice = Choice(every=choice.every, first=choice.first)
    lines = _by_line(tracks)
    found = [key for key in lines if _is_chosen(lines[key], choice)]
    is_open = bool(choice.state or choice.every) or len(lines) <= FEW
    wanted = found if is_open else [key for key in found if next(iter(lines[key].values())).mine]
    ordered = _in_order(scene, lines, wanted)
    shown = ordered[choice.first : choice.first + PAGE]
    drawn = _Cells(scene, tuple(tracks), _passed_on(scene, tracks) if shown else {})
    return MembersShown(
        columns=tuple(_column(scene, name, rows, choice) for name, rows in tracks.items()),
        lines=tuple(drawn.line(key, lines[key]) for key in shown),
        every=len(lines),
        found=len(found),
        open=is_open,
        chosen=f"{choice.track}.{choice.state}" if choice.state else ALL if choice.every else "",
        following=choice.first + PAGE if len(ordered) > choice.first + PAGE else 0,
    )


def _by_line(tracks: Mapping[str, Rows]) -> dict[Whose, dict[str, RowView]]:
    lines: dict[Whose, dict[str, RowView]] = {}
    for name, rows in tracks.items():
        for one in rows:
            lines.setdefault((one.member, one.authority.id if one.authority else 0), {})[name] = one
    return lines


def _is_chosen(line: Mapping[str, RowView], choice: Choice) -> bool:
    return not choice.state or (choice.track in line and line[choice.track].state == choice.state)


def _in_order(scene: Scene, lines: Mapping[Whose, Mapping[str, RowView]], found: Sequence[Whose]) -> list[Whose]:
    """Return lines in order: the reader's own, then by the name of the member and of the authority."""
    names = {member: place_of(scene.language, scene.member(member)) for member, _ in found}
    twice = {member for member, n in Counter(member for member, _ in found).items() if n > 1}

    def of(key: Whose) -> tuple[object, ...]:
        one = next(iter(lines[key].values()))
        name = scene.authority_named(one.authority, one.member).name if key[0] in twice else ""
        return (not one.mine, names[key[0]], name, key[1])

    return sorted(found, key=of)


def _passed_on(scene: Scene, tracks: Mapping[str, Rows]) -> dict[str, Counter[str]]:
    """Return by track to how many each member has passed it: the seats of the parties that its actions fill.

    Only where a member has one row: of two nobody could say which of them did.
    """
    rules = scene.page.pin.rules
    filled = {
        name: {
            effect.effect.assign.party
            for action in rules.tracks[name].actions.values()
            for effect in (*action.first, *action.then)
            if effect.effect.assign is not None and rules.procedure.parties[effect.effect.assign.party].many
        }
        for name in tracks
        if rules.tracks[name].per == "country"
    }
    return {
        name: sum((Counter(scene.page.seated(party)) for party in sorted(parties)), Counter[str]())
        for name, parties in filled.items()
        if parties
    }


class _Cells:
    """Writes the lines of one list."""

    def __init__(self, scene: Scene, tracks: tuple[str, ...], passed: Mapping[str, Counter[str]]) -> None:
        self.scene, self.tracks, self.passed = scene, tracks, passed
        self.signs = {name: signs_of(scene.page.pin, name) for name in tracks}

    def line(self, key: Whose, rows: Mapping[str, RowView]) -> LineShown:
        one = next(iter(rows.values()))
        return LineShown(
            country=self.scene.member(key[0]) if key[0] else "",
            who=self.scene.authority_named(one.authority, one.member),
            mine=one.mine,
            cells=tuple(self._cell(name, rows[name]) if name in rows else None for name in self.tracks),
        )

    def _cell(self, track: str, row: RowView) -> CellShown:
        scene, state = self.scene, self.scene.page.pin.rules.tracks[track].states[row.state]
        due = date_shown(scene, row.due) if row.due is not None and not state.final else None
        sign = self.signs[track][row.state]
        return CellShown(
            state=scene.state(row.place, row.state),
            tag={"good": "good", "bad": "late"}.get(sign.kind, ""),
            sign=sign,
            since=scene.day(row.entered_at),
            distance=due.distance if due else "",
            day=due.day if due else "",
            urgency=due.urgency if due else "",
            passed_on=self.passed[track][row.member] if track in self.passed else 0,
        )


def _column(scene: Scene, name: str, rows: Rows, choice: Choice) -> ColumnShown:
    pin = scene.page.pin
    counted, signs = Counter(one.state for one in rows), signs_of(pin, name)
    address = f"procedure.{pin.procedure}.track.{name}.help"
    return ColumnShown(
        name=name,
        title=scene.track(name),
        help=scene.said.text(address) if address in scene.said.english else "",
        every=len(rows),
        counts=tuple(
            CountShown(
                title=scene.state(rows[0].place, state),
                sign=signs[state],
                count=counted[state],
                choice=f"{name}.{state}",
                chosen=(choice.track, choice.state) == (name, state),
            )
            for state in pin.rules.tracks[name].states
            if counted[state]
        ),
    )


def is_late(scene: Scene, row: RowView) -> bool:
    """Say whether a row has a date that is over and is still open."""
    final = scene.page.pin.rules.tracks[row.place.track].states[row.state].final
    return not final and row.due is not None and urgency(row.due.at, scene.now) == "late"
