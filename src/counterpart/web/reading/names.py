"""How the fields of a page are called, and what its buttons ask for.

A field of a form is called by its prefix and its dotted name, `f-address.town`; in a row of a group its number stands
between, `f-holdings.2.share`. The same is its id, so a problem at `holdings.2.share` leads to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AMOUNT, CURRENCY = ":amount", ":currency"
UPLOAD = ":upload"
"""What is added for the parts of an amount of money, and for a file that is sent along."""

FILES_SAID, FILES_LANGUAGE, FILES_PERSONAL = "files-said", "files-language", "files-personal"
"""What a form says of the files that are sent with it; the first tells that it asked at all."""

DO = "do"
ADD, REMOVE, CHOOSE = "add", "remove", "choose"
_COMMAND = re.compile(rf"({ADD}|{REMOVE}|{CHOOSE}):([a-z0-9-]{{1,40}}?)-([a-z][a-z0-9_.-]{{0,200}})")


@dataclass(frozen=True, slots=True)
class Command:
    """What a button inside a form asks for: `add` a row, `remove` one, `choose` (look for somebody)."""

    kind: str
    prefix: str
    path: str

    @property
    def value(self) -> str:
        """What the button sends as `do`."""
        return f"{self.kind}:{self.prefix}-{self.path}"


def command_of(text: str) -> Command | None:
    """Return what a button asked for, None where it asked for something else."""
    found = _COMMAND.fullmatch(text)
    return Command(found[1], found[2], found[3]) if found else None


def field_name(prefix: str, path: str) -> str:
    """Return the name, and the id, of a field."""
    return f"{prefix}-{path}"
