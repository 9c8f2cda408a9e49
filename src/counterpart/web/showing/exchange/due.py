"""By when: the date in words with its distance, why it is this date, and what happens if nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from counterpart.core.deadlines import Reminder
from counterpart.core.workflow import Place
from counterpart.core.workflow.machine import StateRules
from counterpart.exchanges.queries.views import DueView
from counterpart.foundation.words.dates import urgency
from counterpart.web.showing.exchange.basis import basis_said, period_said
from counterpart.web.showing.exchange.scene import Scene


@dataclass(frozen=True, slots=True)
class DueShown:
    """A date: the day, how far away it is, how it is marked, why it is that day, and what will happen about it."""

    day: str
    distance: str
    urgency: str
    because: tuple[str, ...] = ()
    what_if: tuple[tuple[str, str], ...] = ()


def due_shown(scene: Scene, due: DueView | None, place: Place, state: str) -> DueShown | None:
    """Return the due date of a state, None where it has none."""
    if due is None:
        return None
    rules = scene.page.pin.rules.machine(place.track).states[state]
    return replace(explained(scene, due), what_if=tuple(_what_if(scene, place, rules)))


def explained(scene: Scene, due: DueView) -> DueShown:
    """Return a date with the calculation behind it."""
    return replace(date_shown(scene, due), because=tuple(basis_said(scene, due.basis)))


def clocks_shown(scene: Scene) -> tuple[tuple[str, DueShown], ...]:
    """Return the terms of the law that run over several states, each by its title, with its end and why then."""
    procedure = scene.page.pin.procedure
    declared = scene.page.pin.rules.procedure.clocks
    ends, runs = scene.page.clocks, scene.page.runs
    running = ((name, ends[name]) for name in declared if name in ends and runs[name].running)
    return tuple(
        (scene.said.text(f"procedure.{procedure}.clock.{name}"), explained(scene, due)) for name, due in running
    )


def date_shown(scene: Scene, due: DueView) -> DueShown:
    """Return a date by the clock that it was counted by: the day that ends in London is not tomorrow in Warsaw."""
    zone = ZoneInfo(due.zone)
    return DueShown(scene.day(due.at, zone), scene.distance(due.at, zone), urgency(due.at, scene.now))


def _what_if(scene: Scene, place: Place, rules: StateRules) -> Iterator[tuple[str, str]]:
    """Yield what the clock does before and after the date."""
    words = scene.words
    if rules.reminders:
        yield words.gettext("Reminders"), "; ".join(_reminder(scene, one) for one in rules.reminders)
    if rules.overdue:
        label = words.gettext("If nothing happens by then")
        yield (
            label,
            words.gettext("“%(action)s” is done by the clock.", action=scene.action(place.track, rules.overdue)),
        )
    if rules.escalate_after is not None and rules.escalate_to:
        parties = ", ".join(scene.party(one) for one in rules.escalate_to)
        period = period_said(words, rules.escalate_after)
        text = words.gettext("%(period)s after the date: %(parties)s", period=period, parties=parties)
        yield words.gettext("Who is told if it stays late"), text


def _reminder(scene: Scene, one: Reminder) -> str:
    period = period_said(scene.words, one.period)
    if one.every:
        return scene.words.gettext("every %(period)s after", period=period)
    if one.side == "before":
        return scene.words.gettext("%(period)s before", period=period)
    return scene.words.gettext("%(period)s after", period=period)
