"""Small files by which a scanner shows what it can do; harmless, all of them."""

from __future__ import annotations

import functools
import io
import zipfile
from typing import Final

TEST_FILE: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS" + b"-TEST-FILE!$H+H*"
"""The test file of all scanners (eicar.org); written in pieces, so that none takes this program for it."""

DEEP: Final = 40
"""Deeper than the 17 that ClamAV unpacks unless it is told otherwise."""

_LOCAL_FLAGS, _CENTRAL_FLAGS, _CENTRAL = 6, 8, b"PK\x01\x02"


def packed(content: bytes, name: str = "inside.txt") -> bytes:
    """Return a zip with one file in it, the same each time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()


def _locked() -> bytes:
    """Return a zip whose headers say that a password is needed."""
    made = bytearray(packed(b"nobody knows " * 10))
    made[_LOCAL_FLAGS] |= 1
    made[made.index(_CENTRAL) + _CENTRAL_FLAGS] |= 1
    return bytes(made)


LOCKED: Final = _locked()
NESTED: Final = functools.reduce(lambda content, _: packed(content, "inside.zip"), range(DEEP), b"the bottom")
"""A zip in a zip in a zip …"""
