"""Finds an exchange by the number in an address, for whoever may open what is in it; nothing of it is read."""

from __future__ import annotations

from uuid import UUID

from counterpart.exchanges.row_security import CONTENT
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row

REF = """
select e.ref from exchanges_exchange e join exchanges_access a on a.exchange_id = e.id
where e.number = %s and e.erased_at is null and e.blocked_at is null and a.authority_id = %s and a.level >= %s
"""
SEEN = """
select 1 from exchanges_exchange e join exchanges_access a on a.exchange_id = e.id
where e.number = %s and e.erased_at is null and a.authority_id = %s
"""


def ref_of(actor: Actor, number: str) -> UUID | None:
    """Return the ref of an exchange whose content the actor's authority may open, None where there is none."""
    if actor.authority_id is None:
        return None
    with as_actor([actor.authority_id], read_only=True):
        found = row(REF, [number, actor.authority_id, CONTENT])
    return found[0] if found is not None else None


def is_seen_by(actor: Actor, number: str) -> bool:
    """Say whether the actor's authority sees anything of an exchange: after a step it may not any more."""
    if actor.authority_id is None:
        return False
    with as_actor([actor.authority_id], read_only=True):
        return row(SEEN, [number, actor.authority_id]) is not None
