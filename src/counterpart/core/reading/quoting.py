"""How messages show what people wrote: short, on one line, and without anything that a terminal takes for a command."""

from __future__ import annotations

LONGEST = 60
"""Characters of a value that a message shows."""


def printable(text: str) -> str:
    """Return a text with escapes for line ends, control characters and broken bytes."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def quoted(value: object) -> str:
    """Return a value in single quotes, cut when it is long; a map or a list is only called so."""
    if value is None:
        return "nothing"
    if not isinstance(value, str | int | float):
        return "a map or list"
    text = str(value)
    return f"'{printable(text if len(text) <= LONGEST else text[:LONGEST] + '…')}'"
