from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.foundation.scanning.scanner import Scanner, running_scanner


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanner]:
    """A real clamd, for all tests of this folder."""
    with running_scanner(tmp_path_factory.mktemp("clamd")) as running:
        yield running
