"""A row of a list that is being written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from counterpart.directory.bulk.planned import Planned


@dataclass(slots=True)
class Written:
    """A row with the number and ref of its authority. `coordinator` is who listed it, or who is above it.

    `user` is the ref of its first person; `relations` are those that were added: policy area and kind.
    """

    planned: Planned
    id: int
    ref: UUID
    coordinator: int | None = None
    user: UUID | None = None
    relations: list[tuple[str, int]] = field(default_factory=list)

    @property
    def new(self) -> bool:
        """Whether it was registered by this list."""
        return self.planned.known is None
