"""Which characters our fonts can draw, and what is written for one that they cannot.

A PDF/A file may hold no character without a glyph: Typst refuses to make one. People write what they like, so a
character of another script is written by its number in Unicode, `[U+4E2D]`: nothing is dropped, and a reader can look
it up. The fonts draw the scripts of the official languages of the European Union and the European Economic Area.
"""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""Noto Sans (SIL Open Font License 1.1), cut down to Latin, Greek and Cyrillic and without hints for screens."""

_UNICODE = {(0, 3), (3, 1)}
"""Platform and encoding of a table for the first plane of Unicode (OpenType, `cmap`)."""
_SEGMENTS = 4
"""The format of such a table: segments of consecutive characters."""
LAST = 0xFFFE
"""The last segment ends behind it, and holds no character."""


def drawable(text: str) -> str:
    """Return a text of characters that the fonts draw, composed (NFC); others by number. Keeps the ends of lines."""
    lines = re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", unicodedata.normalize("NFC", text).replace("\t", " "))
    return "\n".join(_missing().sub(_by_number, line) for line in lines)


def _by_number(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


@functools.cache
def _missing() -> re.Pattern[str]:
    """Return what finds characters that one of the fonts has no glyph for."""
    known = functools.reduce(set.intersection, [set(characters(font)) for font in sorted(FONTS.glob("*.ttf"))])
    return re.compile(f"[^{''.join(f'{chr(92)}u{code:04x}' for code in sorted(known))}]")


def characters(font: Path) -> Iterator[int]:
    """Yield the characters that a font has a glyph for. Raises ValueError for a font without a table that we read."""
    data = font.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = (struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count))
    start = next((offset for tag, _, offset, _ in tables if tag == b"cmap"), 0)
    (count,) = struct.unpack_from(">H", data, start + 2)
    found = (struct.unpack_from(">HHL", data, start + 4 + 8 * number) for number in range(count))
    places = [start + offset for platform, encoding, offset in found if (platform, encoding) in _UNICODE]
    readable = [place for place in places if struct.unpack_from(">H", data, place) == (_SEGMENTS,)]
    if not start or not readable:
        raise ValueError(f"{font.name}: no table of characters in the format {_SEGMENTS}")
    yield from _segments(data, readable[0])


def _segments(data: bytes, place: int) -> Iterator[int]:
    """Yield the characters of a table in segments: ends, a gap, beginnings, differences, places of glyphs."""
    (doubled,) = struct.unpack_from(">H", data, place + 6)
    shape = f">{doubled // 2}H"
    ends, starts, deltas, ranges = (
        struct.unpack_from(shape, data, place + 14 + number * doubled + (2 if number else 0)) for number in range(4)
    )
    for number, (first, last, delta, within) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        at = place + 16 + 3 * doubled + 2 * number + within
        for code in range(first, min(last, LAST) + 1):
            if not within:
                glyph = code
            else:
                (glyph,) = struct.unpack_from(">H", data, at + 2 * (code - first))
            if (not within or glyph) and (glyph + delta) % 65_536:
                yield code
