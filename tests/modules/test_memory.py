"""What is kept in memory is bounded, and believed no longer than an edition lasts."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.modules import memory
from counterpart.modules.memory import Kept
from tests.database.servers import Server
from tests.modules.permits import installed


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.keep("a", 1)
    kept.keep("b", 2)
    assert kept.get("a") == 1
    kept.keep("c", 3)
    assert [kept.get(key) for key in "abc"] == [1, None, 3]


def test_all_memories_are_empty_once_something_was_changed_here() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.keep("a", 1)
    memory.forget()
    assert kept.get("a") is None


def test_an_installation_by_this_process_is_known_at_once(modules: Server, areas: Path) -> None:
    assert memory.edition() == 0
    installed(areas)
    assert memory.edition() == 1


def test_an_installation_by_another_process_is_known_after_a_while(
    modules: Server, areas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(areas)
    assert memory.edition() == 1
    with as_actor([]):
        run("update modules_edition set n = 2")
    assert memory.edition() == 1
    monkeypatch.setattr(memory, "SECONDS", -1.0)
    with memory.steady():
        assert memory.edition() == 1
    assert memory.edition() == 2


def test_nothing_is_known_before_the_first_look(modules: Server, areas: Path) -> None:
    assert memory.known_edition() is None
    memory.edition()
    assert memory.known_edition() == 0
