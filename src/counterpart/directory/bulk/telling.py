"""Writes down how far an import has come, while its own transaction is open: from a thread with its own connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, Error, connections

from counterpart.directory.bulk.progress import Stage, Tell
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run

EVERY = 0.5
"""Seconds between two looks."""
COME = "update directory_import set stage = %s, rows_done = %s, rows_total = %s where ref = %s"


@contextmanager
def told_in_table(ref: UUID) -> Iterator[Tell]:
    """Hand out a listener whose last word stands in the table half a second later, for the block."""
    ended, last = threading.Event(), [(Stage.READING, 0, 0)]

    def tell(stage: Stage, done: int, total: int) -> None:
        last[0] = (stage, done, total)

    teller = threading.Thread(target=_tell, args=(ref, last, ended), name="import progress", daemon=True)
    teller.start()
    try:
        yield tell
    finally:
        ended.set()
        teller.join()


def _tell(ref: UUID, last: list[tuple[Stage, int, int]], ended: threading.Event) -> None:
    try:
        said = None
        while not ended.wait(EVERY):
            if last[0] != said:
                said = last[0]
                with as_actor([]):
                    run(COME, [int(said[0]), said[1], said[2], ref])
    except Error:
        return  # how far it has come is a courtesy: the import itself says what is wrong with the database
    finally:
        connections[DEFAULT_DB_ALIAS].close()
