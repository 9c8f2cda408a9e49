"""What of a person stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

REF = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def named_in(read: str, personal: Iterable[str]) -> list[str]:
    """Return those words about a person that stand in a text.

    A number counts where it stands by itself: refs, and the tokens and boundaries of a mail, hold any four digits now
    and then.
    """
    read = REF.sub("", read)
    return [word for word in personal if _found(word, read)]


def _found(word: str, read: str) -> bool:
    if not word.isdigit():
        return word in read
    return re.search(rf"(?<![0-9A-Za-z_]){word}(?![0-9A-Za-z_])", read) is not None
