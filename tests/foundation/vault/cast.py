"""An exchange, its keys and places, for the tests of this room."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from hypothesis import strategies as st

from counterpart.foundation.vault import DataKeyName, KeyClass, Master, Masters, Place, SecretKey

NOW = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
EXCHANGE = UUID("01954a6b-8c00-7abc-8def-0123456789ab")
OTHER = UUID("01954a6b-8c00-7abc-8def-0123456789ac")
OFFICE = UUID("01954a6b-0000-7000-8000-000000000001")

PLACE = Place(EXCHANGE, "exchanges_content", "subject/0/1", KeyClass.PERSONAL)
KEY = SecretKey(PLACE.key_name, bytes(range(32)))
OLD = Master(1, bytes(range(100, 132)))
NEW = Master(2, bytes(range(200, 232)))
MASTERS = Masters(NEW, (OLD,))

EVERYBODYS = st.sampled_from([key_class for key_class in KeyClass if key_class is not KeyClass.INSIDE])
DATA_NAMES: st.SearchStrategy[DataKeyName] = st.one_of(
    st.builds(DataKeyName, st.uuids(), EVERYBODYS),
    st.builds(DataKeyName, st.uuids(), st.just(KeyClass.INSIDE), st.uuids()),
)


def place_of(name: DataKeyName, table: str = "exchanges_content", slot: str = "0") -> Place:
    """Return a place that a key is for."""
    return Place(name.ref, table, slot, name.key_class, name.inside)


def flipped(stored: bytes, bit: int) -> bytes:
    """Return the bytes with one bit turned, counted round from the beginning."""
    changed = bytearray(stored)
    changed[bit // 8 % len(changed)] ^= 1 << bit % 8
    return bytes(changed)
