"""The line under the title: in which state, whose move, what is to be done, by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from zoneinfo import ZoneInfo

from counterpart.core.workflow import MAIN, Place, Standing
from counterpart.exchanges.queries.views import RowView, ToAnswer, TurnView
from counterpart.foundation.words.dates import urgency
from counterpart.web.reading.names import field_name
from counterpart.web.showing.exchange.due import DueShown, clocks_shown, due_shown
from counterpart.web.showing.exchange.family import RelativeShown, waiting
from counterpart.web.showing.exchange.path import Step, not_offered, path_shown
from counterpart.web.showing.exchange.questions import answered_at, prefix_of
from counterpart.web.showing.exchange.route import usual_step
from counterpart.web.showing.exchange.scene import Named, Scene

GOOD, LATE = "good", "late"


@dataclass(frozen=True, slots=True)
class Task:
    """The next step: what it is called, and where it is done (an action by name and place, or a place on the page)."""

    text: str
    action: str = ""
    place: Place = MAIN
    party: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody whose move it is, and in which part where that is not the exchange itself."""

    who: Named
    part: str
    due: str
    urgency: str


@dataclass(frozen=True, slots=True)
class Status:
    """What stands in the box: `tag` marks how the state is to be taken, `mine` says that it is the reader's move.

    `clocks` are terms that run over several states. `ended` is the day on which it ended; `reason` is what was said
    with the step that led here.
    """

    state: str
    tag: str
    help: str
    late: bool
    mine: bool
    movers: tuple[Mover, ...]
    task: Task | None
    due: DueShown | None
    due_elsewhere: str
    dates: tuple[tuple[str, str], ...]
    clocks: tuple[tuple[str, DueShown], ...]
    path: tuple[Step, ...]
    ended: str
    reason: str
    reason_language: str
    waits: tuple[RelativeShown, ...] = ()
    """Open exchanges below this one, with whose move it is there."""


MOST_MOVERS = 4


def status_shown(scene: Scene) -> Status:
    """Return the status of the exchange."""
    page = scene.page
    state = page.pin.rules.main.states[page.state]
    turns = sorted(page.turns, key=_order)
    mine = [one for one in turns if one.mine]
    place, due = _dated(scene, mine[0] if mine else None)
    reason = _reason(scene)
    return Status(
        state=scene.state(MAIN, page.state),
        tag=GOOD if state.outcome == "success" else "",
        help=scene.help(MAIN, "state", page.state),
        late=any(one.due_at is not None and one.due_at < scene.now for one in turns),
        mine=bool(mine),
        movers=tuple(islice(_movers(scene, (one for one in turns if not one.mine)), MOST_MOVERS)),
        task=_task(scene, mine[0]) if mine else None,
        due=due,
        due_elsewhere=scene.track(place.track) if place.track else "",
        dates=tuple(_dates(scene)),
        clocks=() if state.final else clocks_shown(scene),
        path=path_shown(scene),
        ended=scene.day(page.closed_at) if page.closed_at else "",
        reason=reason[0],
        reason_language=reason[1],
        waits=waiting(scene),
    )


