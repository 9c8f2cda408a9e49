"""Words that several commands put together the same way."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
