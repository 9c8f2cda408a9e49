"""The database has the same layers as the code; every table has an owner, grants, and a word on what is personal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import SERVING, sign_in
from counterpart.foundation.personal import Column, Personal, columns
from tests.architecture.guards import tables
from tests.architecture.guards.files import ROOT
from tests.architecture.guards.tables import Key, against_layers, floors_of, ownerless, room_of_module, undeclared
from tests.architecture.test_layers import CONTRACTS
from tests.database.servers import Server

[LAYERS] = [contract["layers"] for contract in CONTRACTS if contract["id"] == "house"]
FLOORS = floors_of(LAYERS)
ROOMS = sorted(
    path.parent.name for path in (ROOT / "src" / "counterpart").glob("*/migrations") if any(path.glob("0*.py"))
)
COLUMNS = """
select case nspname when 'public' then relname else nspname || '.' || relname end, array_agg(attname::text)
from pg_class c join pg_namespace n on n.oid = relnamespace
join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped
where nspname in ('public', 'vault') and relkind in ('r', 'p', 'm', 'v') and not relispartition
and relname not like 'trial%' group by 1
"""
KEYS = """
select conrelid::regclass::text, confrelid::regclass::text, conname from pg_constraint where contype = 'f'
and conparentid = 0
"""
GRANTED = """
select exists(select from unnest(%s::text[]) as role where has_table_privilege(role, %s, 'select, insert, update'))
"""


def stored(server: Server) -> dict[str, list[str]]:
    with sign_in(server.superuser) as connection:
        found: Sequence[Any] = connection.execute(COLUMNS).fetchall()
    return dict(found)


def keys_of_models() -> list[Key]:
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                other = field.remote_field.model.__module__
                where = f"{model._meta.db_table}.{field.name}"
                found.append(Key(room_of_module(model.__module__), room_of_module(other), where))
    return found


def dependencies_of_migrations() -> list[Key]:
    modules = {config.label: config.name for config in apps.get_app_configs()}
    loader = MigrationLoader(None)
    return [
        Key(room_of_module(modules[label]), room_of_module(modules[other]), f"{label}.{name}")
        for (label, name), migration in (loader.disk_migrations or {}).items()
        for other, _ in migration.dependencies
        if room_of_module(modules[other]) in FLOORS
    ]


def test_no_foreign_key_of_a_model_leads_upward_or_sideways() -> None:
    assert against_layers(keys_of_models(), FLOORS) == []


def test_no_migration_depends_on_a_room_above_or_beside_it() -> None:
    found = dependencies_of_migrations()
    assert found
    assert against_layers(found, FLOORS) == []


def test_no_foreign_key_in_the_database_leads_upward_or_sideways(migrated: Server) -> None:
    with sign_in(migrated.superuser) as connection:
        found: Sequence[Any] = connection.execute(KEYS).fetchall()
    assert found
    keys = [Key(tables.room_of_table(one), tables.room_of_table(other), f"{one}: {name}") for one, other, name in found]
    assert against_layers(keys, FLOORS) == []


@pytest.mark.parametrize(
    ("room", "other"),
    [("foundation", "accounts"), ("accounts", "modules"), ("directory", "exchanges"), ("accounts", "procrastinate")],
)
def test_a_key_upward_or_sideways_is_found(room: str, other: str) -> None:
    assert len(against_layers([Key(room, other, "x")], FLOORS)) == 1
    assert not against_layers(
        [Key("exchanges", "directory", "x"), Key(room, room, "x"), Key("django", room, "x")], FLOORS
    )


def test_every_table_has_a_model_or_stands_on_the_list(migrated: Server) -> None:
    modelled = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    assert ownerless(stored(migrated), modelled, FLOORS) == []


def test_every_table_without_a_model_that_is_listed_exists(migrated: Server) -> None:
    assert set(stored(migrated)) >= tables.WITHOUT_MODEL


def test_a_table_of_nobody_is_found() -> None:
    assert ownerless(["foundation_x", "cellar_y", "django_migrations"], ["cellar_y"], FLOORS) == [
        "foundation_x has no model",
        "cellar_y is named after no room",
    ]


def test_every_table_can_be_used_by_somebody_who_serves(migrated: Server) -> None:
    roles = [str(role) for role in SERVING]
    with sign_in(migrated.superuser) as connection:
        found = [
            table for table in stored(migrated) if connection.execute(GRANTED, [roles, table]).fetchone() != (True,)
        ]
    assert found == []


def test_a_table_without_grants_is_found(migrated: Server) -> None:
    roles = [str(role) for role in SERVING]
    with sign_in(migrated.parameters(Role.OWNER)) as connection, connection.transaction(force_rollback=True):
        connection.execute("create table foundation_closed(x int)")
        assert connection.execute(GRANTED, [roles, "foundation_closed"]).fetchone() == (False,)
        connection.execute("grant update on foundation_closed to counterpart_vault")
        assert connection.execute(GRANTED, [roles, "foundation_closed"]).fetchone() == (True,)


@pytest.mark.parametrize("room", ROOMS)
def test_every_column_says_whether_it_is_personal(migrated: Server, room: str) -> None:
    declared: Mapping[str, Mapping[str, Column]] = import_string(f"counterpart.{room}.retention.PERSONAL")
    assert isinstance(declared, Mapping), f"counterpart.{room}.retention.PERSONAL: see counterpart.foundation.personal"
    assert undeclared(stored(migrated), declared, room) == []


def test_a_column_that_nobody_thought_about_is_found() -> None:
    declared = {
        "notices_mail": columns(no="id", clear={"address": "deleted when it was sent"}),
        "notices_gone": columns(no="x"),
    }
    has = {"notices_mail": ["id", "body"], "directory_right": ["id"]}
    assert undeclared(has, declared, "notices") == [
        "notices_gone.x is declared and does not exist",
        "notices_mail.body: is it personal?",
        "notices_mail.address is declared and does not exist",
    ]


def test_a_declaration_says_each_column_once_and_how_what_is_in_clear_ends() -> None:
    said = columns(no="id at", ref="user_ref", sealed="label", keyed={"token": "a"}, clear={"name": "b"})
    assert {name: column.personal for name, column in said.items()} == {
        "id": Personal.NO,
        "at": Personal.NO,
        "user_ref": Personal.REF,
        "label": Personal.SEALED,
        "token": Personal.KEYED,
        "name": Personal.CLEAR,
    }
    assert said["name"].ends == "b"
    with pytest.raises(ValueError, match="id is declared twice"):
        columns(no="id", ref="id")
    with pytest.raises(ValueError, match="not said how the column name ends"):
        columns(clear={"name": ""})


def test_each_room_with_tables_is_looked_at() -> None:
    assert "foundation" in ROOMS
    assert set(ROOMS) == {
        config.name.removeprefix(tables.OURS) for config in apps.get_app_configs() if tables.OURS in config.name
    }
