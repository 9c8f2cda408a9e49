"""One kind of finding: the code, what it is about, and why it matters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding as the reference page shows it.

    `title` says what is wrong in a few words, `why` what would go wrong in the running system.
    """

    code: str
    title: str
    why: str


def family(*codes: Code) -> dict[str, Code]:
    """Return the codes by name; a code said twice is a mistake of ours and raises ValueError."""
    table = {code.code: code for code in codes}
    if len(table) != len(codes):
        raise ValueError("a code is registered twice: " + ", ".join(sorted(code.code for code in codes)))
    return table
