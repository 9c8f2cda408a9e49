"""Holes in texts: `{person}`, `{surname|upper}`. They are found by a pattern, never by string formatting.

String formatting would let a text reach into objects (`{person.__class__}`); here anything that is not a plain name
with an optional known filter is simply text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

_HOLE = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?:\|(?P<filter>[a-z]+))?\}")
_BRACES = re.compile(r"[{}]")
FILTERS: dict[str, Callable[[str], str]] = {"upper": str.upper, "lower": str.lower}


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a text to be filled: the name, and how the value is changed (`upper`, `lower`)."""

    name: str
    filter: str | None = None


def holes(text: str) -> tuple[Hole, ...]:
    """Return the holes of a text in the order of writing."""
    return tuple(Hole(match["name"], match["filter"]) for match in _HOLE.finditer(text))


def stray_braces(text: str) -> bool:
    """Return whether a brace stands in the text that belongs to no hole: almost always a misspelt placeholder."""
    return bool(_BRACES.search(_HOLE.sub("", text)))


def unknown_filters(text: str) -> tuple[str, ...]:
    """Return the filters that do not exist."""
    return tuple(hole.filter for hole in holes(text) if hole.filter is not None and hole.filter not in FILTERS)


def patterns_agree(english: str, translated: str) -> bool:
    """Return whether two texts name the same placeholders, in any order; filters are the translator's choice."""
    return Counter(hole.name for hole in holes(english)) == Counter(hole.name for hole in holes(translated))


def filled(text: str, value_of: Callable[[Hole], str]) -> str:
    """Return the text with every hole filled. What a value holds is never looked at again for holes."""
    return _HOLE.sub(lambda match: _applied(Hole(match["name"], match["filter"]), value_of), text)


def _applied(hole: Hole, value_of: Callable[[Hole], str]) -> str:
    value = value_of(hole)
    return FILTERS[hole.filter](value) if hole.filter in FILTERS else value
