"""When which data of an exchange are blocked and erased."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from counterpart.core.deadlines import Calendar
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.records import KINDS_OF_DATA
from counterpart.core.retention import NAMED_EVENTS, Dates, Term, terms_of
from counterpart.core.workflow import Matter, Player, Rulebook, Situation
from counterpart.core.writing.records import SUBJECT, flat

_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to an exchange that its retention counts from; `started` counts its children by name."""

    published: datetime | None = None
    last_activity: datetime | None = None
    started: Mapping[str, int] = field(default_factory=dict)


def terms_at(
    module: ModuleDefinition,
    matter: Matter,
    key: str,
    subject: Mapping[str, Any],
    life: Life,
    kinds: Collection[str] = KINDS_OF_DATA,
) -> dict[str, Term]:
    """Return the term of each of these kinds of data of an exchange that has ended; nothing before."""
    linked = matter.exchanges[key]
    situation, rules = linked.situation, linked.rules
    if situation.closed_at is None:
        return {}
    closed = [one.situation.closed_at for one in matter.exchanges.values()]
    ends = [at for at in closed if at is not None]
    dates = Dates(
        closure=situation.closed_at,
        file_closure=max(ends) if len(ends) == len(closed) else None,
        publication=life.published,
        last_activity=life.last_activity,
        fields=_dates_of(module, subject, calendar_of_starter(rules, situation)),
    )
    return terms_of(module.retention, rules.name, situation.state, dates, kinds)


def calendar_of_starter(rules: Rulebook, situation: Situation) -> Calendar:
    """Return the calendar of the party that started an exchange."""
    player = next(iter(situation.players(rules.starter)), Player())
    return rules.profile.calendar(player.member, player.zone)


def _dates_of(module: ModuleDefinition, subject: Mapping[str, Any], calendar: Calendar) -> dict[str, datetime]:
    """Return the ends of the days that the subject names, for rules that count from a field."""
    found: dict[str, datetime] = {}
    if all(rule.from_ in NAMED_EVENTS for rule in module.retention):
        return found
    for name, value in flat(subject, f"{SUBJECT}.").items():
        try:
            found[name] = calendar.instant(date.fromisoformat(str(value)), _END_OF_DAY)
        except ValueError:
            continue  # no date, so nothing counts from it
    return found
