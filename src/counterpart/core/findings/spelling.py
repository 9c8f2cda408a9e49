"""Did you mean …? The nearest of the names that there are, found in a time that a hostile package cannot stretch.

Comparing two names costs up to the product of their lengths, and whoever sends a package chooses how many names there
are, how long they are, and how many mistakes it holds. So long names are not compared; among many names first those
that differ in one letter are looked for, then a few that begin alike.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

LONGEST = 80
"""Characters; a longer name is never proposed, nor is one proposed for it."""

MOST_COMPARED = 60
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_-."
_ALIKE = 2  # characters at the beginning, and difference in length


def closest(word: object, choices: Iterable[str]) -> str | None:
    """Return the choice with the nearest spelling, None when none is near."""
    written, names = str(word), choices if isinstance(choices, Collection) else tuple(choices)
    if len(written) > LONGEST:
        return None
    if len(names) > MOST_COMPARED:
        names = _promising(written, names)
    close = difflib.get_close_matches(written, (name for name in names if len(name) <= LONGEST), n=1)
    return close[0] if close else None


def nearest(word: object, choices: Iterable[str], *, otherwise: str = "") -> str:
    """Return "did you mean 'x'?" for the nearest spelling, else `otherwise` (for instance the list of choices)."""
    close = closest(word, choices)
    return otherwise if close is None else f"did you mean '{close}'?"


def _promising(word: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the few of many names that are worth comparing."""
    known = names if isinstance(names, set | frozenset | dict) else frozenset(names)
    one_letter = tuple(islice((other for other in _one_letter_from(word) if other in known), MOST_COMPARED))
    if one_letter:
        return one_letter
    start, lengths = word[:_ALIKE], range(len(word) - _ALIKE, len(word) + _ALIKE + 1)
    alike = (name for name in names if name.startswith(start) and len(name) in lengths)
    return tuple(islice(alike, MOST_COMPARED))


def _one_letter_from(word: str) -> Iterator[str]:
    """Give what a word becomes when one letter is left out, added or exchanged, or two neighbours change places."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield before + after[1:2] + after[:1] + after[2:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)
