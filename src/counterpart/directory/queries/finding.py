"""Finds authorities by whatever somebody types, and reads one record: what an official looks up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound
from counterpart.directory.kinds import AuthorityKind, AuthorityState
from counterpart.directory.records import FIELDS, AuthorityRecord
from counterpart.directory.search.asking import find
from counterpart.directory.search.wanted import LONGEST_TEXT, Hit, Hits, Wanted
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import array, row, rows

__all__ = ["Hit", "Hits", "StoredRecord", "find", "find_authorities", "record_of", "stored_record"]

FIELDS_OF_RECORD = """
jsonb_build_object('member', a.country, 'kind', a.kind,
  'region', a.region, 'time_zone', a.tz, 'names', a.names, 'titles', a.titles, 'acronym', a.acronym,
  'languages', a.langs, 'street', a.street, 'postcode', a.postcode, 'city', a.city, 'phone', a.phone,
  'email', a.email, 'website', a.website, 'opening', a.opening, 'description', a.description,
  'keywords', a.keywords, 'territory', a.territory, 'public_contact', a.public_contact,
  'external_id', a.external_id)
"""
RECORD = f"""
select a.id, a.state, a.record_version, s.ref, {FIELDS_OF_RECORD}
from directory_authority a left join directory_authority s on s.id = a.succeeded_by_id where a.ref = %s
"""  # noqa: S608  text of ours
RECORDS = f"""
select a.id, {FIELDS_OF_RECORD} from directory_authority a where a.id = any(array(select unnest(%s::int[])))
"""  # noqa: S608  text of ours


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
    """Return authorities that take part, whom the words mean most first; what is not said does not matter.

    In short what `search.asking.find` says at length. Raises Invalid `page_too_long`, `role_without_module`.
    """
    members = (member,) if member else ()
    return find(actor, Wanted(text[:LONGEST_TEXT], module, role, members), limit, after)


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
    return StoredRecord(id_, AuthorityState(state), version, successor, record_from(orjson.loads(said)))


def stored_records(ids: Collection[int]) -> dict[int, AuthorityRecord]:
    """Return the records of many, by their numbers, inside a transaction that is open; one statement."""
    return {id_: record_from(orjson.loads(said)) for id_, said in rows(RECORDS, [array(ids)])}


def _numbers(actor: Actor) -> list[int]:
    return [] if actor.authority_id is None else [actor.authority_id]


def record_from(said: dict[str, Any]) -> AuthorityRecord:
    """Return a record from FIELDS_OF_RECORD."""
    lists = {name: tuple(said[name]) for name in ("languages", "territory")}
    keywords = {language: tuple(words) for language, words in said["keywords"].items()}
    changed: dict[str, Any] = {**lists, "keywords": keywords, "kind": AuthorityKind(said["kind"])}
    return AuthorityRecord(**{name: changed.get(name, said[name]) for name in FIELDS})
