"""Dice that fall the same way for the same words, on every machine and in every version of Python.

The generator is SplitMix64 (Steele, Lea and Flood 2014); it is seeded by a digest of the words. It decides which
municipality takes part and what an official is called, never anything that must not be guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Thing = TypeVar("Thing")

WIDTH = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15


class Dice:
    """One row of throws, begun by words such as the seed and the key of an authority."""

    __slots__ = ("_state",)

    def __init__(self, *words: object) -> None:
        """Begin the row that belongs to these words."""
        digest = blake2b("/".join(map(str, words)).encode(), digest_size=8).digest()
        self._state = int.from_bytes(digest, "big")

    def below(self, limit: int) -> int:
        """Return a number from 0 up to, not including, the limit, which is far below 2**64."""
        self._state = (self._state + STEP) & WIDTH
        mixed = self._state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & WIDTH
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & WIDTH
        return (mixed ^ (mixed >> 31)) % limit

    def one(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """Return so many of the things (all, if there are fewer), in the order in which they are drawn."""
        left = list(things)
        count = min(count, len(left))
        for place in range(count):
            other = place + self.below(len(left) - place)
            left[place], left[other] = left[other], left[place]
        return left[:count]
