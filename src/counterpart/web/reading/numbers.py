"""Numbers as people write them: the separators of their language, a comma or a point where only one can be meant."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from counterpart.core.texts.speaking import locale_of

MOST_DIGITS: Final = 15
"""As many as travel through JSON without loss."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def number_read(text: str, language: str) -> int | float | None:
    """Return the number that a text means in a language; None for what is none, or has more than 15 digits.

    The language's sign for thousands counts where it stands before groups of three ("1.234" in German), else comma and
    point both begin the decimals ("12.5").
    """
    digits = "".join(str(unicodedata.decimal(one, one)) for one in unicodedata.normalize("NFKC", text).strip())
    bare = _SPACES.sub("", digits).replace("\u2212", "-").removeprefix("+")
    if len(bare) > 2 * MOST_DIGITS:
        return None
    decimal, group = _signs(language)
    grouped = rf"-?[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+(?:{re.escape(decimal)}[0-9]+)?"
    if group in ".," and re.fullmatch(grouped, bare):
        bare = bare.replace(group, "")
    if not _PLAIN.fullmatch(bare):
        return None
    number = Decimal(bare.replace(",", "."))
    if len(number.as_tuple().digits) > MOST_DIGITS:
        return None
    whole = int(number)
    return whole if number == whole and "." not in str(number) else float(number)


def number_typed(value: object, language: str) -> str:
    """Return a stored number as it stands in its field: digits, with the decimal sign of the language."""
    if isinstance(value, float):
        value = format(Decimal(repr(value)), "f")
    decimal, _ = _signs(language)
    text = str(value)
    return text.replace(".", decimal) if _PLAIN.fullmatch(text) else text


def _signs(language: str) -> tuple[str, str]:
    """Return the decimal sign and the sign between thousands; a space for the latter where it is one of many spaces."""
    symbols = locale_of(language).number_symbols
    digits = symbols.get("latn", symbols)
    decimal, group = str(digits.get("decimal", ".")), str(digits.get("group", ","))
    return decimal if decimal in ".," else ".", group if group in ".," else " "
