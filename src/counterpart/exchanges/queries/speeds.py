"""How fast exchanges went in the last twelve months: in one member, beside all of the network, and of one authority."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.errors import Invalid
from counterpart.directory.permissions import standing_of
from counterpart.exchanges.speeds import WHOLE_MEMBER
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.modules.pins import installed, newest

FEWEST = 5
"""Of fewer than these nothing is said: it might tell of a single one."""

MONTHS = 12
WITHIN = "14 days"
"""Of a duration is said how many took no longer, where it is counted in buckets that end there."""

BY_MEMBER = """
select s.module, s.figure, s.item, sum(s.n) filter (where s.member = %s), sum(s.total) filter (where s.member = %s),
  sum(s.n), sum(s.total)
from exchanges_speed s where s.authority_id = %s and s.month > %s and (%s = '' or s.module = %s)
group by s.module, s.figure, s.item
"""
OF_AUTHORITIES = """
select s.authority_id, s.module, s.figure, s.item, sum(s.n), sum(s.total)
from exchanges_speed s where s.authority_id = any(%s::int[]) and s.month > %s group by 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of all."""

    n: int
    total: int

    @property
    def percent(self) -> int:
        """Return it in full per cent."""
        return round(100 * self.n / self.total)


@dataclass(frozen=True, slots=True)
class Speed:
    """One measure: the share in the actor's own member and that of all; None where there are fewer than five.

    `module`, `line` and `address` lead to its title; `within` is not empty for a duration: the share that took no
    longer. `areas` are the policy areas that count the same in the same words.
    """

    name: str
    module: str
    line: str
    address: str
    own: Share | None
    all: Share | None
    within: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Measure:
    """A figure as the newest version of a policy area says it: `like` is equal for figures that count the same."""

    module: str
    line: str
    name: str
    like: tuple[str, str]
    items: frozenset[str]
    within: str


def speeds(actor: Actor, now: dt.datetime, *, module: str = "") -> tuple[Speed, ...]:
    """Return how fast exchanges went in the last twelve months, what most policy areas count first.

    Raises Invalid for an actor without an authority.
    """
    if actor.authority_id is None:
        raise Invalid("actor_without_authority", field="actor")
    with as_actor([actor.authority_id], read_only=True):
        own = standing_of(actor)
        member = own.member if own is not None else ""
        sums = rows(BY_MEMBER, [member, member, WHOLE_MEMBER, _since(now), module, module])
        measures = list(_measures({one[0] for one in sums}))
    alike: defaultdict[tuple[str, str], list[_Measure]] = defaultdict(list)
    for one in measures:
        alike[one.like].append(one)
    return tuple(_speed(found, sums) for found in sorted(alike.values(), key=lambda found: -len(found)))


def usual_speeds(authorities: Collection[int], now: dt.datetime) -> dict[int, tuple[Speed, ...]]:
    """Return how fast authorities went in the last twelve months, where that were five or more; `all` is None.

    Called inside or outside of `as_actor`.
    """
    sums = rows(OF_AUTHORITIES, [list(authorities), _since(now)])
    measures = list(_measures({one[1] for one in sums}))
    found: dict[int, tuple[Speed, ...]] = {}
    for authority in {one[0] for one in sums}:
        own = [(*one[1:], None, None) for one in sums if one[0] == authority]
        said = tuple(_speed([one], own) for one in measures)
        found[authority] = tuple(one for one in said if one.own is not None)
    return found


def _since(now: dt.datetime) -> dt.date:
    """Return the first day of the month a year ago: sums of later months are the last twelve."""
    return dt.date(now.year - 1, now.month, 1)


def _measures(modules: Collection[str]) -> Iterator[_Measure]:
    """Yield what is measured in these policy areas, as their newest version says; each once."""
    for area in installed():
        if area.module in modules and area.procedures:
            definition = newest(area.module, next(iter(area.procedures))).rules.module
            yield from _of_area(area.module, area.line, definition)


def _of_area(module: str, line: str, definition: ModuleDefinition) -> Iterator[_Measure]:
    for name, statistic in definition.statistics.items():
        if statistic.share is not None:
            like, items = statistic.share, frozenset({""})
        elif statistic.duration is not None and WITHIN in statistic.buckets:
            like = statistic.duration
            items = frozenset(statistic.buckets[: statistic.buckets.index(WITHIN) + 1])
        else:
            continue
        yield _Measure(module, line, name, (name, like), items, "" if statistic.share is not None else WITHIN)


def _speed(measures: Sequence[_Measure], sums: Sequence[Row]) -> Speed:
    """Return one measure from the sums of the policy areas that count it alike."""
    first = measures[0]
    wanted: Mapping[tuple[str, str], _Measure] = {(one.module, one.name): one for one in measures}
    parts = [(wanted[one[0], one[1]], one) for one in sums if (one[0], one[1]) in wanted]
    own = sum(one[3] or 0 for measure, one in parts if one[2] in measure.items)
    every = sum(one[5] or 0 for measure, one in parts if one[2] in measure.items)
    return Speed(
        name=first.name,
        module=first.module,
        line=first.line,
        address=f"statistic.{first.name}",
        own=_share(own, sum(one[4] or 0 for _, one in parts)),
        all=_share(every, sum(one[6] or 0 for _, one in parts)),
        within=first.within,
        areas=tuple(one.module for one in measures),
    )


def _share(n: int, total: int) -> Share | None:
    return Share(int(n), int(total)) if total >= FEWEST else None
