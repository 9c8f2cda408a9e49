"""By what an exchange is found again: values in clear that are nobody's, blind tokens of those that are somebody's.

Both are made from what counts (hidden fields left out), in the transaction that writes it, and go when it is erased.
The label says what a work list's row is about; it is sealed once and copied, so no step opens it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.workflow import Rulebook
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.storage.layout import Layout
from counterpart.foundation.vault import IndexKeyName, KeyClass, epoch_of, folded_whole, folded_words, token
from counterpart.foundation.vault import Place as SealedPlace
from counterpart.foundation.vault.at_hand import keyring

WORDS = frozenset({"text", "longtext"})
MOST_OF_A_LABEL = 80
MOST_FIELDS = 4
MOST_WORDS = 50
"""Of one field: who searches types a name, not a chapter."""


@dataclass(frozen=True, slots=True)
class Found:
    """By what an exchange is found: fields with values in clear, and fields with blind tokens; the label in clear."""

    facets: frozenset[tuple[str, str]]
    tokens: frozenset[tuple[str, int]]
    label: str


def found_by(layout: Layout, subject: Mapping[str, Any], created_at: dt.datetime, now: dt.datetime) -> Found:
    """Return by what an exchange is found with this subject, hidden fields left out."""
    placed = _fields(layout.rules)
    values = {one.name: list(_values(subject, one.name)) for one in placed}
    facets = {
        (f"{SUBJECT}.{one.name}", str(value))
        for one in placed
        if in_clear(layout.rules.module, layout.rules.name, one)
        for value in values[one.name]
    }
    return Found(frozenset(facets), frozenset(_tokens(layout, placed, values, created_at, now)), _label(placed, values))


def in_clear(module: ModuleDefinition, procedure: str, placed: PlacedField) -> bool:
    """Say whether a field lies in clear: it is nobody's, and is searched, public or counted by."""
    if placed.field.personal != "no" or placed.field.fields or placed.field.type in ("file", "files"):
        return False
    counted = any(
        f"{SUBJECT}.{placed.name}" in one.by for one in module.statistics.values() if one.procedure == procedure
    )
    return placed.field.search or placed.field.public or counted


def index_key(layout: Layout, created_at: dt.datetime) -> IndexKeyName | None:
    """Return the key of the blind index for an exchange, None where nothing personal is searched."""
    return IndexKeyName(layout.pin.module, epoch_of(created_at)) if blind_fields(layout.rules) else None


def blind_fields(rules: Rulebook) -> list[PlacedField]:
    """Return the fields of the subject of which the blind index holds the values."""
    return [one for one in _fields(rules) if _is_blind(one)]


def label_place(ref: UUID) -> SealedPlace:
    """Return where the label of an exchange lies."""
    return SealedPlace(ref, "exchanges_exchange", "label", KeyClass.PERSONAL)


def folded(kind: str, value: str) -> tuple[str, ...]:
    """Return the tokens of a value before they are hashed: the words of a text, anything else as a whole."""
    return folded_words(value)[:MOST_WORDS] if kind in WORDS else folded_whole(value)


def _fields(rules: Rulebook) -> list[PlacedField]:
    return placed_fields(rules.module.forms[rules.procedure.subject]) if rules.procedure.subject else []


def _is_blind(placed: PlacedField) -> bool:
    return placed.field.search and placed.field.personal != "no" and not placed.field.fields


def _tokens(
    layout: Layout,
    placed: Iterable[PlacedField],
    values: Mapping[str, list[Any]],
    created_at: dt.datetime,
    now: dt.datetime,
) -> Iterator[tuple[str, int]]:
    name = index_key(layout, created_at)
    if name is None:
        return
    key = keyring().open_one(name, now)
    for one in placed:
        if _is_blind(one):
            field = f"{SUBJECT}.{one.name}"
            for value in values[one.name]:
                yield from ((field, token(key, field, part)) for part in folded(one.field.type, str(value)))


def _label(placed: Iterable[PlacedField], values: Mapping[str, list[Any]]) -> str:
    """Return what a row is about, as JSON of name and value: the searched fields that all who take part see.

    In the order of the form, and as values: each reader reads a code in their own language.
    """
    shown = (one for one in placed if one.field.search and not one.visible_to and one.field.personal != "sensitive")
    pairs = [[one.name, str(value)[:MOST_OF_A_LABEL]] for one in shown for value in values[one.name][:1]]
    return orjson.dumps(pairs[:MOST_FIELDS]).decode() if pairs else ""


def label_from(opened_label: bytes) -> tuple[tuple[str, str], ...]:
    """Read what `found_by` put into the label: names of fields of the subject with their values."""
    return tuple((str(name), str(value)) for name, value in orjson.loads(opened_label))


def _values(subject: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Yield the single values at a dotted name, in every row of a group."""
    first, _, rest = name.partition(".")
    here = subject.get(first)
    if rest:
        rows = here if isinstance(here, list) else [here]
        for row in rows:
            if isinstance(row, Mapping):
                yield from _values(row, rest)
    elif isinstance(here, list):
        yield from (one for one in here if not isinstance(one, Mapping | list))
    elif here is not None and here != "" and not isinstance(here, Mapping):
        yield here
