"""An authority as its page shows it: record, areas, competences, coordinators, what it was and what became of it.

Three statements: the record, what lies around it, and the authority that the reader acts for. What the reader may do
with it follows from these, without another statement: the page greys what is refused, with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson

from counterpart.core.errors import NotFound, Refused
from counterpart.directory.areas import area_names
from counterpart.directory.found import Found
from counterpart.directory.kinds import AccessState, AuthorityState, RelationKind, SuccessionKind
from counterpart.directory.permissions import (
    Standing,
    not_coordinating,
    not_managing,
    not_setting_for_member,
    standing_of,
)
from counterpart.directory.queries.finding import StoredRecord, stored_record
from counterpart.directory.queries.players import AS_JSON, Participant, participants_in
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row

AROUND = f"""
select t.registered_at, t.changed_at, t.confirmed_at, t.mail_failed_at,
  (select coalesce(jsonb_agg(jsonb_build_array(x.module, x.role, x.state, x.since) order by x.module, x.role), '[]')
   from directory_access x where x.authority_id = t.id),
  (select coalesce(jsonb_agg(jsonb_build_array(c.module, c.list, c.code) order by c.module, c.list, c.code), '[]')
   from directory_competence c where c.authority_id = t.id),
  (select coalesce(jsonb_agg(jsonb_build_array(r.module, r.kind, r.chosen, r.since, {AS_JSON})
     order by r.module, r.kind, r.chosen desc, r.since, r.id), '[]')
   from directory_relation r join directory_authority a on a.id = r.coordinator_id
   where r.authority_id = t.id and r.until is null),
  (select coalesce(jsonb_agg(jsonb_build_array(s.kind, s.at, s.module,
     case when s.after_id is not null then {AS_JSON} end) order by s.module), '[]')
   from directory_succession s left join directory_authority a on a.id = s.after_id where s.before_id = t.id),
  (select coalesce(jsonb_agg(jsonb_build_array(s.kind, s.at, s.module, {AS_JSON}) order by s.at desc, s.id), '[]')
   from directory_succession s join directory_authority a on a.id = s.before_id where s.after_id = t.id),
  (select count(*) from directory_membership m where m.authority_id = t.id and m.until is null),
  (select count(*) from directory_membership m join directory_right g on g.membership_id = m.id and g.module = ''
   where m.authority_id = t.id and m.until is null and g."right" = '{RightName.DATA_ADMINISTRATOR}')
from directory_authority t where t.id = %s
"""  # noqa: S608  text of ours

NOT_YET = frozenset({AuthorityState.AWAITING, AuthorityState.REJECTED})
"""What has asked to be registered is shown to those who decide on it, and to nobody else."""


@dataclass(frozen=True, slots=True)
class Access:
    """A role of a policy area that the authority was given, or that was suspended."""

    module: str
    role: str
    state: AccessState
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Related:
    """A coordinator of it, or an authority that sees its overview; `module` is empty for the authority as a whole."""

    module: str
    kind: RelationKind
    chosen: bool
    since: dt.datetime
    who: Participant


@dataclass(frozen=True, slots=True)
class Succession:
    """How an authority ended, in a policy area or (empty) in all others; `who` is the other one, None for nobody."""

    kind: SuccessionKind
    at: dt.datetime
    module: str
    who: Participant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityPage:
    """All of it. `users` and `administrators` are counts; `standing` is the authority that the reader acts for."""

    actor: Actor
    standing: Standing | None
    ref: UUID
    stored: StoredRecord
    registered_at: dt.datetime
    changed_at: dt.datetime
    confirmed_at: dt.datetime | None
    mail_failed_at: dt.datetime | None
    accesses: tuple[Access, ...]
    competences: tuple[tuple[str, str, str], ...]
    relations: tuple[Related, ...]
    after: tuple[Succession, ...]
    before: tuple[Succession, ...]
    users: int
    administrators: int

    @property
    def id(self) -> int:
        """Its number."""
        return self.stored.id

    @property
    def record(self) -> AuthorityRecord:
        """Its record."""
        return self.stored.record

    @property
    def own(self) -> bool:
        """Say whether the reader acts for it."""
        return self.actor.authority_id == self.stored.id

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone, in which its days are counted."""
        return ZoneInfo(self.record.time_zone)

    @property
    def lives(self) -> bool:
        """Say whether it takes part."""
        return self.stored.state is AuthorityState.REGISTERED

    @property
    def found(self) -> Found:
        """The authority as the checks of rights know it."""
        validating = next((one.who.id for one in self.relations if one.kind is RelationKind.VALIDATING), None)
        record, stored = self.record, self.stored
        place = (record.member, record.region, record.time_zone, record.kind)
        return Found(stored.id, self.ref, *place, stored.state, stored.version, validating)

    @property
    def modules(self) -> tuple[str, ...]:
        """The policy areas in which it takes part today."""
        return tuple(dict.fromkeys(one.module for one in self.accesses if one.state is AccessState.GRANTED))

    def not_managing(self) -> Refused | None:
        """Return why the reader does not manage it, None where they do."""
        return not_managing(self.actor, self.standing, self.found)

    def not_coordinating(self, module: str = "") -> Refused | None:
        """Return why the reader does not coordinate it, in a policy area if one is named; None where they do."""
        own = self.standing
        return not_coordinating(
            self.actor, own, self.found, module, lambda: own is not None and self._gives_access(own.id, module)
        )

    def not_choosing_coordinator(self, module: str) -> Refused | None:
        """Return why the reader does not say which request coordinator is turned to first, None where they do."""
        if self.own and self.not_managing() is None:
            return None
        return self.not_coordinating(module)

    def not_setting_for_member(self, module: str) -> Refused | None:
        """Return why the reader does not set switches for the whole member, None where they do."""
        return not_setting_for_member(self.actor, self.standing, self.record.member, module)

    def not_looking_after(self) -> Refused | None:
        """Return why these pages are not for the reader: it is neither their own authority nor one in their care."""
        if self.own:
            return None
        problem = self.not_managing()
        if problem is None or any(self.not_coordinating(module) is None for module in area_names()):
            return None
        return problem

    def related(self, kind: RelationKind, module: str = "") -> tuple[Related, ...]:
        """Return those who are this to it in a policy area, or as a whole."""
        return tuple(one for one in self.relations if one.kind is kind and one.module == module)

    def _gives_access(self, coordinator: int, module: str) -> bool:
        gives = (*self.related(RelationKind.VALIDATING), *self.related(RelationKind.ACCESS, module))
        return any(one.who.id == coordinator for one in gives)


