"""What a guard has to say: the file, the line, and what is wrong there."""

from __future__ import annotations

from typing import NamedTuple


class Breach(NamedTuple):
    """One place that breaks a rule of the house."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        """Return it as editors and terminals understand it."""
        return f"{self.file}:{self.line}: {self.what}"


def told(breaches: list[Breach]) -> str:
    """Return all breaches, one a line, to be shown when an assertion fails."""
    return "\n" + "\n".join(str(breach) for breach in breaches)
