"""Facts of repositories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class EntryLookedUp:
    """Somebody looked something up: where, why and whether there was a hit, never what they asked for."""

    TYPE: ClassVar[str] = "repository.looked_up"
    V: ClassVar[int] = 1
    module: str
    procedure: str
    lookup: str
    purpose: str
    hit: bool
