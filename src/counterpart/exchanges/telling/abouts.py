"""What notices are about: how far each exchange is, by when, and whose move it is; looked up for many together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterpart.core.workflow import SYSTEM
from counterpart.exchanges.telling.calls import Call
from counterpart.foundation.database.statements import rows
from counterpart.modules.pins import Pinned, pinned
from counterpart.notices.about import About
from counterpart.notices.kinds import NoticeKind

STANDING = """
select id, null::int, '', state, machine #>> '{main,due,basis,ends_on}' from exchanges_exchange
where id = any(%s::bigint[])
union all
select exchange_id, authority_id, name, state, machine #>> '{progress,due,basis,ends_on}' from exchanges_track
where exchange_id = any(%s::bigint[]) and authority_id = any(%s::int[]) and archived_n is null
"""


@dataclass(frozen=True, slots=True)
class Around:
    """What is looked up for many calls together: pinned procedures, and how far exchanges are.

    `standing` holds state and last day, by exchange, authority (None in the main machine) and track.
    """

    pins: Mapping[int, Pinned]
    standing: Mapping[tuple[int, int | None, str], tuple[str, str | None]]


def around_of(calls: Sequence[Call]) -> Around:
    """Return what is looked up for these calls: one statement, beside pinned procedures."""
    exchanges, authorities = [call.exchange for call in calls], [call.authority for call in calls]
    found = rows(STANDING, [exchanges, exchanges, authorities])
    return Around(_pins(calls), {(one[0], one[1], one[2]): (one[3], one[4]) for one in found})


def _pins(calls: Iterable[Call]) -> dict[int, Pinned]:
    return {number: pinned(number) for number in {int(call.fact.dims["procedure_id"]) for call in calls}}


def about_of(call: Call, around: Around) -> About:
    """Return what a notice is about, for one call."""
    dims = call.fact.dims
    pin = around.pins[int(dims["procedure_id"])]
    state, due = _state(call, around)
    states = pin.rules.machine(call.track).states
    owners = states[state].owners if state in states else ()
    members: Mapping[str, Sequence[str]] = dims["members"]
    mine = call.kind in {NoticeKind.NEW_WORK, NoticeKind.REMINDER} or (not call.track and call.party in owners)
    movers = [members[owner][0] for owner in owners if owner != SYSTEM and len(members.get(owner, ())) == 1]
    parties = [pin.rules.starter, *pin.rules.parties]
    own, single = members.get(call.party), [members[one] for one in parties if len(members.get(one, ())) == 1]
    return About(
        module=pin.module,
        line=pin.line,
        procedure=pin.procedure,
        procedure_id=pin.procedure_id,
        party=call.party,
        track=call.track,
        state=state,
        message=call.message,
        other=next((codes[0] for codes in single if codes != own), ""),
        mover="" if mine or not movers else movers[0],
        mine=mine,
        due=due or "",
    )


def _state(call: Call, around: Around) -> tuple[str, str | None]:
    """Return where it stood after the fact, and by when it is to go on, unless it has gone on already."""
    dims = call.fact.dims
    moved = [one["state"] for one in dims.get("moves", ()) if one["track"] == call.track]
    state = dims["state"] if not call.track else moved[-1] if moved else ""
    now, due = around.standing.get((call.exchange, call.authority if call.track else None, call.track), ("", None))
    return (now, due) if now == (state or now) else (state, None)
