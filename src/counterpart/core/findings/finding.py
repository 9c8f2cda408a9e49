"""A finding, and the collector that checks write into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from counterpart.core.findings.codes import CODES

LONGEST = 600
"""Characters of a message or hint: it may quote what somebody wrote, or list thousands of names."""


class Severity(StrEnum):
    """How bad a finding is: an error keeps the module from being installed, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return file:line:column, as editors and terminals understand it."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (or doubtful) at one place. `why` comes from the register of codes."""

    code: str
    severity: Severity
    position: Position
    message: str
    hint: str = ""

    @property
    def why(self) -> str:
        """Return what would go wrong in the running system."""
        return CODES[self.code].why


class Findings:
    """Collects findings; the same finding at the same place is kept once."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._found: dict[tuple[str, Position, str], Finding] = {}

    def error(self, code: str, position: Position, message: str, hint: str = "") -> None:
        """Record a mistake that must be mended. Raises KeyError for a code that is not registered."""
        self.add(Finding(CODES[code].code, Severity.ERROR, position, _short(message), _short(hint)))

    def warning(self, code: str, position: Position, message: str, hint: str = "") -> None:
        """Record a doubt. Raises KeyError for a code that is not registered."""
        self.add(Finding(CODES[code].code, Severity.WARNING, position, _short(message), _short(hint)))

    def add(self, finding: Finding) -> None:
        """Record a finding made elsewhere."""
        self._found.setdefault((finding.code, finding.position, finding.message), finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Record several findings made elsewhere."""
        for finding in findings:
            self.add(finding)

    def __iter__(self) -> Iterator[Finding]:
        """Iterate in reading order: by file, line, column, code."""
        return iter(sorted(self._found.values(), key=lambda finding: (finding.position, finding.code, finding.message)))

    def __len__(self) -> int:
        """Return how many there are, errors and warnings together."""
        return len(self._found)

    @property
    def errors(self) -> list[Finding]:
        """Return the errors in reading order."""
        return [finding for finding in self if finding.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """Return the warnings in reading order."""
        return [finding for finding in self if finding.severity is Severity.WARNING]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
