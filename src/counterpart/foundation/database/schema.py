"""Which migrations the tables have and which they lack; and migrating, as the owner.

Releases expand the tables first and contract them a release later, so the code of a release runs on its own tables and
on those of the next one. It never migrates them back, and never touches tables of a release that it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate as django_migrate
from django.db import DatabaseError, connections
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.trouble import DatabaseTrouble

ONE_AT_A_TIME = 0x6D69677261746564
"""Key of the advisory lock under which tables are migrated ("migrated")."""

Tell = Callable[[str, int, int], None]
"""Told of each migration before it begins: its name, the how-manieth it is, and of how many."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Migrations by name (`foundation.0001_initial`): those due, in order, and those of a newer Counterpart."""

    due: tuple[str, ...]
    newer: tuple[str, ...]
    fresh: bool
    """There are no tables at all yet."""


def schema_of(alias: str = Role.OWNER.alias) -> Schema:
    """Compare the tables with this release. Other roles than the owner may ask once the first migration has run."""
    executor = MigrationExecutor(connections[alias])
    loader = executor.loader
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    return Schema(tuple(_name(migration) for migration, _ in plan), _newer(loader), not loader.applied_migrations)


def migrate(tell: Tell) -> tuple[str, ...]:
    """Bring the tables up to this release; return the migrations that were applied, in order.

    Each is done whole or not at all. Raises DatabaseTrouble: somebody else is migrating, the tables are those of a
    newer Counterpart, or a migration failed; those before it are done.
    """
    with _alone():
        schema = schema_of()
        if schema.newer:
            raise DatabaseTrouble("database.newer_tables", migration=schema.newer[-1])
        if schema.due:
            command = _Telling(schema.due, tell)
            try:
                call_command(command, database=Role.OWNER.alias, verbosity=0, interactive=False)
            except DatabaseError as error:
                raise _failed(command.current, error) from error
    return schema.due


class _Telling(django_migrate.Command):
    """Django's own command, which tells of each migration."""

    def __init__(self, due: tuple[str, ...], tell: Tell) -> None:
        super().__init__()
        self._due, self._tell = due, tell
        self.current = ""

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Tell of a migration when it begins; called by Django."""
        if action == "apply_start" and migration is not None and not fake:
            self.current = _name(migration)
            self._tell(self.current, self._due.index(self.current) + 1, len(self._due))


@contextmanager
def _alone() -> Iterator[None]:
    """Keep others from migrating for a block; the lock ends with the connection in any case."""
    connection = connections[Role.OWNER.alias]
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        if cursor.fetchone() != (True,):
            raise DatabaseTrouble("database.migrating")
    try:
        yield
    finally:
        connection.close()


def _failed(migration: str, error: DatabaseError) -> DatabaseTrouble:
    said = next(iter(str(error).splitlines()), type(error).__name__)
    return DatabaseTrouble("database.migration_failed", migration=migration or "the first", said=said)


def _newer(loader: MigrationLoader) -> tuple[str, ...]:
    """Return what was applied and is not in this release, nor stands in it under the name of what replaced it."""
    disk = loader.disk_migrations or {}
    replaced = {key for migration in disk.values() for key in migration.replaces}
    unknown = [key for key in loader.applied_migrations or {} if key not in disk and key not in replaced]
    return tuple(sorted(f"{app}.{name}" for app, name in unknown if app in loader.migrated_apps))


def _name(migration: Migration) -> str:
    return f"{migration.app_label}.{migration.name}"
