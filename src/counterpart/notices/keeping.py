"""How long notices are kept: as long as somebody may look for one again, and no longer."""

from __future__ import annotations

import datetime as dt

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run

NOTICES_KEPT = dt.timedelta(days=365)
MAILS_KEPT = dt.timedelta(days=90)
MOST_AT_ONCE = 5_000

FORGET_NOTICES = "delete from notices_notice where id in (select id from notices_notice where at < %s limit %s)"
FORGET_MAILS = "delete from notices_mail where id in (select id from notices_mail where at < %s limit %s)"


def forget_old(now: dt.datetime) -> int:
    """Delete notices after a year and mails after 90 days, some thousands in a transaction; return how many."""
    return _forgotten(FORGET_NOTICES, now - NOTICES_KEPT) + _forgotten(FORGET_MAILS, now - MAILS_KEPT)


def _forgotten(statement: str, before: dt.datetime) -> int:
    total = 0
    while True:
        with as_actor([]):
            found = run(statement, [before, MOST_AT_ONCE])
        total += found
        if found < MOST_AT_ONCE:
            return total
