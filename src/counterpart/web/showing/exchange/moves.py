"""The bar of actions: what the reader may do, one of them first; what they may not, and why; what is for later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpart.core.workflow import Obstacle, Place, Standing, Verdict
from counterpart.core.workflow.machine import SAME, ActionRules
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.status import answering, part_shown, row_at, usual_action
from counterpart.web.showing.reasons import reason

ANOTHER_TIME = frozenset({"not_in_this_state", "ended"})
MOST_STATES = 3


@dataclass(frozen=True, slots=True)
class Button:
    """One action: what it is called, where and as whom it is done, `why` it cannot be; `part` names the part of it.

    `help` is what the definition says of it.
    """

    action: str
    title: str
    place: Place
    party: str
    part: str = ""
    why: str = ""
    help: str = ""

    @property
    def value(self) -> str:
        """What a form sends to say that this is wanted after the answers were saved."""
        return f"{self.action}|{self.party}|{self.place.track}|{self.place.key}"


@dataclass(frozen=True, slots=True)
class Bar:
    """All that stands in the bar. `saves` says that answers are saved here, `save_first` that this comes before all."""

    primary: Button | None
    plain: tuple[Button, ...]
    quiet: tuple[Button, ...]
    greyed: tuple[Button, ...]
    another_time: tuple[tuple[str, str], ...]
    saves: bool
    save_first: bool

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to be done, and nothing to be explained."""
        return not (self.primary or self.plain or self.quiet or self.greyed or self.saves or self.another_time)


def bar_shown(scene: Scene) -> Bar:
    """Return the bar of the exchange for its reader."""
    page = scene.page
    first = _first(scene)
    verdicts = _each_once(page.verdicts, first)
    allowed = [one for one in verdicts if one.standing is Standing.ALLOWED]
    held = [one for one in verdicts if one.standing is not Standing.ALLOWED]
    quiet = [one for one in allowed if _is_quiet(scene, one)]
    now = [one for one in held if not any(found.code in ANOTHER_TIME for found in one.obstacles)]
    final = page.pin.rules.main.states[page.state].final
    later = [] if final else [one for one in held if one not in now and not one.place.track]
    answers = [one for one in page.to_answer if one.now]
    return Bar(
        primary=_button(scene, first) if first is not None else None,
        plain=tuple(_button(scene, one) for one in allowed if one is not first and one not in quiet),
        quiet=tuple(_button(scene, one) for one in quiet if one is not first),
        greyed=tuple(_button(scene, one, why(scene, one)) for one in now),
        another_time=tuple((scene.said.text(one.text), _when(scene, one)) for one in later),
        saves=bool(answers),
        save_first=bool(answers) and first is None,
    )


def _each_once(verdicts: Iterable[Verdict], first: Verdict | None) -> tuple[Verdict, ...]:
    """Keep one verdict on each action at a place, one that allows it if there is one: who is two parties acts once."""
    kept: dict[tuple[str, Place], Verdict] = {}
    for one in verdicts:
        before = kept.get((one.action, one.place))
        better = before is not None and before.standing is not Standing.ALLOWED and one.standing is Standing.ALLOWED
        if before is None or better or one is first:
            kept[one.action, one.place] = one
    return tuple(kept.values())


def _first(scene: Scene) -> Verdict | None:
    """Return the one action that stands first: the usual next one of the reader's most urgent move."""
    turns = sorted((one for one in scene.page.turns if one.mine), key=lambda one: (one.due_at is None, one.due_at))
    for turn in turns:
        answers = answering(scene, turn.place)
        if answers is not None and answers.open:
            return None
        allowed = [one for one in scene.page.verdicts if _is_at(one, turn.place) and one.party == turn.party]
        allowed = [one for one in allowed if one.standing is Standing.ALLOWED]
        name = usual_action(scene, turn)
        usual = next((one for one in allowed if one.action == name), None)
        return usual or next((one for one in allowed if not _is_quiet(scene, one)), None)
    return None


def _is_at(verdict: Verdict, place: Place) -> bool:
    return (verdict.place.track, verdict.place.key) == (place.track, place.key)


def _rules(scene: Scene, verdict: Verdict) -> ActionRules:
    return scene.page.pin.rules.machine(verdict.place.track).actions[verdict.action]


def _is_quiet(scene: Scene, verdict: Verdict) -> bool:
    """Say whether an action is seldom wanted: it needs a reason or a choice, moves nothing, or is out of turn."""
    row = row_at(scene, verdict.place)
    state = row.state if row is not None else scene.page.state
    owners = scene.page.pin.rules.machine(verdict.place.track).states[state].owners
    rules = _rules(scene, verdict)
    stays = all(way.state == SAME for way in rules.ways)
    return rules.reason == "required" or stays or bool(rules.chooses_for) or verdict.party not in owners


def _button(scene: Scene, verdict: Verdict, why_not: str = "") -> Button:
    part = part_shown(scene, verdict.place)
    text, about = scene.said.text(verdict.text), scene.help(verdict.place, "action", verdict.action)
    return Button(verdict.action, text, verdict.place, verdict.party, part, why_not, about)


def why(scene: Scene, verdict: Verdict) -> str:
    """Return everything that is in the way of an action, as sentences."""
    return obstacles_said(scene, verdict.obstacles, verdict.place)


def obstacles_said(scene: Scene, obstacles: Iterable[Obstacle], place: Place) -> str:
    """Return what obstacles say: the module's own texts, else the sentence of the code."""
    found = []
    for one in obstacles:
        if one.texts:
            found += [scene.said.text(address) for address in one.texts if address in scene.said.english]
        else:
            found.append(reason(scene.words, one.code, said_parameters(scene, one.parameters, place)))
    return " ".join(dict.fromkeys(found))


def said_parameters(scene: Scene, parameters: Mapping[str, object], place: Place) -> dict[str, object]:
    """Return the parameters of a reason with names of the definition as people read them."""
    said = dict(parameters)
    for name, value in parameters.items():
        text = str(value)
        if name == "party":
            said[name] = scene.party(text)
        elif name == "action":
            said[name] = scene.action(place.track, text)
        elif name == "state" and text in scene.page.pin.rules.machine(place.track).states:
            said[name] = scene.state(place, text)
        elif name == "child" and f"procedure.{scene.page.pin.procedure}.child.{text}" in scene.said.english:
            said[name] = scene.said.text(f"procedure.{scene.page.pin.procedure}.child.{text}")
        elif name == "until":
            said[name] = _day(scene, text)
    return said


def _day(scene: Scene, text: str) -> str:
    try:
        return scene.day(dt.date.fromisoformat(text))
    except ValueError:
        return text


def _when(scene: Scene, verdict: Verdict) -> str:
    """Return in which states an action is possible, the first few of them."""
    machine = scene.page.pin.rules.machine(verdict.place.track)
    states = [name for name in machine.states if name in _rules(scene, verdict).sources]
    titles = [scene.words.quoted(scene.state(verdict.place, name)) for name in states[:MOST_STATES]]
    more = len(states) - len(titles)
    listed = ", ".join(titles)
    if more > 0:
        return scene.words.ngettext(
            "Possible in: %(states)s and %(num)s more state", "Possible in: %(states)s and %(num)s more states",
            more, states=listed,
        )  # fmt: skip
    return scene.words.gettext("Possible in: %(states)s", states=listed)
