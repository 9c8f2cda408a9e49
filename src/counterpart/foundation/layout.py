"""How values are laid out as bytes, where the bytes are hashed, signed or sealed against.

Two different lists of values never give the same bytes: every part carries its kind and its length. Formats are
stored for years, so nothing here may ever change; a new layout gets a new name beside this one.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.foundation.clock import microseconds

Part = None | int | str | bytes | UUID | dt.datetime


def laid_out(*parts: Part) -> bytes:
    """Return the parts as bytes: for each one letter of its kind, its length in four bytes, and what it holds.

    Integers are signed and as short as they can be, texts UTF-8, moments the microseconds since 1970 in UTC, so that
    what comes back from the database gives the same bytes. Raises `Invalid` for a moment without a zone and for a text
    with half a surrogate pair, which no database stores.
    """
    laid: list[bytes] = []
    for part in parts:
        if type(part) is str:  # most parts are of these very types, and whatever is opened is bound to some of them
            held = _text(part)
            laid += (b"s", len(held).to_bytes(4, "big"), held)
        elif type(part) is int:
            held = _integer(part)
            laid += (b"i", len(held).to_bytes(4, "big"), held)
        elif part is None:
            laid.append(_NOTHING)
        else:
            letter, held = _held(part)
            laid += (letter, len(held).to_bytes(4, "big"), held)
    return b"".join(laid)


_NOTHING = b"-" + bytes(4)


def _held(part: Part) -> tuple[bytes, bytes]:
    match part:
        case None:
            return b"-", b""
        case bytes():
            return b"b", part
        case str():
            return b"s", _text(part)
        case UUID():
            return b"u", part.bytes
        case dt.datetime():
            return b"t", _integer(microseconds(part))
    return b"i", _integer(part)


def _text(value: str) -> bytes:
    try:
        return value.encode()
    except UnicodeEncodeError as problem:
        raise Invalid("text_half_pair", field="text", place=problem.start) from problem


def _integer(value: int) -> bytes:
    return value.to_bytes((value + (value < 0)).bit_length() // 8 + 1, "big", signed=True)
