"""Pieces of content: what they are called, and how one is sealed at its place."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from counterpart.core.workflow import MAIN, Place
from counterpart.foundation.vault import DataKeyName, KeyClass, SecretKey, open_value, seal_value
from counterpart.foundation.vault import Place as SealedPlace

TABLE = "exchanges_content"


class Kind(enum.IntEnum):
    """What a piece of content is; the numbers are stored and never change."""

    SUBJECT = 1
    FORM = 2
    """A form of an action, as it was handed in."""
    ANSWER = 3
    COPY = 4
    """A working copy that only its party sees."""
    MESSAGE = 5
    NOTE = 6
    """Inside one authority."""
    REASON = 7
    SNAPSHOT = 8
    FILE = 9
    """A file that was attached: the ref under which it is kept, and how it is called."""


class PieceKey(NamedTuple):
    """Where a piece belongs: at most one is current. `owner_id` is the authority of a working copy, 0 otherwise."""

    kind: Kind
    place: str
    slot: str
    owner_id: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """A current piece as the index of an exchange tells of it, without what is sealed."""

    id: int
    key: PieceKey
    version: int
    key_class: KeyClass
    party: str


def place_text(place: Place) -> str:
    """Return a place as columns keep it: nothing for the main machine, else `track/key/round`."""
    return "" if place == MAIN else f"{place.track}/{place.key}/{place.round}"


@lru_cache(maxsize=8_192)
def place_from(text: str) -> Place:
    """Read what `place_text` wrote: of an alert each page reads thirty places several times."""
    if not text:
        return MAIN
    track, _, rest = text.partition("/")
    key, _, number = rest.rpartition("/")
    return Place(track, key, int(number))


def sealed_place(
    ref: UUID, key: PieceKey, version: int, key_class: KeyClass, inside: UUID | None = None
) -> SealedPlace:
    """Return the place that a piece is bound to; the version is part of it, so no old one passes for the current."""
    slot = f"{int(key.kind)}:{key.place}:{key.slot}:{key.owner_id}:{version}"
    return SealedPlace(ref, TABLE, slot, key_class, inside)


def sealed(keys: Mapping[DataKeyName, SecretKey], place: SealedPlace, value: Any) -> bytes:
    """Return JSON values sealed for their place; the key is among `keys`."""
    return seal_value(keys[place.key_name], place, orjson.dumps(value, option=orjson.OPT_SORT_KEYS))


def opened(keys: Mapping[DataKeyName, SecretKey], place: SealedPlace, sealed_value: bytes) -> Any:
    """Return the values of a sealed piece. Raises `Damaged` when they do not verify."""
    return opened_with(keys[place.key_name], place, sealed_value)


def opened_with(key: SecretKey, place: SealedPlace, sealed_value: bytes) -> Any:
    """Return the values of a sealed piece, as `opened`, with the key of its place."""
    return orjson.loads(open_value(key, place, sealed_value))
