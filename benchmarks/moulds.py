"""Rows of an exchange as text with holes: filled with other refs, numbers and names, they are those of another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.sql import SQL, Identifier, Literal

from benchmarks.stories import Story
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
NEVER = re.compile(r"(?!)")


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
        "key in (select request_id from foundation_log_entry where stream = %(ref)s) and actor_ref = any(%(people)s)"
    )
    return found


def cast_of(owner: Owner, story: Story) -> Cast:
    """Return the moulds of a story."""
    found = owner.execute("select id, matter_id from exchanges_exchange where ref = %s", [story.written.ref]).fetchone()
    id_, matter = found or (0, 0)
    people = [place.actor().ref for place in (story.requester, story.responder)]
    where = {"exchange": id_, "matter": matter, "ref": story.written.ref, "people": people}
    requests = owner.execute(
        "select request_id from foundation_log_entry where stream = %s order by n", [story.written.ref]
    ).fetchall()
    names = {str(id_): "exchange", str(matter): "matter", str(story.written.ref): "ref"}
    names |= {story.written.number: "number"}
    names |= {str(request): f"request{place}" for place, (request,) in enumerate(requests)}
    names |= _names_of(story)
    holes = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)")
    cast = Cast(story, requests=len(requests))
    for table, condition in tables_of(owner).items():
        if table not in CAST_ANEW:
            _cast_table(owner, cast, table, condition, where, holes, names)
    cast.pieces += _pieces(owner, id_, story.written.ref, story)
    return cast


def _names_of(story: Story) -> dict[str, str]:
    found = {}
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


def _cast_table(
    owner: Owner,
    cast: Cast,
    table: str,
    condition: str,
    where: Mapping[str, Any],
    holes: re.Pattern[str],
    names: Mapping[str, str],
) -> None:
    columns = [str(column) for (column,) in owner.execute(COLUMNS, [table]).fetchall()]
    if table not in WITH_ID:
        columns = [column for column in columns if column != "id"]
    cast.columns[table] = columns
    listed = SQL(", ").join(map(Identifier, columns))
    ordered = SQL(" order by id") if table in ("exchanges_content", "foundation_fact") else SQL("")
    query = SQL("select {} from {} where ").format(listed, Identifier(table)) + SQL(condition) + ordered  # type: ignore[arg-type]  # ours
    for number, line in enumerate(_lines(owner, query, where)):
        parts = [""]
        for at, (column, value) in enumerate(zip(columns, line.split("\t"), strict=True)):
            parts[-1] += "\t" if at else ""
            _cast_column(parts, table, column, value, number, holes, names)
        parts[-1] += "\n"
        cast.moulds.append(Mould(table, tuple(parts)))
        cast.facts += table == "foundation_fact"


def _cast_column(
    parts: list[str],
    table: str,
    column: str,
    value: str,
    number: int,
    holes: re.Pattern[str],
    names: Mapping[str, str],
) -> None:
    """Put a column at the end of a row: what is sealed anew and what is numbered is a hole, other text has holes."""
    if value != "\\N" and column in ("sealed", "label"):
        parts += [f"sealed{number}" if column == "sealed" else "label", ""]
        return
    if table == "foundation_fact" and column == "seq":
        parts += [f"seq{number}", ""]
        return
    for place, text in enumerate(holes.split(value)):
        if place % 2:
            parts += [names[text], ""]
        else:
            parts[-1] += text


def _lines(owner: Owner, query: Any, where: Mapping[str, Any]) -> Iterator[str]:
    with owner.cursor() as cursor, cursor.copy(SQL("copy ({}) to stdout").format(_bound(owner, query, where))) as copy:
        yield from b"".join(bytes(block) for block in copy).decode().splitlines()


def _bound(owner: Owner, query: Any, where: Mapping[str, Any]) -> Any:
    """Return a query with its values in it: COPY takes none beside it."""
    text = query.as_string(owner)
    for name, value in where.items():
        ready = Literal(value).as_string(owner)
        text = text.replace(f"%({name})s", ready)
    return SQL(text)


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
