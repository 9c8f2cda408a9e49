"""How long what is sent will be kept: the rules of the policy area, in words, with their legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.core.deadlines import parse_period
from counterpart.core.definitions.records import Retention
from counterpart.core.retention import rules_for
from counterpart.core.workflow.machine import SAME, MachineRules
from counterpart.web.showing.exchange.basis import period_said
from counterpart.web.showing.exchange.kinds import kinds_in, kinds_said
from counterpart.web.showing.exchange.scene import Scene


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept how long: kinds of data, after which time they are blocked (or not) and erased, and by which law."""

    what: tuple[str, ...]
    blocked: str
    erased: str
    basis: str


def retention_said(scene: Scene, states: tuple[str, ...]) -> tuple[Kept, ...]:
    """Return what becomes of the data when the exchange ends, having gone on from some states; equal rules are one."""
    rules = scene.page.pin.rules
    ends = [name for name in reachable(rules.main, states) if rules.main.states[name].final]
    found: dict[tuple[str, str, str], list[str]] = {}
    for state in ends:
        covered = rules_for(rules.module.retention, scene.page.pin.procedure, state)
        for kind in kinds_in(scene):
            for rule in covered.get(kind, ())[:1]:
                said = found.setdefault(_said(scene, rule), [])
                said += [kind] if kind not in said else []
    titles = kinds_said(scene.words)
    return tuple(
        Kept(tuple(titles[kind] for kind in kinds), blocked, erased, basis)
        for (blocked, erased, basis), kinds in found.items()
    )


def reachable(machine: MachineRules, states: tuple[str, ...]) -> tuple[str, ...]:
    """Return the states that can still come: those given first, then the others in the order of the procedure."""
    seen: set[str] = set()
    waiting = [name for name in states if name in machine.states]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            ways = (way.state for action in machine.states[name].actions for way in action.ways)
            waiting += [way for way in ways if way != SAME and way in machine.states]
    return tuple(dict.fromkeys(name for name in (*states, *machine.states) if name in seen))


def _said(scene: Scene, rule: Retention) -> tuple[str, str, str]:
    words = scene.words
    event = _event(scene, rule.from_)
    blocked, erased = rule.block_after, rule.erase_after
    return (
        words.gettext("%(period)s after %(event)s", period=period_said(words, parse_period(blocked)), event=event)
        if blocked else words.gettext("Not before they are erased"),
        words.gettext("%(period)s after %(event)s", period=period_said(words, parse_period(erased)), event=event)
        if erased else words.gettext("Never"),
        rule.basis,
    )  # fmt: skip


def _event(scene: Scene, event: str) -> str:
    words = scene.words
    known: Mapping[str, str] = {
        "closure": words.pgettext("after …", "the end of the exchange"),
        "file_closure": words.pgettext("after …", "the end of all exchanges that belong together"),
        "publication": words.pgettext("after …", "the publication"),
        "expiry": words.pgettext("after …", "the end of its validity"),
        "last_activity": words.pgettext("after …", "the last change"),
    }
    label = f"form.{scene.page.pin.rules.procedure.subject}.{event.partition('.')[2]}.label"
    return known.get(event) or (scene.said.text(label) if label in scene.said.english else event)
