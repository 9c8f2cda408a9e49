"""Keys and data are apart: who reads one cannot read the other."""

from __future__ import annotations

import psycopg
import pytest

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server

PUBLIC = "select tablename from pg_tables where schemaname = 'public' and tablename like 'foundation_%'"


@pytest.mark.parametrize("role", [Role.APP, Role.WORKER, Role.REPORT])
@pytest.mark.parametrize("table", ["vault.key", "vault.index_key", "vault.master"])
def test_nobody_but_the_vault_reads_keys(database: Server, role: Role, table: str) -> None:
    with sign_in(database.parameters(role)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"select * from {table}".encode())


def test_the_vault_reads_no_table_of_data(database: Server) -> None:
    with sign_in(database.parameters(Role.VAULT)) as connection:
        tables = [str(name) for (name,) in connection.execute(PUBLIC.encode()).fetchall()]
        readable = [
            name
            for name in tables
            if connection.execute(
                b"select has_table_privilege(%s, 'select, insert, update, delete')", [name]
            ).fetchone()
            != (False,)
        ]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(b"select * from foundation_draft")
    assert len(tables) > 5
    assert readable == []
