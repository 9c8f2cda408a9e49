"""An entry of the log, its bytes and its hash.

The hash of an entry is the SHA-256 of all that it holds and of the hash before it, in a layout that is part of the
format: entries of ten years ago must verify by the rules of their day, so `format` stands in each, and a new format
gets a reader beside the old one.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.foundation.layout import laid_out

FORMAT = 1
DIGEST_BYTES = 32
LARGEST_INTEGER = 1 << 53
"""Beyond it numbers of JSON do not come back the same everywhere."""
DEEPEST = 100
"""So deep may facts be nested: a deeper row was never written by us, and must not break what verifies it."""


class EntryKind(enum.IntEnum):
    """What an entry tells; the numbers are stored and never change. New kinds are added at the end."""

    CREATED = 1
    STEP = 2
    """An action of a procedure: from a state to a state."""
    WRITTEN = 3
    """Content was written without a step: an answer, a message, a note."""
    PARTY = 4
    """A party was added, changed or ended."""
    ALLOCATED = 5
    LINKED = 6
    EFFECT = 7
    """Something that a step caused was done, or waits for the room that does it."""
    BLOCKED = 8
    ERASED = 9
    """Data were erased: the keys of the classes named in `facts` are destroyed."""
    ADMINISTRATION = 10
    """In a stream of its own: directory, modules, accounts, the installation."""
    SCANNED = 11
    """What the virus scanner found: a file was refused, removed, or freed after it was held back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an entry is going to say, before it has its place in the chain.

    `facts` is JSON without fractions and without personal values; `sealed_digest` comes from `digest_of_sealed`, None
    when nothing was sealed. People and authorities are refs. Kinds are integers here, so that a row with an unknown
    one can be read and told of.
    """

    at: dt.datetime
    kind: int
    actor_kind: int
    actor_ref: UUID | None = None
    for_user_ref: UUID | None = None
    authority_ref: UUID | None = None
    action: str | None = None
    track: str | None = None
    from_state: str | None = None
    to_state: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    sealed_digest: bytes | None = None
    request_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Draft):
    """A row of the log: number `n` of its stream, counted from 1, chained by `prev` to the entry before it."""

    stream: UUID
    n: int
    format: int
    prev: bytes
    hash: bytes


class Head(NamedTuple):
    """The end of a stream: its last number and that entry's hash. Kept on the exchange, and witnessed by anchors."""

    stream: UUID
    n: int
    hash: bytes


class SealedPiece(NamedTuple):
    """A ciphertext that a step wrote, and where."""

    table: str
    slot: str
    sealed: bytes


def beginning_of(stream: UUID) -> Head:
    """Return the head of an empty stream: what the first entry is chained to, so that it fits into no other stream."""
    return Head(stream, 0, hashlib.sha256(laid_out("counterpart log stream", stream)).digest())


def hash_of(content: Draft, *, stream: UUID, n: int, format: int, prev: bytes) -> bytes:
    """Return the hash of an entry with that content at that place.

    Raises `Invalid`: `log_format` for a format that is not known, `log_facts` for what JSON does not keep exactly.
    """
    if format != FORMAT:
        raise Invalid("log_format", field="format", format=format, known=FORMAT)
    bytes_ = laid_out(
        "counterpart log entry",
        format,
        stream,
        n,
        prev,
        content.at,
        content.kind,
        content.actor_kind,
        content.actor_ref,
        content.for_user_ref,
        content.authority_ref,
        content.action,
        content.track,
        content.from_state,
        content.to_state,
        canonical_json(content.facts),
        content.sealed_digest,
        content.request_id,
    )
    return hashlib.sha256(bytes_).digest()


def digest_of_sealed(pieces: Iterable[SealedPiece]) -> bytes | None:
    """Return one digest over the ciphertexts that a step wrote, whatever their order; None when it wrote none."""
    return digest_of_places((piece.table, piece.slot, hashlib.sha256(piece.sealed).digest()) for piece in pieces)


def digest_of_places(places: Iterable[tuple[str, str, bytes]]) -> bytes | None:
    """Return the same from table, slot and the SHA-256 of each ciphertext."""
    found = sorted(places)
    if not found:
        return None
    laid = b"".join(laid_out(table, slot, digest) for table, slot, digest in found)
    return hashlib.sha256(laid_out("counterpart sealed digest", FORMAT) + laid).digest()


def canonical_json(value: Mapping[str, Any]) -> str:
    """Return JSON that is the same before and after the database: keys sorted, no blanks, letters as they are.

    Raises `Invalid` for fractions, integers beyond 2^53, keys that are no text, the character 0, half surrogate pairs,
    other types, and more than `DEEPEST` levels: these change on the way, or are refused there.
    """
    _must_stay_the_same(value, "facts", DEEPEST)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _must_stay_the_same(value: object, where: str, levels: int) -> None:
    match value:
        case None | bool():
            return
        case int() if abs(value) <= LARGEST_INTEGER:
            return
        case str() if "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value):
            return
        case list() | tuple() if levels:
            for place, part in enumerate(value):
                _must_stay_the_same(part, f"{where}[{place}]", levels - 1)
            return
        case dict() if levels:
            for key, part in value.items():
                if not isinstance(key, str):
                    raise Invalid("log_facts", field=where, type=type(key).__name__)
                _must_stay_the_same(key, where, levels)
                _must_stay_the_same(part, f"{where}.{key}", levels - 1)
            return
    raise Invalid("log_facts", field=where, type=type(value).__name__)
