"""Locks that only one process of the installation holds, on a connection of its own.

An advisory lock lives as long as the connection that took it: a worker that is killed, or a server that restarts,
lets go of it at once, and nobody has to wait for a lease to run out.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from psycopg import Connection

from counterpart.foundation.database.addresses import Role, addresses_of
from counterpart.foundation.database.roles import sign_in


def key_of(name: str) -> int:
    """Return the number of a lock by its name: 64 bits, signed, as PostgreSQL wants it."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8, person=b"cp advisory").digest(), signed=True)


class OwnConnection:
    """A connection as the role worker, opened when it is needed; shared by the threads of one process.

    Each statement is for itself. After an error of the database it is closed, and the next use opens another one.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._connection: Connection[tuple[Any, ...]] | None = None
        self._taken: set[str] = set()
        self._mutex = threading.RLock()

    def __enter__(self) -> Self:
        """Use it for a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def run(self, statement: str, values: Sequence[Any] = ()) -> tuple[int, tuple[Any, ...] | None]:
        """Run a statement; return how many rows it touched and the first one it returned.

        Raises DatabaseTrouble or psycopg's errors; whatever was locked is then let go of.
        """
        with self._mutex:
            try:
                cursor = self._open().execute(statement.encode(), values)
                return cursor.rowcount, cursor.fetchone() if cursor.description else None
            except psycopg.Error:
                self._drop()
                raise

    @contextmanager
    def lock(self, name: str) -> Iterator[bool]:
        """Try to take a lock for a block, and tell whether it is ours; whoever else has it is not waited for."""
        taken = self.take(name)
        try:
            yield taken
        finally:
            if taken:
                self.give_back(name)

    def take(self, name: str) -> bool:
        """Take a lock until the connection ends, if it is free. One that this process has is not free, either."""
        with self._mutex:
            if name in self._taken:
                return False
            _, row = self.run("select pg_try_advisory_lock(%s)", [key_of(name)])
            if row and row[0]:
                self._taken.add(name)
                return True
            return False

    def holds(self, name: str) -> bool:
        """Tell whether the lock is ours and the connection that holds it was not lost since."""
        with self._mutex:
            return name in self._taken

    def give_back(self, name: str) -> None:
        """Let go of a lock; where the connection was lost it is gone already."""
        with self._mutex:
            if name in self._taken:
                self._taken.discard(name)
                self.run("select pg_advisory_unlock(%s)", [key_of(name)])

    def close(self) -> None:
        """Close the connection and with it every lock; others can take them when this returns."""
        with self._mutex:
            if self._connection is not None and self._taken:
                with contextlib.suppress(psycopg.Error):  # the connection is gone, and its locks with it
                    self._connection.execute("select pg_advisory_unlock_all()")
            self._drop()

    def _drop(self) -> None:
        self._taken.clear()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> Connection[tuple[Any, ...]]:
        if self._connection is None or self._connection.closed:
            self._taken.clear()
            self._connection = sign_in(addresses_of().parameters(Role.WORKER))
        return self._connection
