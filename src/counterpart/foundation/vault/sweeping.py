"""Keys that nobody needs: committed before an exchange that then never came to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from counterpart.foundation.clock import microseconds
from counterpart.foundation.vault.keeping import KeyStore

ORPHANED = dt.timedelta(days=1)
"""So long a key may wait for its exchange: an action takes seconds."""
BATCH = 500

Known = Callable[[Sequence[UUID]], Collection[UUID]]
"""Returns which of these refs belong to something: everything that is not named loses its keys."""


def sweep_keys(
    store: KeyStore, known: Known, now: dt.datetime, *, since: dt.datetime | None = None, batch: int = BATCH
) -> int:
    """Destroy the data keys of refs that are older than a day and unknown; return how many keys there were.

    With `since` only refs that were made after that moment are looked at (a ref tells it). May be stopped anywhere and
    run again. The exchange of a ref is written by the action that made its keys, within seconds: a ref that is unknown
    a day later stays unknown.
    """
    destroyed = 0
    after = None if since is None else UUID(int=microseconds(since) // 1000 << 80)
    while refs := store.refs_created_before(now - ORPHANED, batch, after=after):
        found = set(known(refs))
        destroyed += sum(store.destroy(ref) for ref in refs if ref not in found)
        after = refs[-1]
    return destroyed
