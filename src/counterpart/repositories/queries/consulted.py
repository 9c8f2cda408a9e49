"""What an authority has looked up lately: for procedures that may only be begun by who has (`consulted`)."""

from __future__ import annotations

import datetime as dt

from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows

LATELY = dt.timedelta(days=1)
LOOKED_UP = """
select distinct l.procedure from repositories_lookup l
where l.authority_id = %s and l.module = %s and l.at > %s order by l.procedure
"""


def consulted_lately(actor: Actor, module: str, now: dt.datetime) -> tuple[str, ...]:
    """Return the repositories of a policy area in which the actor's authority looked something up in the last day."""
    if actor.authority_id is None:
        return ()
    with as_actor([actor.authority_id], read_only=True):
        return tuple(name for (name,) in rows(LOOKED_UP, [actor.authority_id, module, now - LATELY]))
