"""The arithmetic of this room needs no server, and vault and log do not know each other."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.guards import shape
from tests.architecture.guards.files import Source, parsed, python_sources

ROOM = "src/counterpart/foundation"
PLAIN = ("actor", "clock", "layout", "numbers", "refs", "log", "vault")
# What lays tables under the arithmetic stands here once it exists, one name each.
ON_THE_DATABASE = frozenset(
    {
        f"{ROOM}/log/anchoring.py",
        f"{ROOM}/log/inspecting.py",
        f"{ROOM}/log/store.py",
        f"{ROOM}/vault/at_hand.py",
        f"{ROOM}/vault/indexing.py",
        f"{ROOM}/vault/master_renewal.py",
        f"{ROOM}/vault/masters_at_hand.py",
        f"{ROOM}/vault/standing.py",
        f"{ROOM}/vault/store.py",
    }
)


def plain_sources() -> list[Source]:
    sources = [source for source in python_sources(ROOM) if source.path.split("/")[3].removesuffix(".py") in PLAIN]
    return [source for source in sources if source.path not in ON_THE_DATABASE]


def strangers_met(source: Source) -> list[str]:
    """Find imports of the log in the vault, and of the vault in the log."""
    here = source.path.split("/")[3]
    forbidden = {"vault": "counterpart.foundation.log", "log": "counterpart.foundation.vault"}.get(here, "-")
    modules = [node.module or "" for node in ast.walk(source.tree) if isinstance(node, ast.ImportFrom)]
    return [module for module in modules if module.startswith(forbidden)]


def test_the_arithmetic_imports_neither_django_nor_a_database_driver() -> None:
    assert len(plain_sources()) > 20
    assert [breach for source in plain_sources() for breach in shape.foreign_imports(source)] == []


def test_the_vault_and_the_log_are_strangers() -> None:
    assert [module for source in plain_sources() for module in strangers_met(source)] == []


@pytest.mark.parametrize(("here", "there"), [("vault", "log"), ("log", "vault")])
def test_strangers_that_meet_are_found(here: str, there: str) -> None:
    assert strangers_met(parsed(f"from counterpart.foundation.{there}.x import y", f"{ROOM}/{here}/x.py"))
