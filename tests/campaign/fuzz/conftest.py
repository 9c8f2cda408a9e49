from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaign.fuzz.places import Place, built


@pytest.fixture(scope="session")
def kept_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The place that all tests of a process share; each restores the module first."""
    before, variable = Path.cwd(), os.environ.get("COUNTERPART_AREAS")
    folder = tmp_path_factory.mktemp("fuzz")
    os.environ["COUNTERPART_AREAS"] = str(folder / "areas")
    yield built(folder)
    os.chdir(before)
    if variable is None:
        del os.environ["COUNTERPART_AREAS"]
    else:
        os.environ["COUNTERPART_AREAS"] = variable


@pytest.fixture
def place(kept_place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The place with a sound module, and the call happens in it."""
    monkeypatch.chdir(kept_place.folder)
    kept_place.restore()
    return kept_place
