from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server
from tests.network import Network
from tests.web.journeys.families.company import Office, taking_part
from tests.web.journeys.house import House
from tests.web.visitors import give_passwords

Bring = Callable[..., None]


@pytest.fixture
def bring(house: House, network: Network, migrated: Server) -> Iterator[Bring]:
    """Have offices take part in a story: each story brings its own."""
    with sign_in(migrated.parameters(Role.OWNER)) as owner:
        owner.autocommit = True
        with taking_part(owner, network) as take_part:

            def brought(*offices: Office) -> None:
                take_part(*offices)
                give_passwords(migrated)

            yield brought