def _dates(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield the dates on the cover: what was asked for, and what was agreed where that is another day."""
    page, words = scene.page, scene.words
    if page.wanted_on is not None:
        yield words.gettext("Wanted by"), scene.day(page.wanted_on)
    if page.agreed_on is not None and page.agreed_on != page.wanted_on:
        yield words.gettext("Promised for"), scene.day(page.agreed_on)


def _order(turn: TurnView) -> tuple[bool, float]:
    return turn.due_at is None, turn.due_at.timestamp() if turn.due_at else 0.0


def _movers(scene: Scene, turns: Iterable[TurnView]) -> Iterator[Mover]:
    """Yield whose move it is, each once for a part: one authority may have it as two parties."""
    named = set()
    for turn in turns:
        key = turn.member, turn.authority.ref if turn.authority else None, turn.place.track
        if key not in named:
            named.add(key)
            yield _mover(scene, turn)


def _mover(scene: Scene, turn: TurnView) -> Mover:
    return Mover(
        who=scene.authority_named(turn.authority, turn.member),
        part=scene.track(turn.place.track) if turn.place.track else "",
        due=scene.day(turn.due_at, zone_of(scene, turn)) if turn.due_at else "",
        urgency=urgency(turn.due_at, scene.now),
    )


def zone_of(scene: Scene, turn: TurnView) -> ZoneInfo:
    """Return the clock by which the date of a move is told: the one it was counted by, as far as the page knows it."""
    row = row_at(scene, turn.place)
    due = row.due if row is not None else scene.page.due
    return ZoneInfo(due.zone) if due is not None and due.at == turn.due_at else scene.zone


def _dated(scene: Scene, turn: TurnView | None) -> tuple[Place, DueShown | None]:
    """Return the date that concerns the reader: of their own move, else of the exchange."""
    row = row_at(scene, turn.place) if turn is not None else None
    if row is not None:
        return row.place, due_shown(scene, row.due, row.place, row.state)
    return MAIN, due_shown(scene, scene.page.due, MAIN, scene.page.state)


def row_at(scene: Scene, place: Place) -> RowView | None:
    """Return the row at a place, None for the main machine."""
    if not place.track:
        return None
    return next((one for one in scene.page.rows if (one.place.track, one.place.key) == (place.track, place.key)), None)


def part_shown(scene: Scene, place: Place) -> str:
    """Return in which part of an exchange something is; where each opening makes one more, also who opened this one."""
    if not place.track:
        return ""
    title, row = scene.track(place.track), row_at(scene, place)
    if row is None or scene.page.pin.rules.tracks[place.track].per != "opening":
        return title
    if row.authority is not None and row.authority.id == scene.authority:
        return title
    who = scene.authority_named(row.authority, row.member).name
    return scene.words.gettext("%(part)s: %(who)s", part=title, who=who)


def _task(scene: Scene, turn: TurnView) -> Task:
    """Return what the reader has to do next: answer, else the usual action, else whatever may be done."""
    action, text = _usual(scene, turn)
    answers = answering(scene, turn.place)
    if answers is not None and answers.open:
        n = len(answers.open)
        said = scene.words.ngettext(
            "Answer %(num)s more question, then “%(action)s”",
            "Answer %(num)s more questions, then “%(action)s”",
            n, action=text,
        ) if action else scene.words.ngettext("Answer %(num)s question", "Answer %(num)s questions", n)  # fmt: skip
        number = answered_at(scene).index(answers)
        return Task(said, anchor=field_name("q", f"{prefix_of(number)}{answers.open[0]}"))
    if action and any(one.action == action and one.standing is Standing.ALLOWED for one in scene.page.verdicts):
        return Task(text, action=action, place=turn.place, party=turn.party)
    return Task(text or scene.words.gettext("See what you can do"), anchor="act")


def answering(scene: Scene, place: Place) -> ToAnswer | None:
    """Return what the reader may answer now at a place."""
    at = (place.track, place.key)
    found = (one for one in scene.page.to_answer if one.now and (one.place.track, one.place.key) == at)
    return next(found, None)


def _usual(scene: Scene, turn: TurnView) -> tuple[str, str]:
    """Return the action that usually comes next in somebody's move, and its title; nothing where it is not theirs."""
    row = row_at(scene, turn.place)
    machine = scene.page.pin.rules.machine(turn.place.track)
    state = row.state if row is not None else scene.page.state
    step = usual_step(machine, state, not_offered(scene, turn.place, turn.party, state))
    if step is not None and turn.party in step.by:
        return step.name, scene.action(turn.place.track, step.name)
    return "", ""


def usual_action(scene: Scene, turn: TurnView) -> str:
    """Return the name of the action that usually comes next in a move, nothing where the party does not do it."""
    return _usual(scene, turn)[0]


def _reason(scene: Scene) -> tuple[str, str]:
    """Return what was said with the step that led to the present state, and its language where it is another."""
    page = scene.page
    texts = page.content.texts if page.content is not None else ()
    last = next((one for one in page.history if one.before != one.after and one.after == page.state), None)
    if last is None:
        return "", ""
    said = (one for one in texts if one.kind == "reason" and one.action == last.action)
    found = next((one for one in said if one.written.at == last.at), None)
    if found is None:
        return "", ""
    return found.text, found.written.language if found.written.language != scene.language else ""
