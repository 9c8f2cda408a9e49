"""Some hundred exchanges between the authorities of the demonstration, in every state, by the real actions.

What they are about and how far they go stands in `stories.json`: here nothing knows a procedure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.staffed import people_by_key
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.actor import Actor
from counterpart.foundation.clock import clock_of
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.modules.pins import newest
from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.names.people import person
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedUser
from counterpart.operations.demonstration.stories import main_authorities, story_authorities, told

SEED = 7
OFTEN = 3
"""Of so many exchanges one is begun by an authority of the main story, and one comes to such a one."""
LONGEST_AGO = 45
"""Days before now at which the oldest one begins."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An authority with somebody who acts for it."""

    planned: PlannedAuthority
    ref: UUID
    user: UUID


def exchange_some(plan: Sequence[PlannedAuthority], users: Sequence[PlannedUser], tell: Callable[[str], None]) -> int:
    """Begin exchanges and lead each as far as its story goes; return how many there are."""
    story = told()
    partners = _partners(story_authorities(plan), users) or _partners(plan, users)
    main = main_authorities(plan).values()
    leading = [one for one in partners if one.planned in main] or partners
    ways = [way["steps"] for way in story["ways"] for _ in range(way["times"])]
    for number in range(story["count"]):
        if number % 20 == 0:
            tell(f"writing exchanges ({number} of {story['count']})")
        dice = Dice(SEED, "exchange", str(number))
        one = dice.one(leading if number % OFTEN == 0 else partners)
        asked = leading if number % OFTEN == 1 else partners
        others = [other for other in asked if other.planned.member != one.planned.member]
        _Story(story, one, dice.one(others), dice).play(ways[number % len(ways)])
    return int(story["count"])


def _partners(plan: Sequence[PlannedAuthority], users: Sequence[PlannedUser]) -> list[Partner]:
    """Return the authorities of the policy area that have people, coordinators left out."""
    staffed, module = {user.authority for user in users}, told()["module"]
    wanted = {one.key: one for one in plan if one.key in staffed and not one.coordinates and module in one.areas}
    return [Partner(wanted[key], ref, user) for key, (ref, user) in people_by_key(list(wanted)).items()]


class _Story:
    """One exchange between two authorities."""

    def __init__(self, told: Mapping[str, Any], one: Partner, other: Partner, dice: Dice) -> None:
        self.told, self.one, self.other, self.dice = told, one, other, dice
        self.now = clock_of().now()
        self.starter = newest(told["module"], told["procedure"]).rules.starter

    def play(self, steps: Sequence[Any]) -> None:
        at = self.now - dt.timedelta(days=1 + self.dice.below(LONGEST_AGO), minutes=self.dice.below(600))
        wanted = (at + dt.timedelta(days=14 + self.dice.below(14))).date()
        begun = Begun(
            parties={self.told["asked"]: [self.other.ref]},
            subject=dict(self._subject()),
            ask=self.told["questions"],
            cover=Cover(wanted_on=wanted),
        )
        actor = self._actor(self.starter, at)
        written = open_exchange(actor, _asked(at), self.told["module"], self.told["procedure"], begun)
        for step in steps:
            at = min(at + dt.timedelta(days=self.dice.below(4), minutes=1 + self.dice.below(300)), self.now)
            written = self._step(written, step, at)

    def _step(self, written: Written, step: Any, at: dt.datetime) -> Written:
        if isinstance(step, dict):
            party = self.told["asked"]
            said = Answers(step["answer"])
            return answer(self._actor(party, at), _asked(at), written.ref, Capacity(party), said)
        name, party, *reason = step
        given = Given(reason=reason[0] if reason else "")
        actor = self._actor(party, at)
        return act(actor, _asked(at), written.ref, name, Capacity(party), given, expected=written.version)

    def _subject(self) -> Iterator[tuple[str, Any]]:
        somebody = person(self.one.planned.languages[0], self.dice)
        yield from self.told["subject"].items()
        yield from (("given_names", somebody.given), ("surname", somebody.family))
        yield from (("nationality", self.one.planned.member), ("profession", self.dice.one(self._professions())))

    def _professions(self) -> Sequence[str]:
        """Return the professions that both authorities are competent for, else those of the one that is asked."""
        professions: Sequence[str] = self.told["professions"]
        asking, asked = (self._competent(one) for one in (self.one, self.other))
        both = [one for one in professions if one in asking & asked]
        return both or [one for one in professions if one in asked] or professions

    def _competent(self, partner: Partner) -> set[str]:
        return {code for area, _, code in partner.planned.competences if area == self.told["module"]}

    def _actor(self, party: str, at: dt.datetime) -> Actor:
        who = self.other if party == self.told["asked"] else self.one
        return actor_for(who.user, who.ref, at)


def _asked(at: dt.datetime) -> Asked:
    return Asked(new_ref(at), at)
