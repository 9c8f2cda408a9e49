"""What of an exchange lies in clear, or is found by a token: removed when the exchange is erased.

What stays says that there was an exchange, of which kind, from when until when: statistics count it, and the log, which
holds no values, is verified with it. The keys of what is sealed are destroyed by the worker (`foundation.erasing`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from counterpart.exchanges.storage.held import Held
from counterpart.foundation.database.statements import run
from counterpart.foundation.vault import KeyClass

ERASE = """
with contents as (delete from exchanges_content where exchange_id = %(id)s returning 1),
questions as (delete from exchanges_question where exchange_id = %(id)s returning 1),
facets as (delete from exchanges_facet where exchange_id = %(id)s returning 1),
tokens as (delete from exchanges_blind where exchange_id = %(id)s returning 1),
turns as (delete from exchanges_turn where exchange_id = %(id)s returning 1),
deadlines as (delete from exchanges_deadline where exchange_id = %(id)s returning 1),
tracks as (delete from exchanges_track where exchange_id = %(id)s returning 1),
given as (delete from exchanges_allocation where exchange_id = %(id)s returning 1),
seats as (update exchanges_party set until_n = coalesce(until_n, %(n)s), outside_ref = null
  where exchange_id = %(id)s returning 1)
update exchanges_exchange set closed_at = coalesce(closed_at, %(now)s), erased_at = %(now)s, log_n = %(n)s,
  label = null, block_at = null, erase_at = null, seated = '{}',
  machine = machine || '{"dates": {}, "clocks": {}, "life": {}}'
where id = %(id)s
"""
SHUT = "delete from exchanges_access where exchange_id = %s"
ENDED = """
update exchanges_content set ended_n = %s where exchange_id = %s and key_class = any(%s::smallint[]) and ended_n is null
"""
UNLABELLED = "update exchanges_exchange set label = null where id = %s"
NOT_FOUND_BY = "delete from exchanges_blind where exchange_id = %s and field = any(%s::text[])"


def erase_rows(held: Held, now: dt.datetime) -> None:
    """Remove everything of an exchange but that there was one; from the commit on nobody finds it."""
    id_ = held.cover.id
    run(ERASE, {"id": id_, "n": held.n, "now": now})
    run(SHUT, [id_])


def end_pieces(held: Held, classes: Collection[KeyClass]) -> None:
    """Let nobody look for what was sealed with keys that go; the ciphertext stays, the log holds digests of it."""
    run(ENDED, [held.n, held.cover.id, sorted(classes)])


def erase_label(held: Held) -> None:
    """Remove what an exchange is called in lists; while other data of it stay."""
    run(UNLABELLED, [held.cover.id])


def forget_fields(held: Held, fields: Collection[str]) -> None:
    """Let an exchange be found no more by what stood in these fields (`subject.…`)."""
    run(NOT_FOUND_BY, [held.cover.id, sorted(fields)])
