"""A key store for tests: it keeps what it is given as long as the process lives, and nothing else.

It does what the protocol says about names that exist already and about keys that were destroyed, so the same tests run
against it and against the one on the database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from counterpart.foundation.vault import DataKeyName, IndexKeyName, KeyClass, KeyName, KeyStore, WrappedKey


class KeysInMemory:
    """The rows, and how often they were asked for."""

    def __init__(self) -> None:
        self.rows: dict[KeyName, WrappedKey] = {}
        self.asked: list[tuple[KeyName, ...]] = []

    def add(self, keys: Sequence[WrappedKey]) -> None:
        for key in keys:
            self.rows.setdefault(key.name, key)

    def fetch(self, names: Collection[KeyName]) -> Mapping[KeyName, WrappedKey]:
        self.asked.append(tuple(names))
        return {name: self.rows[name] for name in names if name in self.rows}

    def destroy(self, ref: UUID, classes: Collection[KeyClass] | None = None) -> int:
        gone = [
            name for name in self._data_names() if name.ref == ref and (classes is None or name.key_class in classes)
        ]
        for name in gone:
            del self.rows[name]
        return len(gone)

    def destroy_index(self, name: IndexKeyName) -> int:
        return int(self.rows.pop(name, None) is not None)

    def under(self, master: int, most: int, *, skip: Collection[KeyName] = ()) -> Sequence[WrappedKey]:
        return [row for row in self.rows.values() if row.master == master and row.name not in skip][:most]

    def replace(self, exchanged: Sequence[tuple[WrappedKey, WrappedKey]]) -> int:
        living = [(old, new) for old, new in exchanged if self.rows.get(old.name) == old]
        self.rows.update((old.name, new) for old, new in living)
        return len(living)

    def refs_created_before(self, moment: dt.datetime, most: int, *, after: UUID | None = None) -> Sequence[UUID]:
        old = {name.ref for name in self._data_names() if self.rows[name].created_at < moment}
        return sorted(ref for ref in old if after is None or ref > after)[:most]

    def _data_names(self) -> list[DataKeyName]:
        return [name for name in self.rows if isinstance(name, DataKeyName)]


def keeps_the_protocol(store: KeysInMemory) -> KeyStore:
    """Have mypy compare the two."""
    return store
