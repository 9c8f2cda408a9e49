"""That one exchange has to do with another one."""

from __future__ import annotations

import enum

from counterpart.exchanges.storage.held import Held
from counterpart.foundation.database.statements import run

LINK = """
with moved as (update exchanges_exchange set log_n = %s where id = %s returning 1)
insert into exchanges_link(exchange_id, other_id, kind, since_n) values (%s, %s, %s, %s) on conflict do nothing
"""


class LinkKind(enum.IntEnum):
    """Why two exchanges have to do with each other; the numbers are stored and never change."""

    RELATED = 1
    """Somebody said so."""
    COPIED = 2
    """The first was made with elements of the other."""
    STARTED = 3
    """The other one's procedure began the first, under a number of its own."""


def write_link(held: Held, other: int, kind: LinkKind) -> None:
    """Write that an exchange has to do with another one."""
    id_ = held.cover.id
    run(LINK, [held.n, id_, id_, other, int(kind), held.n])
