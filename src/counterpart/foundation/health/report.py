"""How the installation is, in plain words: what was looked at, how bad it is, and what to do."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counterpart.foundation.registry import Registry


class Level(enum.IntEnum):
    """How bad it is; a report is as bad as its worst line."""

    WELL = 0
    SOON = 1
    """Works, but somebody should look at it."""
    WRONG = 2
    """Something does not work."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at: a sentence, and what to do where something is to be done."""

    level: Level
    subject: str
    sentence: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was looked at, at one moment."""

    at: dt.datetime
    lines: tuple[Line, ...]

    @property
    def level(self) -> Level:
        """Return the worst."""
        return max((line.level for line in self.lines), default=Level.WELL)


Look = Callable[[dt.datetime], Sequence[Line]]

CHECKS: Registry[Look] = Registry("checks of health")


def check(name: str) -> Callable[[Look], Look]:
    """Register something to look at: a function that returns lines, at least one, also when all is well.

    It opens its own transaction, read-only, of any role, and takes milliseconds. Its words hold nothing personal.
    """

    def register(look: Look) -> Look:
        CHECKS.add(name, look)
        return look

    return register


def well(subject: str, sentence: str) -> Line:
    """Return a line that says that all is well."""
    return Line(Level.WELL, subject, sentence)


def in_words(span: dt.timedelta) -> str:
    """Return how long something is: `3 minutes`, `2 days`."""
    seconds = max(int(span.total_seconds()), 0)
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            return amount(seconds // size, word)
    return amount(seconds, "second")


def amount(number: int, word: str) -> str:
    """Return a number of things: `1 fact`, `2 facts`."""
    plural = f"{word[:-1]}ies" if word.endswith("y") and not word.endswith("ay") else f"{word}s"
    return f"{number} {word if number == 1 else plural}"
