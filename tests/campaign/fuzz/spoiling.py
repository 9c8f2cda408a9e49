"""Files spoiled by chance, as bytes and as lines: what a broken disk, a wrong editor or a tired person leaves behind."""

from __future__ import annotations

import random
import re

SIGNS = (
    "\0", "\t", "\r", "\x1b[2J", "\x85", "\u00a0", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd", "é", "e\u0301", "𝒶",
    "١", "İ", "ß", "�" * 40, "{", "}", "[", "]", ": ", "- ", "? ", "#", "&a ", "*a", "!!python/object:os.system ", "<<: ",
    "'", '"', "%", "@", "`", "|", ">", "---\n", "...\n", "{x.__class__}", "{0}", "{{", "%(a)s", "$(id)", "../../etc/passwd",
)  # fmt: skip
"""What is put into a text where nobody expects it."""

WRONG_BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\0", b"\xfe\xff", b"\x80" * 8)
NUMBERS = (
    "-1",
    "0",
    "1e309",
    "-0.0",
    "9" * 30,
    "9" * 5_000,
    "0x7fffffffffffffffff",
    "1_000",
    "٣",
    "NaN",
    ".inf",
    "2**64",
)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Return the content of a file with one to four faults."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _byte_flipped(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return b"\xff"
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _bytes_put_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(WRONG_BYTES) + data[at:]


def _sign_put_in(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    at = chance.randrange(len(text) + 1)
    return (text[:at] + chance.choice(SIGNS) + text[at:]).encode("utf-8", "replace")


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _line_deleted(lines: list[bytes], at: int, _chance: random.Random) -> None:
    del lines[at]


def _line_doubled(lines: list[bytes], at: int, chance: random.Random) -> None:
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 50))


def _line_moved(lines: list[bytes], at: int, chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _line_indented(lines: list[bytes], at: int, chance: random.Random) -> None:
    shift = chance.choice((b"  ", b" ", b"\t", b" " * 200))
    lines[at] = lines[at].lstrip() if chance.random() < 0.4 else shift + lines[at]


def _lines_indented(lines: list[bytes], at: int, chance: random.Random) -> None:
    end = at + chance.randrange(1, 12)
    lines[at:end] = [b"  " + line for line in lines[at:end]]


def _lines_exchanged(lines: list[bytes], at: int, chance: random.Random) -> None:
    other = chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _value_dropped(lines: list[bytes], at: int, _chance: random.Random) -> None:
    lines[at] = re.sub(rb":.*", b":", lines[at])


def _number_exchanged(lines: list[bytes], at: int, chance: random.Random) -> None:
    lines[at] = re.sub(rb"\d+", chance.choice(NUMBERS).encode(), lines[at], count=1)


def _values_exchanged(lines: list[bytes], at: int, chance: random.Random) -> None:
    """Give a line the value of another one: `due: pharmacist`."""
    other = chance.choice(lines)
    if b": " in other and b": " in lines[at]:
        lines[at] = lines[at].split(b": ", 1)[0] + b": " + other.split(b": ", 1)[1]


_OF_LINES = (
    _line_deleted, _line_doubled, _line_moved, _line_indented, _lines_indented, _lines_exchanged, _value_dropped,
    _number_exchanged, _values_exchanged, _values_exchanged,
)  # fmt: skip


def _of_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.choice(_OF_LINES)(lines, chance.randrange(len(lines)), chance)
    return b"\n".join(lines)


_WAYS = (_byte_flipped, _bytes_put_in, _sign_put_in, _cut_off, *[_of_lines] * 8)
