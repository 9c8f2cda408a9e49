"""Rows to be written, gathered from all exchanges of a file: plain values, as `saving.py` hands them to PostgreSQL."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.exchanges.storage.pieces import PieceKey
from counterpart.foundation.log import SealedPiece
from counterpart.foundation.vault import KeyClass

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewPiece:
    """A piece of content that is to be sealed and written; `value` is JSON. `inside` names an authority of notes."""

    exchange_id: int
    stream: UUID
    key: PieceKey
    key_class: KeyClass
    version: int
    n: int
    value: Any
    party: str = ""
    lang: str = ""
    inside: UUID | None = None
    inside_id: int | None = None
    audience: tuple[str, ...] | None = None
    ref: UUID | None = None
    texts_revision: int = 0


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """By what an exchange is found from now on (`finding.py`), and its label, sealed."""

    exchange_id: int
    module: str
    epoch: int
    facets: frozenset[tuple[str, str]]
    tokens: frozenset[tuple[str, int]]
    label: bytes | None


@dataclass(slots=True)
class Changes:
    """What is written in one transaction. Everything but `new` belongs to exchanges that were locked before.

    `access` is the level of everybody who is let in; `admitted` says whether anything may still move, and the level of
    those alone who are new. `open` says of exchanges that ended, or began again, whether anything may still move there.
    `reminded` are the moves of which the clock has reminded: exchange, place, party, authority.
    """

    new: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    seats_ended: list[Row] = field(default_factory=list)
    seats: list[Row] = field(default_factory=list)
    tracks: list[Row] = field(default_factory=list)
    turns_gone: list[tuple[int, str, str, int]] = field(default_factory=list)
    turns: list[Row] = field(default_factory=list)
    deadlines_gone: list[tuple[int, str, str, int, str]] = field(default_factory=list)
    fired: tuple[int, dt.datetime | None] = (0, None)
    deadlines: list[Row] = field(default_factory=list)
    pieces_ended: list[Row] = field(default_factory=list)
    pieces: list[NewPiece] = field(default_factory=list)
    questions_changed: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    matters: list[Row] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)
    terms: list[Row] = field(default_factory=list)
    access: dict[int, dict[int, int]] = field(default_factory=dict)
    admitted: dict[int, tuple[bool, dict[int, int]]] = field(default_factory=dict)
    open: dict[int, bool] = field(default_factory=dict)
    reminded: list[tuple[int, str, str, int]] = field(default_factory=list)
    found: list[FoundAgain] = field(default_factory=list)
    sealed: dict[UUID, list[SealedPiece]] = field(default_factory=dict)


def as_text(value: bytes | None) -> str | None:
    """Return bytes as a statement takes them inside JSON."""
    return None if value is None else base64.b64encode(value).decode()
