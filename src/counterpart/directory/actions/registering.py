"""Registers authorities and changes their records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from counterpart.core.errors import Conflict, Refused
from counterpart.directory.events import AuthorityChanged, AuthorityRegistered
from counterpart.directory.found import living
from counterpart.directory.kinds import AuthorityKind, AuthorityState, RelationKind
from counterpart.directory.permissions import Standing, must_manage, must_register
from counterpart.directory.queries.finding import stored_record
from counterpart.directory.records import FIXED, OFFICIAL, AuthorityRecord, changes, checked
from counterpart.directory.search.former import KEEP
from counterpart.directory.search.indexing import index_authorities
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref

REGISTER = """
insert into directory_authority(ref, country, region, tz, kind, state, names, titles, acronym, langs, street, postcode,
  city, phone, email, website, opening, description, keywords, territory, public_contact, external_id,
  record_version, registered_at, validated_at, changed_at, confirmed_at)
select %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 1, n, v, n, n
from (select %s::timestamptz, %s::timestamptz) as t(n, v)
on conflict do nothing returning id
"""
VALIDATED = """
insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)
values (%s, '', %s, %s, false, %s)
"""
CHANGE = """
update directory_authority set region = %s, tz = %s, names = %s, titles = %s, acronym = %s, langs = %s, street = %s,
  postcode = %s, city = %s, phone = %s, email = %s, website = %s, opening = %s, description = %s, keywords = %s,
  territory = %s, public_contact = %s, external_id = %s, record_version = record_version + 1,
  changed_at = %s, confirmed_at = %s, mail_failed_at = case when email = %s then mail_failed_at end where id = %s
"""

TAKEN = "select 1 from directory_authority where country = %s and external_id = %s and id <> %s"


@action("directory.register_authority")
def register_authority(doing: Doing, record: AuthorityRecord) -> UUID:
    """Register an authority and return its ref; who registers it becomes its validating coordinator.

    Raises Refused as `permissions.must_register`, Invalid as `records.checked`, Conflict `national_exists` for a second
    national coordinator of a member, or `external_id_taken`.
    """
    return registered(doing, record)[1]


def registered(doing: Doing, record: AuthorityRecord) -> tuple[int, UUID, Standing | None]:
    """Register one inside the action of another file; return its number, its ref and for whom the actor acts."""
    fit = checked(record)
    by = must_register(doing.actor, fit.kind, fit.member, fit.region)
    id_, ref = entered_record(doing, fit, AuthorityState.REGISTERED)
    validated_by(by, id_, doing)
    facts = {"member": fit.member, "kind": int(fit.kind)}
    doing.log(ref, EntryKind.ADMINISTRATION, action="register_authority", facts=facts)
    doing.announce(ref, AuthorityRegistered(fit.member, int(fit.kind)))
    index_authorities([id_])
    return id_, ref, by


def entered_record(doing: Doing, fit: AuthorityRecord, state: AuthorityState) -> tuple[int, UUID]:
    """Write down an authority that was checked, and return its number and ref. Raises Conflict as the action."""
    ref = new_ref(doing.now)
    head = [ref, fit.member, fit.region, fit.time_zone, fit.kind, state]
    validated = doing.now if state is AuthorityState.REGISTERED else None
    found = row(REGISTER, [*head, *_columns(fit), doing.now, validated])
    if found is None:
        national = fit.kind is AuthorityKind.NATIONAL and not fit.external_id
        raise Conflict("national_exists" if national else "external_id_taken", member=fit.member)
    return int(found[0]), ref


def validated_by(by: Standing | None, authority_id: int, doing: Doing) -> None:
    """Make who registers or validates an authority its validating coordinator; the operator is none."""
    if by is not None:
        run(VALIDATED, [authority_id, RelationKind.VALIDATING, by.id, doing.now])


@action("directory.change_record")
def change_record(doing: Doing, authority: UUID, record: AuthorityRecord, expected: int) -> int:
    """Change the record of an authority and return its new version; `expected` is the version that was read.

    Its own administrator changes everything but what it was validated with (official name, region, territory), which
    is its coordinator's. Raises NotFound, OutOfTurn, Refused (also `fixed_field`, `official_field`), Invalid, and
    Conflict `record_changed` when somebody else was faster, `external_id_taken`.
    """
    found = living(authority)
    by = must_manage(doing.actor, found)
    if found.record_version != expected:
        raise Conflict("record_changed", authority=str(authority), version=found.record_version)
    fit = checked(record)
    changed = changes(stored_record(authority).record, fit)
    if "external_id" in changed and row(TAKEN, [fit.member, fit.external_id, found.id]) is not None:
        raise Conflict("external_id_taken", field="external_id", member=fit.member)
    _must_be_free(changed, authority, by, found.id)
    if "names" in changed:
        run(KEEP, [doing.now, found.id])
    last = [doing.now, doing.now, fit.email, found.id]
    run(CHANGE, [fit.region, fit.time_zone, *_columns(fit), *last])
    doing.log(authority, EntryKind.ADMINISTRATION, action="change_record", facts={"fields": list(changed)})
    if changed:
        doing.announce(authority, AuthorityChanged(changed))
        index_authorities([found.id])
    return found.record_version + 1


def _must_be_free(changed: tuple[str, ...], authority: UUID, by: Standing | None, authority_id: int) -> None:
    for name in changed:
        if name in FIXED:
            raise Refused("fixed_field", field=name, authority=str(authority))
        if name in OFFICIAL and by is not None and by.id == authority_id and not by.powers.every_area:
            raise Refused("official_field", field=name, authority=str(authority))


def _columns(record: AuthorityRecord) -> list[Any]:
    """Return the fields in the order of both statements, from `names` on."""
    texts = [Jsonb(record.names), Jsonb(record.titles), record.acronym, list(record.languages)]
    place = [record.street, record.postcode, record.city, record.phone, record.email, record.website]
    more = [Jsonb(record.opening), Jsonb(record.description), Jsonb(_listed(record)), list(record.territory)]
    return [*texts, *place, *more, record.public_contact, record.external_id]


def _listed(record: AuthorityRecord) -> dict[str, list[str]]:
    return {language: list(words) for language, words in record.keywords.items()}
