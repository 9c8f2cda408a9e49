"""Who may use the tables of the exchanges, and which rows anybody sees: the second barrier under the permissions."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import migrations

from counterpart.exchanges.row_security import (
    ACCESS_SEEN,
    CONTENT,
    FILE,
    IN_FILE,
    INSIDE_SEEN,
    IS_LOCKED,
    LOCKED,
    OVERVIEW,
    lets_in,
)
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted, guarded, policy

ALL = "select, insert, update, delete"
BY_LEVEL = {
    "party": OVERVIEW,
    "allocation": OVERVIEW,
    "track": OVERVIEW,
    "turn": OVERVIEW,
    "deadline": OVERVIEW,
    "link": OVERVIEW,
    "content": CONTENT,
    "question": CONTENT,
    "facet": CONTENT,
    "blind": CONTENT,
}
TABLES = ("matter", "exchange", "access", *BY_LEVEL)
SEQUENCES = "exchanges_matter_id_seq, exchanges_exchange_id_seq"


def _policies() -> Iterator[migrations.RunSQL]:
    for name in TABLES:
        yield policy(f"exchanges_{name}", "works", Role.WORKER, "all", "true")
    yield policy("exchanges_access", "sees", Role.APP, "select", ACCESS_SEEN)
    yield from _written("access", f"exchange_id {IS_LOCKED}")
    for name, level in BY_LEVEL.items():
        seen = lets_in(f"exchanges_{name}.exchange_id", level)
        rule = f"({seen}) and ({INSIDE_SEEN})" if name == "content" else seen
        yield policy(f"exchanges_{name}", "sees", Role.APP, "select", rule)
        yield from _written(name, f"exchange_id {IS_LOCKED}")
    yield from _of_exchange()
    yield from _of_matter()


def _written(name: str, rule: str) -> Iterator[migrations.RunSQL]:
    for verb in ("insert", "update", "delete"):
        yield policy(f"exchanges_{name}", f"{verb}s", Role.APP, verb, rule)


def _of_exchange() -> Iterator[migrations.RunSQL]:
    """Whoever is let in may lock the row (which asks the policy for updates), and write it when it is locked."""
    seen = f"matter_id {IN_FILE} or {lets_in('exchanges_exchange.id')}"
    yield policy("exchanges_exchange", "sees", Role.APP, "select", seen)
    yield policy("exchanges_exchange", "inserts", Role.APP, "insert", f"id {IS_LOCKED}")
    yield migrations.RunSQL(
        f"create policy updates on exchanges_exchange for update to {Role.APP} using ({seen}) with check (id {IS_LOCKED})",
        "drop policy updates on exchanges_exchange",
    )


def _of_matter() -> Iterator[migrations.RunSQL]:
    seen = f"id {IN_FILE} or exists(select 1 from exchanges_exchange e where e.matter_id = exchanges_matter.id)"
    yield policy("exchanges_matter", "sees", Role.APP, "select", seen)
    yield policy("exchanges_matter", "inserts", Role.APP, "insert", f"id {IN_FILE}")
    yield migrations.RunSQL(
        f"create policy updates on exchanges_matter for update to {Role.APP} using ({seen}) with check (id {IN_FILE})",
        "drop policy updates on exchanges_matter",
    )


OPEN_WORK = f"""
create function exchanges_open_work(authority int, most int) returns int language sql stable security definer
set search_path = public, pg_temp as $$
  select count(*)::int from (
    select 1 from exchanges_party p join exchanges_exchange e on e.id = p.exchange_id
    where p.authority_id = authority and p.until_n is null and e.closed_at is null and e.erased_at is null
    limit most) found
$$;
revoke all on function exchanges_open_work(int, int) from public;
grant execute on function exchanges_open_work(int, int) to {Role.APP}, {Role.WORKER};
"""
"""Whoever ends an authority may not look into its exchanges, but has to be told that there are some: a number only."""


ENTER = f"""
create function exchanges_enter(wanted uuid, outsider uuid) returns boolean language sql volatile security definer
set search_path = public, pg_temp as $$
  select count(set_config('{LOCKED}', e.id::text, true) || set_config('{FILE}', e.matter_id::text, true)) > 0
  from exchanges_exchange e where e.ref = wanted and exists(
    select 1 from exchanges_party p where p.exchange_id = e.id and p.outside_ref = outsider and p.until_n is null)
$$;
revoke all on function exchanges_enter(uuid, uuid) from public;
grant execute on function exchanges_enter(uuid, uuid) to {Role.APP}, {Role.WORKER};
"""
"""Somebody outside the network has no authority that lets them in, only a seat of their own."""


class Migration(migrations.Migration):
    """Grants and policies."""

    dependencies = [("exchanges", "0002_work_and_content")]
    operations = [
        granted({f"exchanges_{name}": {Role.APP: ALL, Role.WORKER: ALL} for name in TABLES}),
        migrations.RunSQL(f"grant usage on sequence {SEQUENCES} to {Role.APP}, {Role.WORKER}", migrations.RunSQL.noop),
        guarded([f"exchanges_{name}" for name in TABLES]),
        *_policies(),
        migrations.RunSQL(ENTER, "drop function exchanges_enter(uuid, uuid)"),
        migrations.RunSQL(OPEN_WORK, "drop function exchanges_open_work(int, int)"),
    ]
