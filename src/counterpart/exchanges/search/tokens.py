"""What was typed about somebody, as blind tokens: of every field that it may stand in, and every quarter.

A value is met where all its words stand in fields that are indexed by words, or where it stands as a whole (or as the
day that it means) in another field. Several values must all be met.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from counterpart.core.definitions.forms import PlacedField
from counterpart.exchanges.search.fields import is_of_words
from counterpart.exchanges.search.sought import Part
from counterpart.foundation.vault import IndexKeyName, SecretKey, epoch_of, folded_whole, folded_words, token
from counterpart.foundation.vault.at_hand import keyring

YEARS_BACK = 12
"""An exchange that began earlier is found by its number, and by what is not personal."""
MOST_WORDS = 8

BY_WORDS, WHOLE = 0, 1

Fields = Mapping[str, Mapping[str, PlacedField]]


class Typed(NamedTuple):
    """A token that would stand for what was typed: for which value, in which of two ways, and which of its words."""

    token: int
    part: int
    way: int
    word: int


class Way(NamedTuple):
    """One way in which a value may be met, and how many words must be."""

    part: int
    way: int
    words: int


class Tokens(NamedTuple):
    """What to look for, and when it is found: one way of each of so many values."""

    typed: tuple[Typed, ...]
    ways: tuple[Way, ...]
    parts: int


def tokens_of(parts: Sequence[Part], fields: Fields, now: dt.datetime) -> Tokens:
    """Return the tokens of what was typed, in these fields by policy area: one statement for the keys, or none."""
    keys = _keys(fields, now)
    typed, ways = list[Typed](), list[Way]()
    for number, part in enumerate(parts):
        words = folded_words(part.text)[:MOST_WORDS]
        wholes = {*folded_whole(part.text), *folded_whole(part.day)}
        ways += [Way(number, BY_WORDS, max(1, len(words))), Way(number, WHOLE, 1)]
        typed += [
            Typed(one, number, BY_WORDS, place)
            for place, word in enumerate(words)
            for one in _in_all(word, fields, keys, by_words=True)
        ]
        typed += [
            Typed(one, number, WHOLE, 0)
            for whole in sorted(wholes)
            for one in _in_all(whole, fields, keys, by_words=False)
        ]
    return Tokens(tuple(typed), tuple(ways), len(parts))


def _keys(fields: Fields, now: dt.datetime) -> list[SecretKey]:
    last = epoch_of(now)
    names = [
        IndexKeyName(module, epoch) for module in sorted(fields) for epoch in range(last - 4 * YEARS_BACK, last + 1)
    ]
    return list(keyring().open(names, now).values())


def _in_all(folded: str, fields: Fields, keys: Sequence[SecretKey], *, by_words: bool) -> Iterator[int]:
    """Yield the tokens of something in every field of that kind, and every quarter."""
    for key in keys:
        assert isinstance(key.name, IndexKeyName)  # noqa: S101  asked for by such names only
        for name, placed in fields[key.name.module].items():
            if is_of_words(placed) == by_words:
                yield token(key, name, folded)
