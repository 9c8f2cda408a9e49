"""What every shelf for files does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol
from uuid import UUID

from counterpart.core.errors import CounterpartError


class NoSpace(CounterpartError):
    """The disk is full; nothing of the file was kept."""


class Shelf(Protocol):
    """Where sealed files lie. `name` stands in the row of each, so that a file is found after a move to another."""

    name: str

    def write(self, ref: UUID, pieces: Iterable[bytes]) -> None:
        """Write a file, whole or not at all; raises whatever the pieces raise."""

    def read(self, ref: UUID) -> Iterator[bytes]:
        """Return the pieces of a file. Raises NotFound, at once."""

    def remove(self, ref: UUID) -> None:
        """Remove a file, and what there is of one that was cut off. Harmless twice."""
