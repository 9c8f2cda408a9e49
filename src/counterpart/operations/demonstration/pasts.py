"""What lies behind the authorities of a planned network: who never signed in, whose record is old, whose mails return.

That of all members eight have nobody who never signed in says the annual report of 2011 (section 2.1). Its figure 4 has
the shares of the others as a drawing without numbers: those of `names/asleep.csv` are invented, like all else here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.sheets import sheet
from counterpart.operations.demonstration.planned import PlannedAuthority

YEARS = 3 * 365
"""Days before now in which authorities were registered; none in the last half year."""
HALF_YEAR = 182
OLD = 25
"""One record in so many was not confirmed for half a year."""
RETURNED = 90
"""One office in so many has an address that mails come back from."""
LATELY = 20
"""Days before now within which those who use the network signed in last."""


@dataclass(frozen=True, slots=True)
class Past:
    """What lies behind an authority. `asleep`: nobody has ever signed in; `last_seen`: else when somebody did last."""

    registered_at: dt.datetime
    confirmed_at: dt.datetime
    asleep: bool
    last_seen: dt.datetime
    mail_failed_at: dt.datetime | None


def pasts(plan: Sequence[PlannedAuthority], awake: Container[str], seed: int, now: dt.datetime) -> dict[str, Past]:
    """Return the past of each authority by its key; those that are `awake`, and coordinators, have signed in."""
    sleeping = asleep(plan, awake, seed)
    return {one.key: _past(Dice(seed, one.key, "past"), one.key in sleeping, now) for one in plan}


def asleep(plan: Iterable[PlannedAuthority], awake: Container[str], seed: int) -> frozenset[str]:
    """Return the keys of those for whom nobody ever signed in: the share that each member has, as far as it can be."""
    members: defaultdict[str, list[PlannedAuthority]] = defaultdict(list)
    for one in plan:
        members[one.member].append(one)
    found: set[str] = set()
    for member, those in members.items():
        free = [one.key for one in those if not one.coordinates and one.key not in awake]
        count = round(len(those) * shares().get(member, 0) / 100)
        found.update(Dice(seed, member, "asleep").some(free, count))
    return frozenset(found)


def shares() -> Mapping[str, int]:
    """Return for each member how many of a hundred authorities nobody ever signed in for."""
    return {line["country"]: int(line["percent"]) for line in sheet("asleep")}


def _past(dice: Dice, sleeping: bool, now: dt.datetime) -> Past:
    registered = HALF_YEAR + dice.below(YEARS - HALF_YEAR)
    confirmed = HALF_YEAR + 1 + dice.below(60) if not dice.below(OLD) else dice.below(HALF_YEAR - 10)
    failed = None if dice.below(RETURNED) else now - dt.timedelta(days=1 + dice.below(30))
    return Past(
        now - dt.timedelta(days=registered),
        now - dt.timedelta(days=min(confirmed, registered)),
        sleeping,
        now - dt.timedelta(days=dice.below(LATELY), minutes=1 + dice.below(600)),
        failed,
    )
