"""What lies on the desks of the coordinators, by the real actions: invitations, a registration that waits, absences.

Each member gets the same, from authorities that its sheets know and the network does not have yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.inviting import Invite, invite
from counterpart.directory.actions.joining import join
from counterpart.directory.actions.people import set_absence
from counterpart.directory.actions.upkeep import mark_mail_failed
from counterpart.directory.areas import must_be_member, profile
from counterpart.directory.codes import code_of
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.joining import invitation_of
from counterpart.directory.queries.staffed import people_by_key
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.operations.demonstration.addresses import domain_of, slug
from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.drawing import Candidate, described
from counterpart.operations.demonstration.growing import left_of
from counterpart.operations.demonstration.names.people import person
from counterpart.operations.demonstration.planned import PlannedAuthority
from counterpart.operations.demonstration.recording import record_of
from counterpart.operations.demonstration.stories import coordinator_of, main_authorities

SEED = 2012
INVITED = (85, 79, 40, 4)
"""Days before now at which authorities were invited; an invitation counts for ninety."""
WAITS = 2
"""Days since one of them registered itself."""
AWAY = (3, 11)
"""Days since somebody went away, and until they are back."""
RETURNED = 4
"""Days since mails to somebody come back."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A coordinator, who acts for it, and the authorities that it looks after, with the first of their people."""

    planned: PlannedAuthority
    ref: UUID
    user: UUID
    cared_for: Sequence[tuple[UUID, UUID]]

    def actor(self, at: dt.datetime) -> Actor:
        """Return who acts for the coordinator."""
        return actor_for(self.user, self.ref, at)


def furnish(plan: Sequence[PlannedAuthority], awake: Container[str], now: dt.datetime) -> int:
    """Fill the desk of the coordinator that each main authority of the story turns to; return how many desks.

    `awake` are the keys of authorities whose people have signed in.
    """
    desks = list(_desks(plan, awake))
    for desk in desks:
        invitations = list(_invited(desk, plan, now))
        _registers_itself(*invitations[-1], now)
        _trouble(desk, now)
    return len(desks)


def _desks(plan: Sequence[PlannedAuthority], awake: Container[str]) -> Iterator[Desk]:
    """Yield the desks, with some of those that are looked after and have people who sign in."""
    by_key, main = {one.key: one for one in plan}, main_authorities(plan)
    others = [one for one in plan if one.key in awake and not one.coordinates and one not in main.values()]
    for one in main.values():
        key = coordinator_of(one)
        theirs = [other.key for other in others if any(relation.coordinator == key for relation in other.relations)]
        people = people_by_key([key, *theirs])
        if key in people:
            yield Desk(by_key[key], *people[key], [people[other] for other in theirs if other in people])


def invitable(coordinator: PlannedAuthority, plan: Sequence[PlannedAuthority]) -> list[Candidate]:
    """Return whom a coordinator may invite: of its member or region and one of its areas, who does not take part yet.

    Where all authorities of its areas take part, others are returned: they are invited for no area yet.
    """
    left = left_of(coordinator.member, plan, SEED)
    free = [one for one in left if coordinator.region in {None, one.place.region}]
    return [one for one in free if set(coordinator.areas) & set(one.kind.areas)] or free


def _invited(desk: Desk, plan: Sequence[PlannedAuthority], now: dt.datetime) -> Iterator[tuple[UUID, PlannedAuthority]]:
    """Invite some of those that do not take part yet, and yield the refs of the invitations with who was invited."""
    member = desk.planned.member
    chosen = Dice(SEED, desk.planned.key, "invited").some(invitable(desk.planned, plan), len(INVITED))
    for candidate, days in zip(chosen, INVITED, strict=False):
        one = described(candidate, (), frozenset(), SEED)
        at = now - dt.timedelta(days=days)
        roles = tuple(role for role in one.roles if role[0] in desk.planned.areas)
        name, language = one.name, _spoken(one)
        asked = Invite(one.email, language, member, AuthorityKind.AUTHORITY, name, one.region, roles)
        yield invite(desk.actor(at), Asked(new_ref(at), at), asked), one


def _registers_itself(invitation: UUID, one: PlannedAuthority, now: dt.datetime) -> None:
    """Let one of those who were invited fill in its data: it waits to be validated."""
    at = now - dt.timedelta(days=WAITS)
    code = code_of(invitation)
    somebody = person(one.languages[0], Dice(SEED, one.key, "first"))
    first = NewUser(
        f"{slug(somebody.given, one.member)}.{slug(somebody.family, one.member)}@{domain_of(one.key)}",
        somebody.name,
        _spoken(one),
        must_be_member(one.member).time_zone,
    )
    join(invitation_of(code, at).guest, Asked(new_ref(at), at), code, record_of(one), first)


def _trouble(desk: Desk, now: dt.datetime) -> None:
    """Let somebody be away without a substitute, and mails to somebody else come back."""
    for authority, user in desk.cared_for[:1]:
        since, until = now - dt.timedelta(days=AWAY[0]), now + dt.timedelta(days=AWAY[1])
        asked = Asked(new_ref(since), since)
        set_absence(actor_for(user, authority, since), asked, authority, user, None, since.date(), until.date())
    returned = [user for _, user in desk.cared_for[1:2]]
    with as_actor([]):
        mark_mail_failed(returned, now - dt.timedelta(days=RETURNED))


def _spoken(one: PlannedAuthority) -> str:
    """Return the language of mails to an authority: its own, if the network speaks it."""
    return next((language for language in one.languages if language in profile().languages), "en")
