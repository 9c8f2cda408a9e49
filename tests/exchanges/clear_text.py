"""Looks for values wherever they could lie: in every form that a program would find them again."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from anyascii import anyascii

BLOCK = 8 << 20


def disguises(value: str) -> set[bytes]:
    """Return a value as UTF-8, UTF-16, folded, base64 (wherever it begins) and hexadecimal."""
    folded = anyascii(value).casefold()
    found: set[bytes] = set()
    for text in {value, value.casefold(), folded}:
        plain = text.encode()
        found |= {plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode()}
        found.add(plain.hex().upper().encode())
        found |= set(_in_base64(plain))
    return {one for one in found if len(one) >= 5}


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """Yield the middle of the base64 of something that holds the value: the same whatever stands around it."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain)
        whole = coded[4 if before else 0 : len(coded) - 4]
        if len(whole) >= 6:
            yield whole


def found_in(files: Iterable[Path], values: Iterable[str]) -> list[tuple[str, str]]:
    """Return which values are found in which files; every form of each value is looked for."""
    wanted = {form: value for value in values for form in disguises(value)}
    longest = max(map(len, wanted))
    hits: set[tuple[str, str]] = set()
    for path in files:
        with suppress(FileNotFoundError):  # a server that runs takes files away
            for here in _stretches(path, longest):
                hits |= {(value, path.name) for form, value in wanted.items() if form in here}
    return sorted(hits)


def _stretches(path: Path, overlap: int) -> Iterator[bytes]:
    """Yield a file piece by piece, each with the end of the one before."""
    with path.open("rb") as file:
        before = b""
        while block := file.read(BLOCK):
            yield before + block
            before = (before + block)[-overlap:]
