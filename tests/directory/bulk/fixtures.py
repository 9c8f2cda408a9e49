"""Who hands in lists, and what they registered is taken back: the directory is kept from test to test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpart.foundation.actor import Actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server
from tests.network import Network

OURS = "(select id from directory_authority where external_id like 'lu-%')"
MEMBERS = f"(select id from directory_membership where authority_id in {OURS})"


@pytest.fixture
def coordinator(network: Network, database: Server) -> Iterator[Actor]:
    """The administrator of the national coordinator of Luxembourg."""
    yield network.administrator_of(network.national("LU"))
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute(f"delete from directory_right where membership_id in {MEMBERS}")
        owner.execute("delete from accounts_user where email like '%villette%'")
        for table in ("membership", "competence", "access", "relation", "posting", "former_name"):
            owner.execute(f"delete from directory_{table} where authority_id in {OURS}")
        owner.execute(f"delete from directory_authority where id in {OURS}")
