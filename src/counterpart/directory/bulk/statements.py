"""Records as rows of many: what goes to the server as one value, and comes out of it as columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from counterpart.directory.records import AuthorityRecord

COLUMNS = (
    "region text, tz text, names jsonb, titles jsonb, acronym text, langs text[], street text, postcode text, "
    "city text, phone text, email text, website text, opening jsonb, description jsonb, keywords jsonb, "
    "territory text[], public_contact boolean, external_id text"
)
NAMES = ", ".join(column.partition(" ")[0] for column in COLUMNS.split(", "))
_SET = ", ".join(f"{name} = r.{name}" for name in NAMES.split(", "))

REGISTER = f"""
insert into directory_authority(ref, country, kind, state, {NAMES}, record_version, registered_at, validated_at,
  changed_at, confirmed_at)
select ref, country, kind, %s, {NAMES}, 1, n, n, n, n
from (select %s::timestamptz) as t(n),
  jsonb_to_recordset(%s) as r(ref uuid, country text, kind smallint, {COLUMNS})
on conflict do nothing returning ref, id
"""  # noqa: S608  text of ours
CHANGE = f"""
update directory_authority a set {_SET}, record_version = record_version + 1, changed_at = n, confirmed_at = n,
  mail_failed_at = case when a.email = r.email then a.mail_failed_at end
from (select %s::timestamptz) as t(n), jsonb_to_recordset(%s) as r(id int, {COLUMNS}) where a.id = r.id
"""  # noqa: S608  text of ours
KEEP_NAMES = """
insert into directory_former_name(authority_id, names, until)
select a.id, a.names, %s from directory_authority a where a.id = any(array(select unnest(%s::int[])))
"""


def as_json(records: Iterable[tuple[AuthorityRecord, int | UUID]]) -> Jsonb:
    """Return records with the number (of one that stands) or the ref (of a new one) as one value."""
    return Jsonb([_row(record, name) for record, name in records])


def _row(record: AuthorityRecord, name: int | UUID) -> dict[str, Any]:
    key = {"ref": str(name)} if isinstance(name, UUID) else {"id": name}
    return key | {
        "country": record.member, "kind": int(record.kind), "region": record.region, "tz": record.time_zone,
        "names": record.names, "titles": record.titles, "acronym": record.acronym, "langs": record.languages,
        "street": record.street, "postcode": record.postcode, "city": record.city, "phone": record.phone,
        "email": record.email, "website": record.website, "opening": record.opening,
        "description": record.description, "keywords": record.keywords, "territory": record.territory,
        "public_contact": record.public_contact, "external_id": record.external_id,
    }  # fmt: skip
