"""What the worker does again and again for the vault, files and drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from counterpart.foundation.asks import refs_in_use
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.drafts import expire_drafts
from counterpart.foundation.files import scan_again, sweep_files
from counterpart.foundation.periodic import every
from counterpart.foundation.vault.store import DatabaseKeyStore
from counterpart.foundation.vault.sweeping import sweep_keys

MINUTE, HOUR, DAY = 60, 3_600, 86_400
LOOKED_AT = dt.timedelta(days=30)
"""Refs of this age are looked at; the sweep runs every hour, and an outage is shorter."""

HELD = """
select key_ref from foundation_draft where key_ref = any(%s)
union select stream from foundation_file where stream = any(%s)
union select stream from foundation_stream where stream = any(%s)
"""


def known_refs(refs: Sequence[UUID]) -> set[UUID]:
    """Return which refs belong to something: by the rooms above, or because of a log, a draft or a file of theirs.

    What an action has written has a stream in the log: so no room loses a key by forgetting to answer.
    """
    known = {ref for answer in refs_in_use(refs) for ref in answer}
    with as_actor([], read_only=True):
        return known | {ref for (ref,) in rows(HELD, [list(refs)] * 3)}


@every(seconds=HOUR)
def sweep_orphaned_keys(now: dt.datetime) -> int:
    """Destroy the keys whose exchange never came to be; return how many."""
    return sweep_keys(DatabaseKeyStore(), known_refs, now, since=now - LOOKED_AT)


@every(seconds=HOUR)
def sweep_left_files(now: dt.datetime) -> int:
    """Remove the bytes of files that were erased or abandoned; return how many files there were."""
    return sweep_files(now)


@every(seconds=MINUTE)
def scan_held_files(now: dt.datetime) -> int:
    """Scan the files again that the virus scanner had doubts about; return how many have their answer."""
    return scan_again(now)


@every(seconds=DAY)
def expire_old_drafts(now: dt.datetime) -> int:
    """Remove drafts that nobody changed for long; return how many."""
    return expire_drafts(now)
