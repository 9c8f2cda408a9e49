"""What is done for the log again and again, with this installation's key and folder; and whether it is whole.

Also for the access log and for the requests that are kept beside it.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from counterpart.foundation.access import make_months
from counterpart.foundation.asks import sealed_within
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.log import StoredPiece
from counterpart.foundation.log.anchoring import make_anchor
from counterpart.foundation.log.inspecting import WholeLog, verify_whole_log
from counterpart.foundation.log.outside_files import anchors_folder, keys_in
from counterpart.foundation.periodic import every
from counterpart.foundation.secrets import anchor_signer
from counterpart.foundation.serving import as_worker

HOUR = 3_600
DAY = 86_400
REPEATED_WITHIN = dt.timedelta(days=30)
"""So long a request may be repeated and gets the same outcome; deliveries of other systems are retried for days."""
AT_ONCE = 5_000
FORGET = """
delete from foundation_request r using (select actor_ref, key from foundation_request where at < %s limit %s) old
where r.actor_ref = old.actor_ref and r.key = old.key
"""


@every(seconds=HOUR)
def anchor_the_log(now: dt.datetime) -> None:
    """Make an anchor over the whole log, in the database and outside of it. Raises as `make_anchor`."""
    make_anchor(anchor_signer(), anchors_folder(), now)


@every(seconds=DAY)
def prepare_months_of_readings(now: dt.datetime) -> None:
    """Make the parts of the access log for the months to come."""
    make_months(now)


@every(seconds=DAY)
def forget_old_requests(now: dt.datetime) -> None:
    """Delete what is kept to answer a repeated request, once nobody repeats it any more; in small transactions."""
    deleted = AT_ONCE
    while deleted == AT_ONCE:
        with as_actor([]):
            deleted = run(FORGET, [now - REPEATED_WITHIN, AT_ONCE])


def look_at_log(folder: Path | None = None, tell: Callable[[WholeLog], None] = lambda _: None) -> WholeLog:
    """Verify the whole log with the public keys of this installation and those beside the anchors in the folder.

    Without a folder the anchors of this installation are taken. It looks as the worker, whom row-level security lets
    see every ciphertext; nothing is opened. Raises what the database and the disk do.
    """
    place = folder or anchors_folder()
    signer = anchor_signer()
    with as_worker():
        return verify_whole_log({**keys_in(place), signer.key_id: signer.public_key}, place, _stored, tell)


def _stored(first: UUID, last: UUID) -> Iterator[StoredPiece]:
    return heapq.merge(*sealed_within(first, last), key=lambda piece: piece.stream)
