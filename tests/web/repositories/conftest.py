from __future__ import annotations

import pytest

from counterpart.exchanges.actions.beginning import Written
from tests.repositories.registers import published
from tests.web.door import Door

OFFICES = {"anna": "PL", "eleni": "GR"}


@pytest.fixture
def offices(door: Door) -> Door:
    """Anna of a Polish office that keeps registers, and Eleni of a Greek one that consults them."""
    for name, member in OFFICES.items():
        door.others[name] = door.people.newcomer(member, ("registers", "authority"))[1]
    return door


@pytest.fixture
def register(offices: Door) -> Written:
    """The register of companies that Anna has published."""
    return published(offices.actor("anna"))
