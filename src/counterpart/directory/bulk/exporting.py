"""Exports authorities as a list that can be imported: unchanged, it changes nothing.

Piece by piece, each page of authorities in a transaction of its own, so that a slow reader holds nothing up.
"""

from __future__ import annotations

import codecs
import csv
import enum
import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from openpyxl import Workbook

from counterpart.directory.areas import area_names, must_be_member
from counterpart.directory.bulk.cells import as_list, guarded
from counterpart.directory.bulk.columns import (
    COMPETENCES,
    PLAIN,
    ROLES,
    TEXTS,
    Column,
    competence_column,
    role_column,
    text_column,
)
from counterpart.directory.bulk.filling import cells_of
from counterpart.directory.bulk.xlsx_files import NAME
from counterpart.directory.kinds import AccessState, AuthorityState
from counterpart.directory.queries.finding import FIELDS_OF_RECORD, record_from
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows

AT_ONCE = 500
PIECE = 1 << 16

MEANT = """
a.state = %(registered)s and (%(member)s = '' or a.country = %(member)s) and (%(module)s = '' or exists(
  select 1 from directory_access x where x.authority_id = a.id and x.module = %(module)s and x.state = %(granted)s))
"""
_LANGUAGES = " union all ".join(
    f"select '{what}', t.k, '' from meant a, jsonb_object_keys(a.{name}) t(k)"  # noqa: S608  text of ours
    for what, name in TEXTS.items()
)
COLUMNS = f"""
with meant as (select a.* from directory_authority a where {MEANT}), used(what, first, second) as (
  {_LANGUAGES}
  union all select '{ROLES}', x.module, '' from meant a join directory_access x on x.authority_id = a.id
  where x.state = %(granted)s
  union all select '{COMPETENCES}', c.module, c.list from meant a join directory_competence c on c.authority_id = a.id)
select distinct what, first, second from used order by 1, 2, 3
"""  # noqa: S608  text of ours
PAGE = f"""
select a.id, a.ref, {FIELDS_OF_RECORD},
  array(select array[x.module, x.role] from directory_access x
    where x.authority_id = a.id and x.state = %(granted)s order by 1),
  array(select array[c.module, c.list, c.code] from directory_competence c where c.authority_id = a.id order by 1)
from directory_authority a where a.id > %(after)s and {MEANT} order by a.id limit {AT_ONCE}
"""  # noqa: S608  text of ours


class ListKind(enum.StrEnum):
    """As which kind of file a list is exported."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which authorities: of a member, of a policy area that they take part in; empty for all."""

    member: str = ""
    module: str = ""


def exported(actor: Actor, kind: ListKind, selection: Selection | None = None) -> Iterator[bytes]:
    """Yield a file with the authorities that take part; everybody in the network may see their records.

    Not inside a transaction. Raises Invalid `member_unknown`, before the first piece.
    """
    meant = selection or Selection()
    if meant.member:
        must_be_member(meant.member)
    values = {
        "registered": AuthorityState.REGISTERED, "granted": AccessState.GRANTED,
        "member": meant.member, "module": meant.module, "after": 0,
    }  # fmt: skip
    seen_by = [] if actor.authority_id is None else [actor.authority_id]
    columns = _columns(values, seen_by)
    lines = _lines(columns, values, seen_by)
    return _csv(lines) if kind is ListKind.CSV else _xlsx(lines)


def _columns(values: dict[str, Any], seen_by: Sequence[int]) -> list[Column]:
    """Return the columns that the authorities need: all fields, and texts, roles and competences that are used."""
    with as_actor(seen_by, read_only=True):
        used = rows(COLUMNS, values)
        modules = area_names()
    found = [Column(name, name) for name in PLAIN]
    found += [text_column(what, language) for what in TEXTS for one, language, _ in used if one == what]
    found += [role_column(module) for what, module, _ in used if what == ROLES and module in modules]
    return found + [competence_column(one, name) for what, one, name in used if what == COMPETENCES and one in modules]


def _lines(columns: Sequence[Column], values: dict[str, Any], seen_by: Sequence[int]) -> Iterator[list[str]]:
    yield [column.heading for column in columns]
    while True:
        with as_actor(seen_by, read_only=True):
            page = rows(PAGE, values)
        for one in page:
            yield [guarded(text) for text in _texts(one, columns)]
        if len(page) < AT_ONCE:
            return
        values = values | {"after": page[-1][0]}


def _texts(one: Row, columns: Sequence[Column]) -> Iterator[str]:
    _, ref, said, roles, competences = one
    cells = {"ref": str(ref), **cells_of(record_from(orjson.loads(said)))}
    for column in columns:
        if column.what == ROLES:
            yield as_list(role for module, role in roles if module == column.module)
        elif column.what == COMPETENCES:
            yield as_list(code for module, name, code in competences if (module, name) == (column.module, column.list))
        else:
            yield cells.get(column.heading, "")


def _csv(lines: Iterator[list[str]]) -> Iterator[bytes]:
    """Yield the lines as CSV, with the mark by which spreadsheets know UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    yield codecs.BOM_UTF8
    for line in lines:
        writer.writerow(line)
        if written.tell() >= PIECE:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()


def _xlsx(lines: Iterator[list[str]]) -> Iterator[bytes]:
    """Yield the lines as XLSX: written to the disk first, for the end of such a file says where its parts lie."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NAME)
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append(line)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
