"""The documents of an exchange that were made for one's own authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.errors import NotFound
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows
from counterpart.foundation.files import open_file
from counterpart.foundation.vault import KeyClass

NOT_REPEATED = frozenset({KeyClass.DRAFTS, KeyClass.INSIDE})
"""Classes of which no document holds anything."""

DOCUMENTS = """
select file_ref, name, n, made_at, signed from reports_document where exchange_ref = %s and authority_id = %s
order by n desc, name
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was made: what it is called in the procedure, after which entry, when, whether it is signed."""

    ref: UUID
    name: str
    n: int
    made_at: dt.datetime
    signed: bool


def may_repeat(classes: Iterable[KeyClass]) -> bool:
    """Say whether documents may hold something of these classes: then they go, or are held back, with them."""
    return not NOT_REPEATED.issuperset(classes)


def documents_of(actor: Actor, stream: UUID) -> tuple[Kept, ...]:
    """Return the documents made for the actor's authority, the newest first.

    The caller has seen that the actor may open the content of the exchange.
    """
    if actor.authority_id is None:
        return ()
    with as_actor([actor.authority_id], read_only=True):
        return tuple(Kept(*found) for found in rows(DOCUMENTS, [stream, actor.authority_id]))


def open_document(actor: Actor, stream: UUID, ref: UUID, now: dt.datetime) -> Iterator[bytes]:
    """Return a document piece by piece. Raises NotFound `file_not_found` for one of another authority."""
    if ref not in {one.ref for one in documents_of(actor, stream)}:
        raise NotFound("file_not_found")
    return open_file(actor, stream, ref, now)
