"""Does what was asked fit what an entry holds? `exact`, `similar`, `same_or_later`, `same_or_earlier`.

`similar` compares folded words: without case and accents, in any order, "Jürgen MÜLLER-Żak" like "muller jurgen". All
words asked for must be there; that is also what a blind index of folded words can answer.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_WITHOUT_ACCENT = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
"""Letters that Unicode does not take apart."""


def folded(text: str) -> frozenset[str]:
    """Return the words of a text without case, accents and punctuation."""
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()  # taking apart may bring capitals: ㎴ is pV
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return frozenset(word for word in _BETWEEN_WORDS.split(bare.translate(_WITHOUT_ACCENT)) if word)


def matches(way: str, asked: object, held: object) -> bool:
    """Return whether a value of an entry fits; of several values one is enough, and nothing fits nothing.

    Raises KeyError for a way of comparing that does not exist.
    """
    compare = _WAYS[way]
    values = held if isinstance(held, list | tuple | set | frozenset) else (held,)
    return any(compare(asked, value) for value in values if value is not None and value != "")


def _exact(asked: object, held: object) -> bool:
    if isinstance(asked, str) and isinstance(held, str):
        return asked.strip() == held.strip()
    return _ordered(asked, held, lambda first, second: bool(first == second)) or asked == held


def _similar(asked: object, held: object) -> bool:
    words = folded(asked) if isinstance(asked, str) else frozenset()
    return bool(words) and isinstance(held, str) and words <= folded(held)


def _ordered(asked: object, held: object, holds: Callable[[Any, Any], bool]) -> bool:
    """Compare two numbers or two days; whatever cannot be compared does not fit."""
    first, second = _measure(asked), _measure(held)
    return first is not None and second is not None and type(first) is type(second) and holds(second, first)


def _measure(value: object) -> dt.date | Decimal | None:
    """Return a number or a day (also one written as text), None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:  # some other text: it has no order
            return None
    return value if isinstance(value, dt.date) else None


_WAYS: Mapping[str, Callable[[object, object], bool]] = {
    "exact": _exact,
    "similar": _similar,
    "same_or_later": lambda asked, held: _ordered(asked, held, lambda one, other: bool(one >= other)),
    "same_or_earlier": lambda asked, held: _ordered(asked, held, lambda one, other: bool(one <= other)),
}
