"""What is to be done with the rows of a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpart.accounts.users import NewUser
from counterpart.directory.bulk.knowing import Known, ListName, Role
from counterpart.directory.records import AuthorityRecord


@dataclass(slots=True)
class Planned:
    """What is to be done with one row; `known` is None for an authority that is new."""

    row: int
    record: AuthorityRecord
    known: Known | None
    changed: tuple[str, ...] = ()
    granted: list[Role] = field(default_factory=list)
    suspended: list[Role] = field(default_factory=list)
    competences: dict[ListName, tuple[str, ...]] = field(default_factory=dict)
    user: NewUser | None = None

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        done = self.changed or self.granted or self.suspended or self.competences or self.user
        return self.known is not None and not done


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows that something is to be done with, and how many stand in the directory as they are listed."""

    rows: tuple[Planned, ...]
    same: int
    above: dict[tuple[str, str | None], int]
