"""What a scan may end with."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from counterpart.core.errors import Refused

_UNPLAIN = re.compile(r"[^A-Za-z0-9._/:-]")
LONGEST_RULE = 100
LOCKED = ("Heuristics.Encrypted",)
UNFATHOMED = ("Heuristics.Limits.Exceeded",)
"""Rules of ClamAV for what it could not look into: by a password, or because it unpacks to too much."""


class Doubt(enum.StrEnum):
    """Why a scan came to no end; the words are stored."""

    AWAY = "away"
    """Nobody listens there."""
    SLOW = "slow"
    """It did not take the file, or did not answer, in time."""
    UNCLEAR = "unclear"
    """It answered with something that is neither of its two answers."""
    TOO_LARGE = "too_large"
    """It takes no file of that size (`StreamMaxLength`)."""
    BROKEN = "broken"
    """It went away in the middle."""


class Harmful(Refused):
    """A file is not taken because of what a scanner found; `rule` is what that is called."""

    def __init__(self, code: str, rule: str) -> None:
        """Keep the rule beside the code."""
        self.rule = rule
        super().__init__(code, rule=rule)


@dataclass(frozen=True, slots=True)
class Found:
    """Something was found; `rule` is what ClamAV calls it, shortened to plain characters."""

    rule: str

    @property
    def refusal(self) -> Harmful:
        """Say why such a file is not taken: harmful, locked by a password, or packed so that nobody can look inside."""
        if self.rule.startswith(LOCKED):
            return Harmful("file_locked", self.rule)
        if self.rule.startswith(UNFATHOMED):
            return Harmful("file_unfathomed", self.rule)
        return Harmful("file_infected", self.rule)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Everything was looked at and nothing was found."""


Verdict = Found | Nothing | Doubt


def found(rule: str) -> Found:
    """Return what was found, of whatever a scanner calls it."""
    return Found(_UNPLAIN.sub("_", rule)[:LONGEST_RULE] or "unnamed")
