"""Which authorities may open the content of an exchange now: for documents that are made for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from counterpart.exchanges.row_security import CONTENT
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row

READERS = """
select e.number, e.module, array(
  select distinct a.authority_id from exchanges_access a where a.exchange_id = e.id and a.level >= %s order by 1)
from exchanges_exchange e where e.ref = %s and e.blocked_at is null and e.erased_at is null
"""


@dataclass(frozen=True, slots=True)
class Readers:
    """An exchange by its number, its policy area, and the authorities that its content is open to."""

    number: str
    module: str
    authorities: tuple[int, ...]


def readers_of(stream: UUID) -> Readers | None:
    """Return who may open an exchange; None for one that is blocked, erased or was never. For the worker alone."""
    with as_actor([], read_only=True):
        found = row(READERS, [CONTENT, stream])
    return Readers(found[0], found[1], tuple(found[2])) if found is not None else None
