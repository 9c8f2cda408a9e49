"""The numbers that people read out, type and put on paper: `7F3K-92QM`, parts of one file `7F3K-92QM/2`.

Seven characters of Crockford's base32 are a keyed permutation of the file's id, the eighth is a check character. As a
permutation gives no value twice, a number is never given twice either, and needs no list of those in use.

The permutation (a Feistel network over 35 bits) is **no cipher and protects nothing**: it keeps numbers from telling
how many exchanges there are and which came next. Who may read an exchange is asked of its parties, never of its
number. Its key must stay the same as long as the installation lives; another key would give numbers a second time.
`fingerprint` is what an installation stores to notice that.

The check is a sum over the field of 32 elements in which each place has a weight of its own, so it finds every single
wrong character, every exchange of two characters at any places, and every doubled character mistyped as another (`22`
as `55`). Of other mistakes it lets 1 in 32 pass. Another base32 letter is never taken for a digit by mistake: O is 0,
I and L are 1, and U does not occur. The part is not covered by the check.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass

from counterpart.core.errors import Invalid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MOST = 1 << 35
"""Ids run from 0 to one less: 34 thousand million files."""
LAST_PART = 32_767
KEY_BYTES = 32

_DIGITS = 7
_LEFT, _RIGHT = 18, 17
_ROUNDS = 10
_PERSON = b"cp-number-1"
_FIELD = 0b100101  # x^5 + x^2 + 1 makes the field of 32 elements; x, written 2, generates all others
_DASHES = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{SOFT HYPHEN}")
# What is read for what: Crockford's own, then letters of a Greek or Cyrillic keyboard that look like Latin ones.
_READ_AS = str.maketrans("OILΑΒΕΖΗΚΜΝΡΤΧΟΙАВЕКМНРСТХОІЅЈ", "011ABEZHKMNPTX01ABEKMHPCTX01SJ")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """The number of a file, or with `part` from 2 on of a child or a split part in it. `characters` are all eight."""

    characters: str
    part: int = 1

    def __str__(self) -> str:
        """Return it as people see it."""
        number = f"{self.characters[:4]}-{self.characters[4:]}"
        return number if self.part == 1 else f"{number}/{self.part}"

    @property
    def file(self) -> Number:
        """The number of the whole file."""
        return Number(self.characters)


class Numbers:
    """The permutation of one installation, made from its secret key of 32 bytes."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        """Keep the key. Raises `Invalid` when it has not 32 bytes."""
        if len(key) != KEY_BYTES:
            raise Invalid("number_key", field="key", bytes=len(key), needed=KEY_BYTES)
        self._key = key

    @property
    def fingerprint(self) -> bytes:
        """Eight bytes that tell one key from another without telling the key: stored at set-up, compared at start."""
        return hashlib.blake2b(b"fingerprint", digest_size=8, key=self._key, person=_PERSON).digest()

    def number_of(self, id: int, part: int = 1) -> Number:
        """Return the number of a file's id, or of a part of it. Raises `Invalid` outside 0 … `MOST` - 1."""
        if not 0 <= id < MOST:
            raise Invalid("number_id", field="id", id=id, most=MOST - 1)
        if not 1 <= part <= LAST_PART:
            raise Invalid("number_part", field="part", part=part, most=LAST_PART)
        left, right = id >> _RIGHT, id & ((1 << _RIGHT) - 1)
        for turn in range(_ROUNDS):
            left, right = self._turned(turn, left, right)
        value = left << _RIGHT | right
        digits = [value >> 5 * place & 31 for place in reversed(range(_DIGITS))]
        return Number("".join(ALPHABET[digit] for digit in [*digits, check_digit(digits)]), part)

    def id_of(self, number: Number) -> int:
        """Return the id of a number's file; its part does not count. The number must come from `parse_number`."""
        value = 0
        for character in number.characters[:_DIGITS]:
            value = value << 5 | ALPHABET.index(character)
        left, right = value >> _RIGHT, value & ((1 << _RIGHT) - 1)
        for turn in reversed(range(_ROUNDS)):
            left, right = self._turned(turn, left, right)
        return left << _RIGHT | right

    def _turned(self, turn: int, left: int, right: int) -> tuple[int, int]:
        """Change one half by what the other says; doing it twice gives back what was there."""
        if turn % 2:
            return left, right ^ self._mixed(turn, left) & ((1 << _RIGHT) - 1)
        return left ^ self._mixed(turn, right) & ((1 << _LEFT) - 1), right

    def _mixed(self, turn: int, half: int) -> int:
        said = turn.to_bytes(1, "big") + half.to_bytes(4, "big")
        digest = hashlib.blake2b(said, digest_size=4, key=self._key, person=_PERSON).digest()
        return int.from_bytes(digest, "big")


def parse_number(text: str) -> Number:
    """Read a number as somebody typed it: small letters, O for 0, I and L for 1, hyphens and blanks anywhere.

    Raises `Invalid` on `number`: `number_length`, `number_character` (names the place), `number_part`, or
    `number_check` when it reads well but cannot be right. Parameters hold nothing typed but one letter: people paste
    other things too.
    """
    typed, slash, tail = unicodedata.normalize("NFKC", text).upper().partition("/")
    characters = number_characters(typed)
    if len(characters) != _DIGITS + 1:
        raise Invalid("number_length", field="number", length=len(characters), needed=_DIGITS + 1)
    digits = [ALPHABET.index(character) for character in characters]
    if check_digit(digits[:_DIGITS]) != digits[_DIGITS]:
        raise Invalid("number_check", field="number")
    return Number(characters, _parse_part(tail) if slash else 1)


def number_characters(text: str) -> str:
    """Return the characters of a number, or of a piece of one, as somebody typed it; no part of a file.

    Raises `Invalid` `number_character` as `parse_number`.
    """
    typed = unicodedata.normalize("NFKC", text).upper()
    kept = [character for character in typed if character not in _DASHES and not character.isspace()]
    characters = "".join(kept).translate(_READ_AS)
    for place, character in enumerate(characters, start=1):
        if character not in ALPHABET:
            raise Invalid("number_character", field="number", place=place, character=kept[place - 1])
    return characters


def _parse_part(text: str) -> int:
    digits = "".join(text.split()).translate(_READ_AS)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5 and 1 <= int(digits) <= LAST_PART):
        raise Invalid("number_part", field="number", most=LAST_PART)
    return int(digits)


def check_digit(digits: list[int]) -> int:
    """Return the check digit of seven: their sum in the field of 32, the first weighted 2, the second 4, and so on."""
    total = 0
    for weighted, digit in zip(_WEIGHTED, digits, strict=True):
        total ^= weighted[digit]
    return total


def _doubled(element: int) -> int:
    """Multiply by 2 in the field of 32 elements: a shift, reduced."""
    return element << 1 if element < 16 else element << 1 ^ _FIELD


def _weighted() -> tuple[tuple[int, ...], ...]:
    """Return, for each place and digit, the digit times the weight of the place."""
    rows = []
    row = tuple(range(32))
    for _ in range(_DIGITS):
        row = tuple(_doubled(element) for element in row)
        rows.append(row)
    return tuple(rows)


_WEIGHTED = _weighted()
