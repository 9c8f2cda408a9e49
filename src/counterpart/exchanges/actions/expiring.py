"""What becomes of the data of an exchange that has ended: each kind is blocked and erased when its term is over.

Regulation (EU) No 1024/2012, Article 14: personal data are blocked six months after the closure at the latest, and
erased three years after it; a policy area may say less. What is blocked is closed to readers from its moment on by the
terms themselves (`Held.blocked_by`); here the moment is logged, and by what was blocked nothing is found any more.
Erasing takes the keys: ciphertext without them stays as noise while other kinds of data are kept, because the log holds
digests of it; when the last kind goes, everything goes but that there was an exchange, and its log.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from counterpart.core.definitions.records import KINDS_OF_DATA
from counterpart.core.errors import NotFound, OutOfTurn
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.actions.beginning import laid_out
from counterpart.exchanges.actions.ringing import CLOCK
from counterpart.exchanges.events import DataEnded
from counterpart.exchanges.storage.concluding import where_of
from counterpart.exchanges.storage.erasing import end_pieces, erase_label, erase_rows, forget_fields
from counterpart.exchanges.storage.held import BLOCKED, ERASED, LOG, Held
from counterpart.exchanges.storage.loading import load
from counterpart.exchanges.storage.needs import Needs
from counterpart.foundation.actions import action
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.erasing import erase_due
from counterpart.foundation.log import ALL_OF_IT, EntryKind
from counterpart.foundation.reach import is_away
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.foundation.vault import KeyClass
from counterpart.foundation.whereabouts import whereabouts

AT_ONCE = 200
"""Exchanges whose terms are looked at together; further ones follow."""
ALL_KINDS = frozenset(KeyClass[data.upper()] for data in KINDS_OF_DATA if data != LOG)
LATER = dt.timedelta(minutes=5)
"""When what could not be done is tried again."""

DUE = """
(select ref, block_at as at from exchanges_exchange where blocked_at is null and block_at <= %(now)s
  order by block_at limit %(most)s)
union all
(select ref, erase_at from exchanges_exchange where erased_at is null and erase_at <= %(now)s
  order by erase_at limit %(most)s)
"""
STANDING = "select block_at, erase_at from exchanges_exchange where id = %s"
NEXT = """
update exchanges_exchange set block_at = %(block)s, erase_at = %(erase)s, log_n = %(n)s,
  blocked_at = case when %(blocked)s then coalesce(blocked_at, %(now)s) else blocked_at end where id = %(id)s
"""
POSTPONE = """
update exchanges_exchange set block_at = case when block_at <= %(now)s then %(later)s else block_at end,
  erase_at = case when erase_at <= %(now)s then %(later)s else erase_at end where ref = %(ref)s
"""

_log = logging.getLogger(__name__)


@action("exchanges.expire")
def expire(doing: Doing, exchange: UUID) -> None:
    """Block and erase what is due in an exchange. Raises OutOfTurn `nothing_due` when others have done it."""
    file = load(exchange)
    held = file.one
    block_at, erase_at = rows(STANDING, [held.cover.id])[0]
    blocks, erases = (at is not None and at <= doing.now for at in (block_at, erase_at))
    if not (blocks or erases):
        raise OutOfTurn("nothing_due")
    doing.knows_head(held.head)
    blocked, erased = held.blocked_by(doing.now), held.erased_by(doing.now)
    linked = laid_out(doing, file, None, Needs()).desk.matter.exchanges[held.key]
    said = DataEnded(**where_of(held, linked), blocked=_names(blocked), erased=_names(erased))
    doing.announce(exchange, said)
    if erased >= ALL_KINDS:
        erase_rows(held, doing.now)
        _say(doing, held, EntryKind.ERASED, ALL_OF_IT)
        erase_due(doing, exchange)
        return
    if erases:
        erase_due(doing, exchange, erased)
        end_pieces(held, erased)
    if KeyClass.PERSONAL in erased:
        erase_label(held)
    _forget(held, blocked | erased)
    run(NEXT, _next(held, doing.now))
    facts = {name: _names(some) for name, some in (("classes", erased if erases else blocked), ("blocked", blocked))}
    _say(doing, held, EntryKind.ERASED if erases else EntryKind.BLOCKED, facts)


def _say(doing: Doing, held: Held, kind: EntryKind, facts: Mapping[str, Any]) -> None:
    state = held.situation.state
    doing.log(held.cover.ref, kind, action="expire", states=(state, state), facts=facts)


def _forget(held: Held, shut: Collection[KeyClass]) -> None:
    """Let nothing be found any more by what nobody reads."""
    slots = held.layout.slots.get(SUBJECT, ())
    fields = {f"{SUBJECT}.{field}" for slot in slots if slot.key_class in shut for field in slot.fields}
    if fields:
        forget_fields(held, fields)


def _next(held: Held, now: dt.datetime) -> dict[str, Any]:
    """Return the columns after what is due by now was done: when the next kind of data is due, None when none is."""
    return {
        "block": held.next_term(BLOCKED, now),
        "erase": held.next_term(ERASED, now),
        "n": held.n,
        "blocked": held.is_blocked(now),
        "now": now,
        "id": held.cover.id,
    }


def _names(classes: Collection[KeyClass]) -> list[str]:
    return [one.name.lower() for one in sorted(classes)]


def keep_terms(now: dt.datetime) -> int:
    """Block and erase all that is due by now; return in how many exchanges. The worker's duty."""
    done = 0
    with as_worker():
        while True:
            with as_actor([], read_only=True):
                due = list(dict.fromkeys(ref for ref, _ in rows(DUE, {"now": now, "most": AT_ONCE})))
            kept = sum(_keep(ref, now) for ref in due)
            if not kept:  # nothing is due, or others have it in hand
                return done
            done += kept


def _keep(ref: UUID, now: dt.datetime) -> bool:
    """Do what is due in one exchange; say whether anything was done."""
    try:
        expire(CLOCK, Asked(new_ref(now), now), ref)
    except (OutOfTurn, NotFound) as reason:
        if reason.code not in ("nothing_due", "exchange_unknown"):
            _postpone(ref, now, reason)
        return False
    except Exception as problem:  # whatever one exchange raises must not stop the clock of the others
        if is_away(problem):
            raise
        _postpone(ref, now, problem)
        return False
    return True


def _postpone(ref: UUID, now: dt.datetime, problem: Exception) -> None:
    """Try again later what could not be done, and say so where an operator looks."""
    _log.error("the term of an exchange could not be kept", extra={"exchange": str(ref), "error": whereabouts(problem)})
    with as_actor([]):
        run(POSTPONE, {"now": now, "later": now + LATER, "ref": ref})
