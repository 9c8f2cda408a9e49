"""Finds authorities by words of their names, and reads one record: what an official looks up.

Words are folded (Latin letters without accents) and match from their beginning: `Saloniki` does not find Thessaloniki,
`thess` does. Lists go on from the last number read; nothing is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import Invalid, NotFound
from counterpart.directory.kinds import AccessState, AuthorityKind, AuthorityState
from counterpart.directory.records import FIELDS, AuthorityRecord, folded
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, row, rows

MOST = 100
"""The longest page."""

FIND = """
select a.id, a.ref, a.country, a.kind, a.region, a.city, a.names, a.titles, a.langs from directory_authority a
where a.state = %s and a.id > %s and (%s::text is null or a.country = %s) and a.words like all(%s::text[])
  and (%s::text is null or exists(select 1 from directory_access x where x.authority_id = a.id and x.module = %s
       and (%s::text is null or x.role = %s) and x.state = %s))
order by a.id limit %s
"""
RECORD = """
select a.id, a.state, a.record_version, s.ref, jsonb_build_object('member', a.country, 'kind', a.kind,
  'region', a.region, 'time_zone', a.tz, 'names', a.names, 'titles', a.titles, 'acronym', a.acronym,
  'languages', a.langs, 'street', a.street, 'postcode', a.postcode, 'city', a.city, 'phone', a.phone,
  'email', a.email, 'website', a.website, 'opening', a.opening, 'description', a.description,
  'keywords', a.keywords, 'territory', a.territory, 'public_contact', a.public_contact,
  'external_id', a.external_id)
from directory_authority a left join directory_authority s on s.id = a.succeeded_by_id where a.ref = %s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An authority that was found."""

    id: int
    ref: UUID
    member: str
    kind: AuthorityKind
    region: str | None
    city: str
    names: Mapping[str, str]
    titles: Mapping[str, str]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits; the next one begins after the number `after`, None when there is none."""

    found: tuple[Hit, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """The record of an authority, its version (to be handed back with a change), and what became of it."""

    id: int
    state: AuthorityState
    version: int
    succeeded_by: UUID | None
    record: AuthorityRecord


def find_authorities(
    actor: Actor,
    module: str | None = None,
    role: str | None = None,
    member: str | None = None,
    text: str = "",
    *,
    after: int = 0,
    limit: int = 50,
) -> Hits:
    """Return authorities that take part, in the order of their registration; what is not said does not matter.

    Every word of the text has to begin a word of a name, short title, town or keyword. Raises Invalid `page_too_long`,
    `role_without_module`.
    """
    if not 0 < limit <= MOST:
        raise Invalid("page_too_long", field="limit", most=MOST)
    if role is not None and module is None:
        raise Invalid("role_without_module", field="role")
    patterns = [f"% {word}%" for word in folded(text)]
    values = [AuthorityState.REGISTERED, after, member, member, patterns]
    values += [module, module, role, role, AccessState.GRANTED, limit + 1]
    with as_actor(_numbers(actor), read_only=True):
        found = tuple(map(_hit, rows(FIND, values)))
    more = found[limit - 1].id if len(found) > limit else None
    return Hits(found[:limit], more)


def record_of(actor: Actor, authority: UUID) -> StoredRecord:
    """Return the record of an authority, whatever its state. Raises NotFound `authority_unknown`."""
    with as_actor(_numbers(actor), read_only=True):
        return stored_record(authority)


def stored_record(authority: UUID) -> StoredRecord:
    """Return the same inside a transaction that is open."""
    found = row(RECORD, [authority])
    if found is None:
        raise NotFound("authority_unknown", authority=str(authority))
    id_, state, version, successor, said = found
    return StoredRecord(id_, AuthorityState(state), version, successor, _record(orjson.loads(said)))


def _numbers(actor: Actor) -> list[int]:
    return [] if actor.authority_id is None else [actor.authority_id]


def _hit(found: Row) -> Hit:
    id_, ref, member, kind, region, city, names, titles, languages = found
    said = (orjson.loads(names), orjson.loads(titles))
    return Hit(id_, ref, member, AuthorityKind(kind), region, city, *said, tuple(languages))


def _record(said: dict[str, Any]) -> AuthorityRecord:
    lists = {name: tuple(said[name]) for name in ("languages", "territory")}
    keywords = {language: tuple(words) for language, words in said["keywords"].items()}
    changed: dict[str, Any] = {**lists, "keywords": keywords, "kind": AuthorityKind(said["kind"])}
    return AuthorityRecord(**{name: changed.get(name, said[name]) for name in FIELDS})
