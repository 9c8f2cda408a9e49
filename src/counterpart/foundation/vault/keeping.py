"""Where wrapped keys live: apart from the data, with a connection and backups of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from counterpart.foundation.vault.naming import IndexKeyName, KeyClass, KeyName
from counterpart.foundation.vault.wrapping import WrappedKey


class KeyStore(Protocol):
    """What the vault asks of a key store. Every call is a transaction of its own and is committed when it returns.

    Keys are committed before the exchange that they serve, and destroyed after it was marked as erased; so a process
    that dies in between leaves a key without data, or data without a reader, never data without a key.
    """

    def add(self, keys: Sequence[WrappedKey]) -> None:
        """Store keys; a name that has a key already keeps it: a key in use is never replaced by another."""

    def fetch(self, names: Collection[KeyName]) -> Mapping[KeyName, WrappedKey]:
        """Return the keys of those names that have one, in one statement."""

    def destroy(self, ref: UUID, classes: Collection[KeyClass] | None = None) -> int:
        """Delete the data keys of a ref, of all classes or of some; return how many there were. Harmless twice."""

    def destroy_index(self, name: IndexKeyName) -> int:
        """Delete a key of the blind index; return how many there were. Harmless twice."""

    def under(self, master: int, most: int, *, skip: Collection[KeyName] = ()) -> Sequence[WrappedKey]:
        """Return at most so many keys that are wrapped under a master, but for those to skip."""

    def replace(self, exchanged: Sequence[tuple[WrappedKey, WrappedKey]]) -> int:
        """Put the second of each pair in the place of the first, where the first is still there; return how many.

        A key that was destroyed in the meantime stays destroyed.
        """

    def refs_created_before(self, moment: dt.datetime, most: int, *, after: UUID | None = None) -> Sequence[UUID]:
        """Return at most so many refs that have a data key from before a moment, by ref, beginning after one.

        For the sweep of keys whose exchange never came to be.
        """
