"""Who takes part: the players, the seats they hold, and the places where machines run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SYSTEM = "system"
"""The party of what nobody does: the clock, a condition that came true, a signal, a register's answer."""

OPERATOR = "operator"
"""Whom an escalation reaches when no party of its list is present: the operator's desk."""


@dataclass(frozen=True, slots=True, order=True)
class Player:
    """One authority (or person without an account) that takes part; names of the profile and refs, never data.

    `member` is the code of its member of the network, empty for somebody outside. `authority` is its ref, empty where
    only the member is known so far. `zone` is the authority's own time zone where it is not that of the member.
    """

    member: str = ""
    authority: str = ""
    zone: str = ""

    @property
    def name(self) -> str:
        """Return `PL`, or `PL/ref`: under this name its switches are kept."""
        return f"{self.member}/{self.authority}" if self.authority else self.member

    def same_as(self, other: Player) -> bool:
        """Say whether both may be the same: one member, and no two different authorities."""
        if self.member and other.member and self.member != other.member:
            return False
        if self.authority and other.authority:
            return self.authority == other.authority
        return self.member == other.member


class Place(NamedTuple):
    """Where something runs or waits: the main machine (all empty), a row of a track in its round, or a clock."""

    track: str = ""
    key: str = ""
    round: int = 0
    clock: str = ""

    def __str__(self) -> str:
        """Return the place as scenarios write it: `delivery/DK`, `clock host`, nothing for the main machine."""
        if self.clock:
            return f"clock {self.clock}"
        return f"{self.track}/{self.key}" if self.track else ""


MAIN = Place()

RowKey = tuple[str, str]
"""Track and key of a row of the newest round."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A player in a party. `through` is the row that made it one (a dissemination), `MAIN` otherwise."""

    player: Player
    through: Place = MAIN
