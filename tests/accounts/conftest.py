"""What tests of accounts take back: users are kept from test to test, and others do not reckon with an erased one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server

LATER_ONES = "delete from accounts_user where id > %s"


@pytest.fixture(autouse=True)
def users_taken_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget afterwards who was registered in a test."""
    if "database" not in request.fixturenames:
        yield
        return
    server: Server = request.getfixturevalue("database")
    with sign_in(server.parameters(Role.OWNER)) as owner:
        [most] = owner.execute("select coalesce(max(id), 0) from accounts_user").fetchone() or (0,)
    yield
    with sign_in(server.parameters(Role.OWNER)) as owner:
        owner.execute(LATER_ONES, [most])
