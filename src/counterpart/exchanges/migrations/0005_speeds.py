"""How fast exchanges go: sums by figure, member, authority and month. And how a leaver's exchanges are reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

from counterpart.exchanges.row_security import LOCKED
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted, guarded, policy

SUM = ("authority_id", "month", "module", "figure", "member", "item")
WRITES = "select, insert, update, delete"


def _key(*fields: str) -> models.CompositePrimaryKey:
    return models.CompositePrimaryKey(*fields, blank=True, editable=False, primary_key=True, serialize=False)


ENTER = f"""
create function exchanges_enter_given(leaver int, authority int) returns int language sql volatile security definer
set search_path = public, pg_temp as $$
  select count(*)::int from (
    select set_config('{LOCKED}', string_agg(distinct a.exchange_id::text, ','), true)
    from exchanges_allocation a where a.user_id = leaver and a.authority_id = authority and a.until is null) named
$$;
revoke all on function exchanges_enter_given(int, int) from public;
grant execute on function exchanges_enter_given(int, int) to {Role.APP}, {Role.WORKER};
"""
"""Whoever lets somebody go may not look into their exchanges, but has to take them from their hands."""


class Migration(migrations.Migration):
    """Makes the tables; sums tell of no exchange, so whoever has an account may read them."""

    dependencies: ClassVar = [("exchanges", "0004_open_and_late")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Speed",
            fields=[
                ("pk", _key(*SUM)),
                ("module", models.TextField()),
                ("figure", models.TextField()),
                ("member", models.TextField()),
                ("authority_id", models.IntegerField()),
                ("month", models.DateField()),
                ("item", models.TextField()),
                ("n", models.IntegerField()),
                ("total", models.IntegerField()),
            ],
            options={"db_table": "exchanges_speed"},
        ),
        migrations.CreateModel(
            name="Counted",
            fields=[
                ("pk", _key("exchange_id", "figure")),
                ("exchange_id", models.BigIntegerField()),
                ("figure", models.TextField()),
            ],
            options={"db_table": "exchanges_counted"},
        ),
        granted(
            {"exchanges_speed": {Role.APP: "select", Role.WORKER: WRITES}, "exchanges_counted": {Role.WORKER: WRITES}}
        ),
        guarded(["exchanges_speed", "exchanges_counted"]),
        policy("exchanges_speed", "works", Role.WORKER, "all", "true"),
        policy("exchanges_counted", "works", Role.WORKER, "all", "true"),
        policy("exchanges_speed", "sees", Role.APP, "select", "true"),
        migrations.RunSQL(ENTER, "drop function exchanges_enter_given(int, int)"),
    ]
