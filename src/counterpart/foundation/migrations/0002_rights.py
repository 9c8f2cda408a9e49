"""Who may do what with the tables of the foundation; the key store; the access log, cut into months."""

from __future__ import annotations

from django.db import migrations

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted

APPENDS = {Role.APP: "select, insert", Role.WORKER: "select, insert"}
WRITES = {Role.APP: "select, insert, update, delete", Role.WORKER: "select, insert, update, delete"}

KEYS = f"""
create schema vault;
grant usage on schema vault to {Role.VAULT};
create table vault.master(
  id smallint primary key, mark bytea not null, created_at timestamptz not null, retired_at timestamptz,
  destroyed_at timestamptz);
create table vault.key(
  ref uuid not null, key_class smallint not null, inside uuid, master smallint not null, wrapped bytea not null,
  created_at timestamptz not null, unique nulls not distinct (ref, key_class, inside));
create index key_by_master on vault.key(master);
create index key_by_age on vault.key(created_at);
create table vault.index_key(
  module text not null, epoch smallint not null, master smallint not null, wrapped bytea not null,
  created_at timestamptz not null, primary key(module, epoch));
grant select, insert, update, delete on vault.master, vault.key, vault.index_key to {Role.VAULT};
"""

ACCESS = f"""
create table foundation_access(
  at timestamptz not null, actor_ref uuid not null, authority_ref uuid, for_user_ref uuid, stream uuid,
  what smallint not null, classes smallint not null, by_right smallint not null, request_id uuid
) partition by range(at);
create table foundation_access_rest partition of foundation_access default;
create index foundation_access_at on foundation_access(at);
create index foundation_access_stream on foundation_access(stream, at);
create index foundation_access_actor on foundation_access(actor_ref, at);
grant insert on foundation_access to {Role.APP}, {Role.WORKER};
grant select on foundation_access to {Role.APP}, {Role.WORKER};
create function foundation_access_month(month date) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  name text := 'foundation_access_' || to_char(month, 'YYYYMM');
  begins timestamptz := date_trunc('month', month::timestamp) at time zone 'UTC';
  ends timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'UTC';
begin
  if to_regclass(name) is null then
    lock table foundation_access_rest in access exclusive mode;
    execute format('create table %I (like foundation_access including all)', name);
    execute format('with moved as (delete from foundation_access_rest where at >= %L and at < %L returning *) '
      'insert into %I select * from moved', begins, ends, name);
    execute format('alter table foundation_access attach partition %I for values from (%L) to (%L)', name, begins, ends);
  end if;
end $$;
revoke all on function foundation_access_month(date) from public;
grant execute on function foundation_access_month(date) to {Role.WORKER};
"""

SEQUENCE = f"""
create sequence foundation_fact_seq owned by foundation_fact.seq;
grant usage on sequence foundation_fact_seq to {Role.WORKER};
"""

PROCRASTINATE = f"""
do $$
declare name text;
begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename like 'procrastinate%' loop
    execute format('grant select, insert, update, delete on %I to {Role.APP}, {Role.WORKER}', name);
  end loop;
  for name in select sequencename from pg_sequences where schemaname = 'public' and sequencename like 'procrastinate%'
  loop
    execute format('grant usage, select on sequence %I to {Role.APP}, {Role.WORKER}', name);
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    """Grants, and what Django has no word for."""

    dependencies = [
        ("foundation", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        granted(
            {
                "foundation_log_entry": APPENDS,
                "foundation_stream": {Role.APP: "select, insert, update", Role.WORKER: "select, insert, update"},
                "foundation_anchor": {Role.APP: "select", Role.WORKER: "select, insert"},
                "foundation_anchor_head": {Role.APP: "select", Role.WORKER: "select, insert"},
                "foundation_fact": {Role.APP: "select, insert", Role.WORKER: "select, insert, update"},
                "foundation_consumer": {Role.APP: "select", Role.WORKER: "select, insert, update"},
                "foundation_delivery": WRITES,
                "foundation_duty": {Role.APP: "select", Role.WORKER: "select, insert, update"},
                "foundation_count": {Role.APP: "select, insert, update", Role.WORKER: "select, insert, update"},
                "django_migrations": {Role.APP: "select", Role.WORKER: "select"},
                "foundation_request": {Role.APP: "select, insert", Role.WORKER: "select, insert, delete"},
                "foundation_draft": WRITES,
                "foundation_file": WRITES,
            }
        ),
        migrations.RunSQL(KEYS, "drop schema vault cascade"),
        migrations.RunSQL(ACCESS, "drop function foundation_access_month(date); drop table foundation_access cascade"),
        migrations.RunSQL(SEQUENCE, "drop sequence foundation_fact_seq"),
        migrations.RunSQL(PROCRASTINATE, migrations.RunSQL.noop),
    ]
