"""What an operator does about a consumer that is held."""

from __future__ import annotations

from uuid import UUID

from counterpart.core.errors import NotFound, Refused
from counterpart.foundation.actions import action
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.database.statements import row
from counterpart.foundation.doing import Doing
from counterpart.foundation.facts.consuming import CONSUMERS
from counterpart.foundation.log import EntryKind

STREAM = UUID("01900000-0000-7000-8000-00000000c011")
"""Stream of the log in which it stands what operators did about consumers."""

RESUME = """
update foundation_consumer c set tries = 0, next_at = null, held_at = null, error = null,
  seq = case when %s then coalesce((select min(f.seq) from foundation_fact f
    where f.seq > c.seq and (%s::text[] is null or f.type = any(%s::text[]))), c.seq) else c.seq end
where c.name = %s and c.tries > 0 returning c.seq
"""


@action("foundation.resume_consumer")
def resume_consumer(doing: Doing, name: str, *, past_it: bool = False) -> int:
    """Have a consumer go on; return the number that it goes on after.

    With `past_it` the fact that it stumbles over is passed by and never read by it: the log says so. Runs as the role
    worker (`foundation.serving.as_worker`). Raises Refused but for an operator, NotFound for a consumer that does not
    exist or does not stumble.
    """
    if doing.actor.kind is not ActorKind.OPERATOR:
        raise Refused("operator_only")
    known = CONSUMERS.get(name)
    types = list(known.types) or None if known else None
    found = row(RESUME, [past_it, types, types, name])
    if found is None or known is None:
        raise NotFound("consumer_not_held", name=name)
    facts = {"consumer": name, "after": found[0], "passed_by": past_it}
    doing.log(STREAM, EntryKind.ADMINISTRATION, action="resume_consumer", facts=facts)
    return int(found[0])
