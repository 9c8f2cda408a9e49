"""Opening the tables for a command, while the server goes away under it."""

from __future__ import annotations

import pytest
from django.db import connections

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.tables import open_tables
from tests.database.servers import Server


def test_a_server_that_goes_away_while_the_tables_are_looked_at_does_not_answer(database: Server) -> None:
    connection = connections[Role.WORKER.alias]
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        [pid] = cursor.fetchone() or (0,)
    with sign_in(database.superuser) as superuser:
        superuser.execute("select pg_terminate_backend(%s, 5000)", [pid])
    try:
        with pytest.raises(DatabaseTrouble, match="unreachable") as told:
            open_tables(Role.WORKER)
        assert told.value.parameters["user"] == Role.WORKER
    finally:
        connection.close()
    assert open_tables(Role.WORKER) == database.addresses
