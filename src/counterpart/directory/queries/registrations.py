"""One registration as whoever decides on it reads it: what the authority said of itself, and what had been proposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from counterpart.accounts.users import NewUser
from counterpart.core.errors import NotFound
from counterpart.directory.invited import DECIDES, reach_of
from counterpart.directory.kinds import AuthorityState
from counterpart.directory.queries.finding import stored_record
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row

REGISTRATION = f"""
select a.registered_at, i.name, i.roles, b.names,
  (select coalesce(jsonb_agg(jsonb_build_array(c.module, c.list, c.code) order by c.module, c.list, c.code), '[]')
   from directory_competence c where c.authority_id = a.id),
  (select jsonb_build_array(u.email, u.name, u.lang, u.tz) from directory_membership m
   join accounts_user u on u.id = m.user_id and u.erased_at is null
   where m.authority_id = a.id and m.until is null order by m.id limit 1)
from directory_authority a join directory_invitation i on i.authority_id = a.id
left join directory_authority b on b.id = i.invited_by_id
where a.ref = %(ref)s and a.state = %(awaiting)s and {DECIDES}
"""  # noqa: S608  text of ours


@dataclass(frozen=True, slots=True)
class Registration:
    """An authority that waits. `name` and `roles` were proposed with the invitation, `by` are the names of who did.

    `first` is its first user, who will administer it; `competences` are codes by policy area and list.
    """

    ref: UUID
    record: AuthorityRecord
    since: dt.datetime
    name: str
    roles: tuple[tuple[str, str], ...]
    by: Mapping[str, str]
    competences: Mapping[tuple[str, str], tuple[str, ...]]
    first: NewUser | None


def registration_of(actor: Actor, authority: UUID) -> Registration:
    """Return a registration that waits for the actor's decision; three statements.

    Raises NotFound `authority_unknown`, also for one that others decide on, or that was decided.
    """
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        reach = reach_of(actor)
        asked = {"ref": authority, "awaiting": int(AuthorityState.AWAITING)}
        found = row(REGISTRATION, {**reach, **asked}) if reach is not None else None
        if found is None:
            raise NotFound("authority_unknown", authority=str(authority))
        record = stored_record(authority).record
    since, name, roles, by, codes, first = found
    return Registration(
        ref=authority,
        record=record,
        since=since,
        name=name,
        roles=tuple((module, role) for module, role in orjson.loads(roles)),
        by=orjson.loads(by) if by else {},
        competences=_grouped(orjson.loads(codes)),
        first=NewUser(*orjson.loads(first)) if first else None,
    )


def _grouped(codes: list[list[str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for module, name, code in codes:
        found[module, name] = (*found.get((module, name), ()), code)
    return found
