"""The order of words in the reader's alphabet.

A tailored order for each language, enough for names of countries, languages and codes: letters compare without their
accents first, then with them; small before capital. Letters that a language counts as its own come after the one they
are made of (Polish ł after l, Swedish å ä ö after z). Greek and Cyrillic letters stand in the order of their alphabets
already; what is written in another script comes after.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

OWN_LETTERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "cs": {"c": "č", "h": "ch", "r": "ř", "s": "š", "z": "ž"},
        "da": {"z": "æøå"},
        "es": {"n": "ñ"},
        "et": {"s": "š", "v": "õäöü"},
        "fi": {"z": "åäö"},
        "hr": {"c": "čć", "d": "đ", "s": "š", "z": "ž"},
        "hu": {"o": "ö", "u": "ü"},
        "lt": {"c": "č", "s": "š", "z": "ž"},
        "lv": {"c": "č", "g": "ģ", "k": "ķ", "l": "ļ", "n": "ņ", "s": "š", "z": "ž"},
        "nb": {"z": "æøå"},
        "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"},
        "ro": {"a": "ăâ", "i": "î", "s": "ș", "t": "ț"},
        "sk": {"c": "č", "h": "ch", "s": "š", "z": "ž"},
        "sl": {"c": "č", "s": "š", "z": "ž"},
        "sv": {"z": "åäö"},
    }
)
"""Letters of its own that a language puts behind one of the plain alphabet, in their order (CLDR collation)."""

_ALSO = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"})

Key = tuple[tuple[tuple[int, str, int], ...], str, str]


def alphabet(language: str) -> Callable[[str], Key]:
    """Return what `sorted` needs to put texts into the order of a language."""
    own = _own(language.partition("-")[0])
    return functools.partial(_key, own)


@functools.lru_cache(maxsize=2_048)
def place_of(language: str, name: str) -> Key:
    """Return the place of a name in the order of a language, kept for the next page: of members, never of people."""
    return _key(_own(language.partition("-")[0]), name)


@functools.lru_cache(maxsize=64)
def _own(language: str) -> Mapping[str, tuple[str, int]]:
    """Return the letters of its own, each with the plain letter before it and its place behind that."""
    found: dict[str, tuple[str, int]] = {}
    for before, letters in OWN_LETTERS.get(language, {}).items():
        if letters == "ch":  # two characters that count as one letter
            found[letters] = (before, 1)
        else:
            found.update({letter: (before, place) for place, letter in enumerate(letters, start=1)})
    return MappingProxyType(found)


def _key(own: Mapping[str, tuple[str, int]], text: str) -> Key:
    composed = unicodedata.normalize("NFC", text).casefold()
    letters: list[tuple[int, str, int]] = []
    at = 0
    while at < len(composed):
        pair, one = composed[at : at + 2], composed[at]
        letter = pair if pair in own else one
        at += len(letter)
        if letter in own:
            letters.append((1, *own[letter]))
        else:
            letters += [(_rank(plain), plain, 0) for plain in _plain(letter)]
    return tuple(letters), composed, text.swapcase()


def _plain(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter.translate(_ALSO))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def _rank(letter: str) -> int:
    """Spaces come first, then signs, digits and letters."""
    if letter.isalpha():
        return 1
    return 0 if letter.isdigit() else -2 if letter.isspace() else -1
