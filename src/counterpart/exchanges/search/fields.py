"""Which procedures there are, of all lines of what is installed, and by which of their fields an exchange is found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from counterpart.core.definitions.forms import PlacedField
from counterpart.core.workflow import Rulebook
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.storage.finding import WORDS, blind_fields
from counterpart.foundation.database.statements import rows
from counterpart.modules.memory import Kept, edition
from counterpart.modules.pins import pinned

EVER = """
select v.module, p.key, array_agg(p.id order by p.id), max(p.id)
from modules_procedure p join modules_version v on v.id = p.version_id where not v.library
group by v.module, p.key, v.line order by v.module, max(p.id) desc
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure of one line: the numbers that exchanges of any of its versions pin, and the newest of them."""

    module: str
    procedure: str
    ids: tuple[int, ...]
    newest: int

    @property
    def rules(self) -> Rulebook:
        """The rules of the newest version. Statements and errors as for `pinned`."""
        return pinned(self.newest).rules


_LINES: Kept[int, tuple[Line, ...]] = Kept(2)


def lines() -> tuple[Line, ...]:
    """Return the procedures of all lines, the newest line of each first: one statement when they are not in memory."""
    at = edition()
    return _LINES.get(at) or _LINES.keep(
        at, tuple(Line(module, name, tuple(ids), last) for module, name, ids, last in rows(EVER))
    )


def lines_of(module: str, procedure: str = "") -> list[Line]:
    """Return those of a policy area, or of one procedure in it; of all without a module."""
    of_area = [one for one in lines() if one.module == module] if module else list(lines())
    return [one for one in of_area if one.procedure == procedure] if procedure else of_area


def found_fields(among: Collection[Line]) -> dict[str, dict[str, PlacedField]]:
    """Return, by policy area, the fields of the subject with a blind index, by their full names."""
    found: dict[str, dict[str, PlacedField]] = {}
    for line in among:
        of_area = found.setdefault(line.module, {})
        for one in blind_fields(line.rules):
            of_area.setdefault(f"{SUBJECT}.{one.name}", one)
    return {module: fields for module, fields in found.items() if fields}


def is_of_words(placed: PlacedField) -> bool:
    """Say whether a field is found by each of its words, and not as a whole."""
    return placed.field.type in WORDS
