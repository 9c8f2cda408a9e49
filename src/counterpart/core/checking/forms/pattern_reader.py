"""Reading a regular expression into a small tree, to judge how long matching may take.

Only what patterns of fields need: characters, classes, groups, alternatives, repetition, anchors. What Python knows
beside it (look-around, references, flags) is refused: a register with another engine could not follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OTHER = 128
"""Stands in sets of characters for everything beyond ASCII."""

ALL = frozenset(range(OTHER + 1))
_DIGITS = frozenset(range(ord("0"), ord("9") + 1))
_LETTERS = frozenset(code for code in range(OTHER) if chr(code).isalpha())
_CLASSES = {
    "d": _DIGITS | {OTHER},
    "w": _DIGITS | _LETTERS | {ord("_"), OTHER},
    "s": frozenset(map(ord, " \t\n\r\f\v")) | {OTHER},
}
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}
_REPEATED = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")
_HEX = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")


class NotUsedHere(ValueError):
    """The pattern uses something that fields' patterns may not use; the message says what."""


@dataclass(frozen=True, slots=True)
class One:
    """One character out of a set (codes below 128, and `OTHER`)."""

    characters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after another."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several parts."""

    ways: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part several times; `most` is None where there is no end."""

    part: Part
    least: int
    most: int | None

    @property
    def varies(self) -> bool:
        """Whether it may be repeated once more or less."""
        return self.most != self.least


Part = One | Row | Choice | Repeat


def read_pattern(pattern: str) -> Part:
    """Return the tree of a pattern that Python can compile; raises NotUsedHere for what has no place in it."""
    reader = _Reader(pattern)
    part = reader.choice()
    if reader.left:
        raise NotUsedHere(f"cannot be read from '{reader.left[:8]}' on")
    return part


class _Reader:
    """Walks over a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    @property
    def left(self) -> str:
        return self._pattern[self._at :]

    def _take(self) -> str:
        taken = self._pattern[self._at : self._at + 1]
        if not taken:
            raise NotUsedHere("ends too early")
        self._at += 1
        return taken

    def choice(self) -> Part:
        ways = [self._row()]
        while self.left.startswith("|"):
            self._take()
            ways.append(self._row())
        return ways[0] if len(ways) == 1 else Choice(tuple(ways))

    def _row(self) -> Part:
        parts: list[Part] = []
        while self.left and self.left[0] not in "|)":
            part = self._one()
            if part is not None:
                part = self._repeated(part)
                parts += part.parts if isinstance(part, Row) else (part,)
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _one(self) -> Part | None:
        """Read one character, class or group; None for an anchor, which takes no room."""
        taken = self._take()
        if taken in "^$":
            return None
        if taken == "(":
            return self._group()
        if taken == "[":
            return One(self._class())
        if taken == ".":
            return One(ALL)
        return self._escape() if taken == "\\" else One(_single(taken))

    def _group(self) -> Part:
        if self.left.startswith("?:"):
            self._at += 2
        elif self.left.startswith("?"):
            raise NotUsedHere(f"'(?{self.left[1:2]}' is not used here: only plain groups '(…)' and '(?:…)'")
        part = self.choice()
        self._take()
        return part

    def _escape(self) -> Part | None:
        taken = self._take()
        if taken in "AZ":
            return None
        if taken.lower() in _CLASSES:
            characters = _CLASSES[taken.lower()]
            return One(characters if taken.islower() else (ALL - characters) | {OTHER})
        if found := _HEX.match(taken + self.left[:4]):
            self._at += found.end() - 1
            return One(_single(chr(int(found[1] or found[2], 16))))
        if taken.isalnum() and taken not in _ESCAPED:
            raise NotUsedHere(f"'\\{taken}' is not used here")
        return One(_single(_ESCAPED.get(taken, taken)))

    def _class(self) -> frozenset[int]:
        outside = self.left.startswith("^")
        self._at += int(outside)
        found: set[int] = set()
        first = True
        while first or not self.left.startswith("]"):
            first = False
            low = self._in_class()
            if self.left.startswith("-") and not self.left.startswith("-]") and len(low) == 1:
                self._take()
                high = self._in_class()
                found.update(range(min(low), min(max(high), OTHER) + 1))
            else:
                found.update(low)
        self._take()
        return frozenset((ALL - found) | {OTHER}) if outside else frozenset(found)

    def _in_class(self) -> frozenset[int]:
        taken = self._take()
        part = self._escape() if taken == "\\" else One(_single(taken))
        return part.characters if isinstance(part, One) else frozenset()

    def _repeated(self, part: Part) -> Part:
        while self.left and self.left[0] in "*+?{":
            found = _REPEATED.match(self.left)
            if found is None and self.left[0] == "{":
                return part
            least, most = _times(self.left[0], found)
            self._at += found.end() if found is not None else 1
            if self.left[:1] in ("?", "+"):  # lazy or possessive: the same words fit
                self._take()
            part = Repeat(part, least, most)
        return part


def _times(sign: str, found: re.Match[str] | None) -> tuple[int, int | None]:
    if found is None:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
    least = int(found[1] or 0)
    if not found[2]:
        return least, least
    return least, int(found[3]) if found[3] else None


def _single(character: str) -> frozenset[int]:
    return frozenset({min(ord(character), OTHER)})
