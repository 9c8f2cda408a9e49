"""Names and what stands behind them: how rooms make known what the worker does for them.

A room registers by a decorator when its modules are loaded (`foundation.loading`). Nothing is looked up by importing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """One kind of thing under names, in the order of the names."""

    def __init__(self, what: str) -> None:
        """Begin empty; `what` names the kind of thing in messages."""
        self._what = what
        self._things: dict[str, T] = {}

    def add(self, name: str, thing: T) -> None:
        """Register. Raises ValueError for a name that is taken: two rooms would undo each other's work."""
        if name in self._things:
            raise ValueError(f"two {self._what} are called {name!r}")
        self._things[name] = thing

    def get(self, name: str) -> T | None:
        """Return what has this name, None where there is none."""
        return self._things.get(name)

    def all(self) -> dict[str, T]:
        """Return everything by name, sorted."""
        return dict(sorted(self._things.items()))

    @contextmanager
    def only(self) -> Iterator[None]:
        """Begin empty for a block, and have everything back afterwards: for tests that register their own."""
        kept, self._things = self._things, {}
        try:
            yield
        finally:
            self._things = kept
