"""What a plain (unquoted) scalar of YAML means: the core schema of YAML 1.2, with four exceptions on the careful side.

The core schema (yaml.org/spec/1.2.2, 10.3.2) knows null, true and false, integers (also `0o17`, `0x1F`) and floats;
everything else is text: `NO`, `on`, `yes`, `2026-03-01`, `1_000`, `1:30`. In a policy area a number is often a code
that only looks like one, so these stay text as well:

- a number with a leading zero (`012`, `0100`, `01.02`): codes are written so;
- an exponent without dot or sign (`32003E0577`): CELEX numbers are written so;
- a whole number that does not fit into 64 bits, and a float too large to hold;
- `.inf` and `.nan`: no definition needs them, and a value that differs from itself cannot be compared.
"""

from __future__ import annotations

import math
import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FRACTION = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?(?:0|[1-9][0-9]*)[eE][-+][0-9]+"
)
_MAY_BE_A_NUMBER = frozenset("0123456789+-.")
_LARGEST = 2**63 - 1
_LONGEST = 24  # characters: more than any 64-bit number in base 8, 10 or 16 needs


def plain_value(text: str) -> Scalar:
    """Return what an unquoted scalar means; see the module's docstring for the rules."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAY_BE_A_NUMBER:
        return text
    if _WHOLE.fullmatch(text):
        return _whole(text, 10)
    if _OTHER_BASE.fullmatch(text):
        return _whole(text, 0)
    if _FRACTION.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def _whole(text: str, base: int) -> int | str:
    """Return the number, or the text when it is longer than 64 bits (Python would refuse thousands of digits)."""
    if len(text) > _LONGEST:
        return text
    number = int(text, base)
    return number if -_LARGEST <= number <= _LARGEST else text
