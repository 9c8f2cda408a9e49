"""From characters to tokens: words, texts in quotes, whole numbers, signs. One pass, no going back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from counterpart.core.conditions.error import ConditionError

WORD = r"[A-Za-z_][A-Za-z0-9_-]*"
"""How a word is spelt. A hyphen belongs to it (`date-of-birth`): there is no minus that it could be taken for."""

_TOKEN = re.compile(
    r"(?P<gap>[ \t\r\n]+)"
    r"|(?P<text>'[^'\\\n\r]*'|\"[^\"\\\n\r]*\")"
    r"|(?P<number>[0-9]+)"
    rf"|(?P<word>{WORD})"
    r"|(?P<sign>&&|\|\||==|!=|<=|>=|[<>!()\[\],.])"
)
_ADVICE = {
    "=": "write == to compare",
    "&": "write && for 'and'",
    "|": "write || for 'or'",
    "‘": "use straight quotes: '…'",
    "’": "use straight quotes: '…'",
    "“": "use straight quotes: '…'",
    "”": "use straight quotes: '…'",
    "+": "a condition does not calculate",
    "-": "a condition does not calculate",
    "*": "a condition does not calculate",
    "/": "a condition does not calculate",
    "%": "a condition does not calculate",
    "?": "there is no choice between values; join yes/no values with && and ||",
}


class TokenKind(Enum):
    """What a token is."""

    TEXT = "text"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its text (without quotes), and its column from 1."""

    kind: TokenKind
    text: str
    column: int

    def is_sign(self, text: str) -> bool:
        """Say whether this is the sign; a quoted '(' is no bracket."""
        return self.kind is TokenKind.SIGN and self.text == text

    def is_word(self, text: str) -> bool:
        """Say whether this is the word, not in quotes."""
        return self.kind is TokenKind.WORD and self.text == text

    def __str__(self) -> str:
        """Return the token as a message names it."""
        return "the end" if self.kind is TokenKind.END else f"'{self.text}'"


class Cursor:
    """Goes over the tokens of one condition, never back."""

    def __init__(self, text: str) -> None:
        """Split the text. Raises ConditionError at a character that means nothing here."""
        self._tokens = _split(text)
        self._index = 0

    def peek(self) -> Token:
        """Return the next token without taking it; behind the last there is always END."""
        return self._tokens[self._index]

    def take(self) -> Token:
        """Return the next token and go on."""
        token = self.peek()
        self._index = min(self._index + 1, len(self._tokens) - 1)
        return token

    def accept(self, sign: str) -> bool:
        """Take the sign if it comes next."""
        if self.peek().is_sign(sign):
            self.take()
            return True
        return False

    def expect(self, sign: str) -> None:
        """Take the sign. Raises ConditionError when something else comes."""
        if not self.accept(sign):
            raise ConditionError(self.peek().column, f"expected '{sign}', found {self.peek()}")


def _split(text: str) -> list[Token]:
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _unreadable(text, place)
        kind, found = match.lastgroup or "", match[0]
        if kind != "gap":
            tokens.append(Token(TokenKind(kind), found[1:-1] if kind == "text" else found, place + 1))
        place = match.end()
    tokens.append(Token(TokenKind.END, "", len(text.rstrip()) + 1))
    return tokens


def _unreadable(text: str, place: int) -> ConditionError:
    sign = text[place]
    if sign not in "'\"":
        return ConditionError(place + 1, f"cannot read '{sign}'", _ADVICE.get(sign, ""))
    if sign in text[place + 1 :]:
        return ConditionError(place + 1, "a text in quotes holds a backslash or a line break", "leave it out")
    return ConditionError(place + 1, f"the quote {sign} opened here is not closed")
