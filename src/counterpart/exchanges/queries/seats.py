"""Who takes part as one party, some at a time: an alert may have been passed on to thousands."""

from __future__ import annotations

from uuid import UUID

import orjson

from counterpart.directory.queries.players import AS_JSON, participants_in
from counterpart.exchanges.queries.views import SeatView
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows

SEATS = f"""
select p.name, p.member, p.authority_id, (select jsonb_build_array({AS_JSON}) from directory_authority a
  where a.id = p.authority_id)
from exchanges_party p join exchanges_exchange e on e.id = p.exchange_id
where e.ref = %s and e.erased_at is null and p.name = %s and p.until_n is null
  and exists(select 1 from exchanges_access x where x.exchange_id = e.id and x.authority_id = %s)
order by p.member, p.id offset %s limit %s
"""  # noqa: S608  text of ours


def seats_of(actor: Actor, exchange: UUID, party: str, first: int, most: int) -> list[SeatView]:
    """Return seats of a party from one on, by member; none of an exchange that the actor's authority does not see."""
    own = actor.authority_id or 0
    with as_actor([own]):
        found = rows(SEATS, [exchange, party, own, first, most])
    named = [(name, member, id_, orjson.loads(one)[0] if one else None) for name, member, id_, one in found]
    known = participants_in([one for *_, one in named if one is not None])
    return [SeatView(name, member, known.get(id_ or 0), id_ == own) for name, member, id_, _ in named]
