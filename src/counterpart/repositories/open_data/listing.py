"""Public entries as CSV: a line for each, a column for each public field, codes beside what they are called."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.texts import Speaker
from counterpart.directory.bulk.cells import guarded
from counterpart.exchanges.queries.published import public_fields
from counterpart.modules.pins import Pinned
from counterpart.repositories.queries.public import PublicEntry
from counterpart.repositories.search.indexing import values_at

BYTE_ORDER = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By this spreadsheets know UTF-8."""
BETWEEN = "; "
ALWAYS = ("number", "state", "member", "keeper", "published", "changed")


def listed(pin: Pinned, entries: Iterable[PublicEntry], speaker: Speaker) -> Iterator[str]:
    """Yield the lines of the list; column names are those of the form, and stay the same in every language."""
    fields = [
        one
        for one in placed_fields(pin.rules.module.forms[str(pin.rules.procedure.subject)])
        if one.name in public_fields(pin.rules) and not one.field.fields
    ]
    columns = [column for one in fields for column in _columns(one)]
    yield BYTE_ORDER + _line([*ALWAYS, *columns])
    for entry in entries:
        yield _line([*_always(entry, speaker), *(cell for one in fields for cell in _cells(one, entry, speaker))])


def _columns(one: PlacedField) -> tuple[str, ...]:
    return (one.name, f"{one.name}_label") if one.field.list else (one.name,)


def _cells(one: PlacedField, entry: PublicEntry, speaker: Speaker) -> Iterator[str]:
    values = [str(value) for value in values_at(entry.values, one.name)]
    yield BETWEEN.join(values)
    if one.field.list:
        yield BETWEEN.join(speaker.code(one.field.list, value) for value in values)


def _always(entry: PublicEntry, speaker: Speaker) -> list[str]:
    keeper = entry.keeper.called(speaker.language)[0] if entry.keeper is not None else ""
    changed = entry.changed_at or entry.published_at
    days = [one.date().isoformat() for one in (entry.published_at, changed)]
    return [entry.number, entry.state, entry.member, keeper, *days]


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([guarded(cell) for cell in cells])
    return out.getvalue()