@contextmanager
def looking_at(actor: Actor, authority: UUID) -> Iterator[AuthorityPage]:
    """Open a transaction and yield the page of an authority: what else a page needs is read in the same one.

    Raises NotFound `authority_unknown`, also for one that waits and is not the reader's to decide.
    """
    numbers = [] if actor.authority_id is None else [actor.authority_id]
    with as_actor(numbers, read_only=True):
        page = _page(actor, authority, stored_record(authority))
        if page.stored.state in NOT_YET and page.not_looking_after() is not None:
            raise NotFound("authority_unknown", authority=str(authority))
        yield page


def page_of(actor: Actor, authority: UUID) -> AuthorityPage:
    """Return the page of an authority. Raises NotFound `authority_unknown`."""
    with looking_at(actor, authority) as page:
        return page


def page_in_care(actor: Actor, authority: UUID) -> AuthorityPage:
    """Return it to those of the authority and those who look after it. Raises NotFound, Refused."""
    with looking_after(actor, authority) as page:
        return page


@contextmanager
def looking_after(actor: Actor, authority: UUID) -> Iterator[AuthorityPage]:
    """Do as `looking_at`, for those of the authority and those who look after it. Raises NotFound, Refused."""
    with looking_at(actor, authority) as page:
        problem = page.not_looking_after()
        if problem is not None:
            raise problem
        yield page


def _page(actor: Actor, ref: UUID, stored: StoredRecord) -> AuthorityPage:
    found = row(AROUND, [stored.id])
    if found is None:
        raise NotFound("authority_unknown", authority=str(ref))
    registered, changed, confirmed, failed, *lists, users, administrators = found
    accesses, competences, relations, after, before = map(orjson.loads, lists)
    return AuthorityPage(
        actor=actor,
        standing=standing_of(actor),
        ref=ref,
        stored=stored,
        registered_at=registered,
        changed_at=changed,
        confirmed_at=confirmed,
        mail_failed_at=failed,
        accesses=tuple(Access(m, r, AccessState(s), _moment(at)) for m, r, s, at in accesses),
        competences=tuple((module, name, code) for module, name, code in competences),
        relations=tuple(_related(relations)),
        after=tuple(_successions(after)),
        before=tuple(_successions(before)),
        users=users,
        administrators=administrators,
    )


def _related(found: Iterable[list[Any]]) -> Iterator[Related]:
    for module, kind, chosen, since, who in found:
        yield Related(module, RelationKind(kind), chosen, _moment(since), _who(who))


def _successions(found: Iterable[list[Any]]) -> Iterator[Succession]:
    for kind, at, module, who in found:
        yield Succession(SuccessionKind(kind), _moment(at), module, _who(who) if who is not None else None)


def _who(found: list[Any]) -> Participant:
    [participant] = participants_in([found]).values()
    return participant


def _moment(said: str) -> dt.datetime:
    return dt.datetime.fromisoformat(said)
