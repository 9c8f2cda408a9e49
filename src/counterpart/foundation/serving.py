"""In whose role a thread works: the consumers and duties of the worker may do what the pages may not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections

from counterpart.foundation.database.addresses import Role


@contextmanager
def as_worker() -> Iterator[None]:
    """Have `default` be the role worker in this thread, for the block.

    In the worker process it is so already and nothing happens. Elsewhere (a test, the demonstration, a command that
    does everything in one process) the thread gets a connection of its own for the block. Raises RuntimeError when
    a transaction is open: it belongs to somebody else.
    """
    default, worker = connections[DEFAULT_DB_ALIAS], connections[Role.WORKER.alias]
    if default.settings_dict["USER"] == worker.settings_dict["USER"]:
        yield
        return
    if default.in_atomic_block:
        raise RuntimeError("the work of the worker is begun outside of every transaction")
    connections[DEFAULT_DB_ALIAS] = worker
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = default
        worker.close()
