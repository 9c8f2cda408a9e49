"""Rows of an exchange as text with holes: filled with other refs, numbers and names, they are those of another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.sql import SQL, Composable, Identifier, Literal

from benchmarks.exchanges.stories import Story
from counterpart.exchanges.storage.pieces import Kind, PieceKey, opened, sealed_place
from counterpart.foundation.vault import DataKeyName, KeyClass, SecretKey
from counterpart.foundation.vault.at_hand import keyring

Owner = Connection[tuple[Any, ...]]

ROWS = """
select table_name from information_schema.columns
where table_schema = 'public' and column_name = 'exchange_id' and table_name like 'exchanges\\_%' order by 1
"""
COLUMNS = """
select column_name from information_schema.columns
where table_schema = 'public' and table_name = %s and is_generated = 'NEVER' order by ordinal_position
"""
BY_STREAM = ("foundation_stream", "foundation_log_entry", "foundation_fact", "foundation_access")
WITH_ID = ("exchanges_exchange", "exchanges_matter")
"""Tables whose `id` others refer to; elsewhere the sequence gives it."""
CAST_ANEW = ("exchanges_blind",)
"""Tables whose rows depend on the names in the subject."""
ORDERED = ("exchanges_content", "foundation_fact")
"""Tables whose rows are told apart by their order."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sealed piece of content in the open: where it belongs, and its value."""

    key: PieceKey
    version: int
    key_class: KeyClass
    value: Any


@dataclass(frozen=True, slots=True)
class Mould:
    """One row: every other part of it is the name of a hole."""

    table: str
    parts: tuple[str, ...]

    def filled(self, holes: Mapping[str, str]) -> str:
        """Return the row as a line for COPY."""
        return "".join([holes[part] if place % 2 else part for place, part in enumerate(self.parts)])


@dataclass(slots=True)
class Cast:
    """All moulds of one story, and what is sealed in it."""

    story: Story
    moulds: list[Mould] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    requests: int = 0
    facts: int = 0
    columns: dict[str, list[str]] = field(default_factory=dict)


def tables_of(owner: Owner) -> dict[str, str]:
    """Return where the rows of an exchange lie: a condition for each table, on `%(exchange)s` and its like."""
    found = {"exchanges_matter": "id = %(matter)s", "exchanges_exchange": "id = %(exchange)s"}
    found |= {str(table): "exchange_id = %(exchange)s" for (table,) in owner.execute(ROWS).fetchall()}
    found |= dict.fromkeys(BY_STREAM, "stream = %(ref)s")
    found["foundation_request"] = (
        "(actor_ref, key) in (select actor_ref, request_id from foundation_log_entry where stream = %(ref)s)"
    )
    return found


@dataclass(frozen=True, slots=True)
class Holes:
    """What is another's in another exchange: the name of a hole for each text."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]

    def cut(self, parts: list[str], value: str) -> None:
        """Put a value at the end of a row, with its holes."""
        for place, text in enumerate(self.pattern.split(value)):
            if place % 2:
                parts += [self.names[text], ""]
            else:
                parts[-1] += text


def cast_of(owner: Owner, story: Story) -> Cast:
    """Return the moulds of a story."""
    ref = story.written.ref
    found = owner.execute("select id, matter_id from exchanges_exchange where ref = %s", [ref]).fetchone()
    id_, matter = found or (0, 0)
    asked = "select request_id from foundation_log_entry where stream = %s order by n"
    requests = owner.execute(asked, [ref]).fetchall()
    names = {str(id_): "exchange", str(matter): "matter", str(ref): "ref", story.written.number: "number"}
    names |= {str(request): f"request{place}" for place, (request,) in enumerate(requests)} | _names_of(story)
    holes = Holes(names, re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)"))
    cast = Cast(story, requests=len(requests))
    where = {"exchange": id_, "matter": matter, "ref": ref}
    for table, condition in tables_of(owner).items():
        if table not in CAST_ANEW:
            _cast_table(owner, cast, table, _bound(owner, condition, where), holes)
    cast.pieces += _pieces(owner, id_, ref, story)
    return cast


def _names_of(story: Story) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, place in (("requester", story.requester), ("responder", story.responder)):
        found |= {
            str(place.id): f"{name}.id",
            str(place.ref): f"{name}.ref",
            place.member: f"{name}.member",
            str(place.actor().ref): f"{name}.person",
            str(place.coordinator): f"{name}.coordinator",
            str(place.coordinator_ref): f"{name}.coordinator_ref",
        }
    return found


def _cast_table(owner: Owner, cast: Cast, table: str, condition: Composable, holes: Holes) -> None:
    columns = [str(column) for (column,) in owner.execute(COLUMNS, [table]).fetchall()]
    if table not in WITH_ID:
        columns = [column for column in columns if column != "id"]
    cast.columns[table] = columns
    listed = SQL(", ").join(map(Identifier, columns))
    ordered = SQL(" order by id") if table in ORDERED else SQL("")
    query = SQL("select {} from {} where {}{}").format(listed, Identifier(table), condition, ordered)
    for number, line in enumerate(_lines(owner, query)):
        parts = [""]
        for at, (column, value) in enumerate(zip(columns, line.split("\t"), strict=True)):
            parts[-1] += "\t" if at else ""
            anew = _made_anew(table, column, value, number)
            if anew:
                parts += [anew, ""]
            else:
                holes.cut(parts, value)
        parts[-1] += "\n"
        cast.moulds.append(Mould(table, tuple(parts)))
        cast.facts += table == "foundation_fact"


def _made_anew(table: str, column: str, value: str, number: int) -> str:
    """Return the hole that a column is as a whole: what is sealed for each exchange, and the numbers of facts."""
    if table == "foundation_fact" and column == "seq":
        return f"seq{number}"
    if value == "\\N" or column not in ("sealed", "label"):
        return ""
    return f"sealed{number}" if column == "sealed" else "label"


def _lines(owner: Owner, query: Composable) -> Iterator[str]:
    with owner.cursor() as cursor, cursor.copy(SQL("copy ({}) to stdout").format(query)) as copy:
        yield from b"".join(bytes(block) for block in copy).decode().splitlines()


def _bound(owner: Owner, condition: str, where: Mapping[str, Any]) -> Composable:
    """Return a condition with its values in it: COPY takes none beside it."""
    for name, value in where.items():
        condition = condition.replace(f"%({name})s", Literal(value).as_string(owner))
    return SQL(condition)


def _pieces(owner: Owner, id_: int, ref: UUID, story: Story) -> list[Piece]:
    statement = """
      select kind, place, slot, owner_id, version, key_class, sealed from exchanges_content where exchange_id = %s
      order by id
    """
    found: Sequence[tuple[Any, ...]] = owner.execute(statement, [id_]).fetchall()
    keys: dict[Any, SecretKey] = dict(
        keyring().open([DataKeyName(ref, KeyClass(key_class)) for *_, key_class, _ in found], story.at)
    )
    pieces = []
    for kind, place, slot, owner_id, version, key_class, sealed in found:
        key = PieceKey(Kind(kind), place, slot, owner_id)
        where = sealed_place(ref, key, version, KeyClass(key_class))
        pieces.append(Piece(key, version, KeyClass(key_class), opened(keys, where, bytes(sealed))))
    return pieces
