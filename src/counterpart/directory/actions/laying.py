"""Lays down a whole network at once: thousands of authorities with people, in one transaction and by COPY.

For an empty directory, by the operator: a demonstration, a trial, or the first take-over from another system. What is
laid down is checked as a single registration is, and told of in one entry of the log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.db import connection
from psycopg import Cursor
from psycopg.types.json import Jsonb

from counterpart.accounts.addresses import folded as folded_address
from counterpart.core.errors import Refused
from counterpart.directory.events import NetworkLaid
from counterpart.directory.kinds import AccessState, AuthorityState, RelationKind
from counterpart.directory.records import AuthorityRecord, checked
from counterpart.directory.rights import RightName
from counterpart.directory.search.indexing import index_authorities
from counterpart.foundation.actions import action
from counterpart.foundation.actor import ActorKind, Right
from counterpart.foundation.database.statements import row
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref

LAYING = UUID("00000000-0000-8000-8000-000000000005")
"""The stream in which it is told that a network was laid down."""

TABLES = {
    "directory_authority": (
        "id, ref, country, region, tz, kind, state, names, titles, acronym, langs, street, postcode, city, phone, "
        "email, website, opening, description, keywords, territory, public_contact, external_id, "
        "record_version, registered_at, validated_at, changed_at, confirmed_at, mail_failed_at"
    ),
    "directory_access": "module, role, authority_id, state, since",
    "directory_relation": "authority_id, module, kind, coordinator_id, chosen, since",
    "directory_competence": "module, list, code, authority_id",
    "accounts_user": (
        "id, ref, email, email_folded, name, lang, tz, password, password_at, entered_at, first_sign_in_at, "
        "last_sign_in_at"
    ),
    "directory_membership": "id, user_id, authority_id, since",
    "directory_right": 'membership_id, module, "right"',
}
NUMBERED = ("directory_authority", "accounts_user", "directory_membership")
LAST = "select coalesce(max(id), 0) from {}"
GO_ON = "select setval(pg_get_serial_sequence('{}', 'id'), greatest(%s, 1))"


@dataclass(frozen=True, slots=True)
class LaidPerson:
    """Somebody who works for an authority; a prepared `password` hash, or none: then they choose one.

    `signed_in` is when they did so first and last; None when they never have.
    """

    name: str
    email: str
    language: str
    rights: Sequence[Right] = ()
    password: str = ""
    signed_in: tuple[dt.datetime, dt.datetime] | None = None


@dataclass(frozen=True, slots=True)
class LaidPast:
    """What an authority brings along from another system: since when it takes part, when it confirmed its record.

    `mail_failed_at` is since when mails to its office come back.
    """

    registered_at: dt.datetime
    confirmed_at: dt.datetime
    mail_failed_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LaidAuthority:
    """An authority with everything that belongs to it. `relations` name coordinators by their `external_id`.

    Without a `past` it is registered at the moment of the laying.
    """

    record: AuthorityRecord
    roles: Sequence[tuple[str, str]] = ()
    competences: Sequence[tuple[str, str, str]] = ()
    relations: Sequence[tuple[RelationKind, str, str, bool]] = ()
    people: Sequence[LaidPerson] = ()
    past: LaidPast | None = None


@dataclass(frozen=True, slots=True)
class LaidDown:
    """How many were laid down."""

    authorities: int
    people: int


@dataclass(slots=True)
class _Rows:
    """The rows of every table, and the numbers that were given."""

    now: dt.datetime
    numbers: dict[str, int]
    tables: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {name: [] for name in TABLES})
    by_key: dict[str, int] = field(default_factory=dict)


@action("directory.lay_network")
def lay_network(doing: Doing, authorities: Sequence[LaidAuthority]) -> LaidDown:
    """Lay down authorities, coordinators before those whom they coordinate.

    Raises Refused `operator_only`, Invalid as a registration does, KeyError for a coordinator that was not named.
    """
    if doing.actor.kind is not ActorKind.OPERATOR:
        raise Refused("operator_only")
    rows = _Rows(doing.now, {table: _last(table) for table in NUMBERED})
    for one in authorities:
        _add(rows, one)
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            _copy(cast("Cursor[Any]", cursor.cursor), table, columns, rows.tables[table])
    for table in NUMBERED:
        row(GO_ON.format(table), [rows.numbers[table]])
    index_authorities([one[0] for one in rows.tables["directory_authority"]])
    laid = LaidDown(len(rows.tables["directory_authority"]), len(rows.tables["accounts_user"]))
    facts = {"authorities": laid.authorities, "people": laid.people}
    doing.log(LAYING, EntryKind.ADMINISTRATION, action="lay_network", facts=facts)
    doing.announce(LAYING, NetworkLaid(laid.authorities, laid.people))
    return laid


def _last(table: str) -> int:
    found = row(LAST.format(table))
    return int(found[0]) if found is not None else 0


def _next(rows: _Rows, table: str) -> int:
    rows.numbers[table] += 1
    return rows.numbers[table]


def _add(rows: _Rows, one: LaidAuthority) -> None:
    record, now = checked(one.record), rows.now
    number = _next(rows, "directory_authority")
    if record.external_id is not None:
        rows.by_key[record.external_id] = number
    past = one.past or LaidPast(now, now)
    rows.tables["directory_authority"].append((number, *_columns(record, past, now)))
    rows.tables["directory_access"] += [(module, role, number, AccessState.GRANTED, now) for module, role in one.roles]
    rows.tables["directory_competence"] += [(*competence, number) for competence in one.competences]
    rows.tables["directory_relation"] += [
        (number, module, kind, rows.by_key[key], chosen, now) for kind, module, key, chosen in one.relations
    ]
    for person in one.people:
        _add_person(rows, number, record.time_zone, person)


def _columns(record: AuthorityRecord, past: LaidPast, now: dt.datetime) -> Iterator[Any]:
    """Yield the columns of an authority after its number, in the order of the table."""
    yield from (new_ref(now), record.member, record.region, record.time_zone, record.kind, AuthorityState.REGISTERED)
    yield from (Jsonb(record.names), Jsonb(record.titles), record.acronym, list(record.languages))
    yield from (record.street, record.postcode, record.city, record.phone, record.email, record.website)
    keywords: Mapping[str, list[str]] = {language: list(words) for language, words in record.keywords.items()}
    yield from (Jsonb(record.opening), Jsonb(record.description), Jsonb(keywords), list(record.territory))
    yield from (record.public_contact, record.external_id, 1)
    began, confirmed = past.registered_at, past.confirmed_at
    yield from (began, began, confirmed, confirmed, past.mail_failed_at)


def _add_person(rows: _Rows, authority: int, zone: str, person: LaidPerson) -> None:
    user, now = _next(rows, "accounts_user"), rows.now
    membership = _next(rows, "directory_membership")
    chosen_at = now if person.password else None
    signed_in = person.signed_in or (None, None)
    names = (person.email, folded_address(person.email), person.name, person.language, zone)
    rows.tables["accounts_user"].append((user, new_ref(now), *names, person.password, chosen_at, now, *signed_in))
    rows.tables["directory_membership"].append((membership, user, authority, now))
    given = {Right("", RightName.BASIC), *person.rights}
    rows.tables["directory_right"] += [(membership, right.module, right.name) for right in sorted(given)]


def _copy(cursor: Cursor[Any], table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
        for one in rows:
            copy.write_row(one)
