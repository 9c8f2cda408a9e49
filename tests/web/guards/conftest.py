from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterpart.foundation.health import Level
from tests.network import Network
from tests.web.guards.story import Story, told
from tests.web.test_health import standing


@pytest.fixture
def story(people: Network) -> Iterator[Story]:
    """The request with something secret at each place of it, in an installation in which everything works."""
    with standing(Level.WELL):
        yield told(people)
