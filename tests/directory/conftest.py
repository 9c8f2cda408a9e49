"""What tests of the directory take back: the directory is kept from test to test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server


@pytest.fixture
def choices_taken_back(migrated: Server) -> Iterator[None]:
    """Forget afterwards what members chose: other stories begin with the defaults."""
    yield
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        owner.execute("delete from directory_switch")
