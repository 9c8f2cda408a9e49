"""Grants and policies of a table, said in the migration that makes it: a table without them is closed to all."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import migrations

from counterpart.foundation.database.addresses import Role

Grants = Mapping[Role, str]
"""For each role the verbs that it may use on a table: `select, insert`."""


def granted(tables: Mapping[str, Grants]) -> migrations.RunSQL:
    """Return the operation that lets roles use tables. Taken back it does nothing: the tables go, too."""
    statements = (
        f"grant {verbs} on {table} to {role}" for table, grants in tables.items() for role, verbs in grants.items()
    )
    return migrations.RunSQL("; ".join(statements), migrations.RunSQL.noop)


def guarded(tables: Collection[str]) -> migrations.RunSQL:
    """Return the operation that switches row-level security on: from then on nothing is seen without a policy."""
    return migrations.RunSQL(
        "; ".join(f"alter table {table} enable row level security" for table in tables),
        "; ".join(f"alter table {table} disable row level security" for table in tables),
    )


def policy(table: str, name: str, role: Role, verb: str, rule: str) -> migrations.RunSQL:
    """Return the operation that adds a policy: `verb` is select, insert, update, delete or all.

    `rule` says which rows are seen (select, delete), may be written (insert), or both (update, all).
    """
    using = f"using ({rule})" if verb != "insert" else ""
    check = f"with check ({rule})" if verb in {"insert", "update", "all"} else ""
    return migrations.RunSQL(
        f"create policy {name} on {table} for {verb} to {role} {using} {check}", f"drop policy {name} on {table}"
    )
