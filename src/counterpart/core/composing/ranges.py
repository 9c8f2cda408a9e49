"""Ranges of versions in `uses`: `^2.0` takes in 2.0.0 and everything after it that is still 2."""

from __future__ import annotations

import re
from dataclasses import dataclass

Version = tuple[int, int, int]
HOW_TO_WRITE = "write e.g. '^2.0': 2.0.0 or later, but not 3"

_VERSION = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})", re.ASCII)
_CARET = re.compile(r"\^(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Range:
    """Versions from `least` up to, but not including, `below`."""

    least: Version
    below: Version

    def takes_in(self, version: Version) -> bool:
        """Return whether a version lies in the range."""
        return self.least <= version < self.below


def parse_version(text: str) -> Version | None:
    """Return a version as three numbers, or None when it is not written so."""
    found = _VERSION.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def parse_range(text: str) -> Range | None:
    """Return the range that `^2`, `^2.0` or `^2.0.1` means, or None when it is not written so.

    The first number that is not 0 may not change, as with the caret of other package formats: `^0.3` ends before 0.4.
    """
    found = _CARET.fullmatch(text)
    if found is None:
        return None
    major, minor, patch = (int(part or 0) for part in found.groups())
    if major or found[2] is None:
        below = (major + 1, 0, 0)
    elif minor or found[3] is None:
        below = (0, minor + 1, 0)
    else:
        below = (0, 0, patch + 1)
    return Range((major, minor, patch), below)


def around(version: Version) -> str:
    """Return the range that begins with a version's line: `^2.1` for 2.1.4."""
    return f"^{version[0]}.{version[1]}"
