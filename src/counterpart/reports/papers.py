"""What a report is made of: titles, facts, tables and texts in the reader's language; nothing of how it looks.

Whoever knows the words (a page) makes one, and `typesetting` draws it. `language` of a text is that of people's own
words where it is not the report's, so that a screen reader reads them aloud in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and its language where it is not the report's."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its values, with the fields inside of it, or with its rows."""

    label: str
    values: tuple[Said, ...] = ()
    inside: tuple[Fact, ...] = ()
    rows: tuple[tuple[Fact, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Fields with their values, as a table of two columns."""

    facts: tuple[Fact, ...]
    title: str = ""
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `widths` are shares of the page, one for each column, as `headers` and the cells of each row are."""

    headers: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Said, ...], ...]
    title: str = ""
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its answer, or a message: `mark` is its number, `inside` are those that follow from it."""

    head: Said
    mark: str = ""
    texts: tuple[Said, ...] = ()
    facts: tuple[Fact, ...] = ()
    inside: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """Questions or messages, one below the other."""

    items: tuple[Item, ...]
    title: str = ""
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence beside the content."""

    said: Said
    kind: Literal["remark"] = "remark"


Block = Facts | Grid | Items | Remark


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report, under a heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report. `title` and `author` stand in the file's own description, which never holds a personal value.

    `heading` is the first line, `running` stands at the top of each page beside the `number`, `made` at its foot.
    `columns` stand over fields and their values, `colon` between them in a line.
    """

    language: str
    title: str
    author: str
    number: str
    running: str
    made: str
    columns: tuple[str, str]
    colon: str
    heading: Said
    cover: tuple[Block, ...]
    parts: tuple[Part, ...]
