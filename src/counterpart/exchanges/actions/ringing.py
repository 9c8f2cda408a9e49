"""What the clock does: deadlines that were reached, exchange by exchange.

The due rows are read without locking; then the exchange is locked, as in every step, and it is looked again what its
situation says is due. So two workers, or a worker and somebody who acts at the same second, never do a thing twice.
Everything of one exchange that is due happens in one transaction: thirteen thousand rows of a track cost one step.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from uuid import UUID

from counterpart.core.errors import NotFound, OutOfTurn
from counterpart.core.workflow import Alarm, AlarmKind, next_alarms
from counterpart.exchanges.actions.beginning import Written, laid_out, written
from counterpart.exchanges.storage.concluding import Said, conclude
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.loading import load
from counterpart.exchanges.storage.needs import Needs, needs_of_action, needs_of_settling
from counterpart.exchanges.storage.seating import reseat_coordinators
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.reach import is_away
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from counterpart.foundation.whereabouts import whereabouts

CLOCK = Actor(ActorKind.CLOCK, None)
AT_ONCE = 500
"""Due rows that are looked at together; further ones follow in the next round."""

LATER = dt.timedelta(minutes=5)
"""When what could not be done is tried again: a fault of one exchange must not stop the clock of the others."""

DUE = """
select e.ref, array_agg(d.id) from (
  select id, exchange_id from exchanges_deadline where fire_at <= %s order by fire_at, exchange_id limit %s) d
join exchanges_exchange e on e.id = d.exchange_id group by e.ref
"""
FORGET = "delete from exchanges_deadline where id = any(%s::bigint[])"
POSTPONE = "update exchanges_deadline set fire_at = %s where id = any(%s::bigint[])"

_log = logging.getLogger(__name__)


@action("exchanges.ring")
def ring(doing: Doing, exchange: UUID) -> Written:
    """Do everything that is due in an exchange. Raises OutOfTurn `nothing_due` when others have done it."""
    file = load(exchange)
    held = file.one
    due = [alarm for alarm in next_alarms(held.layout.rules, held.situation) if alarm.fire_at <= doing.now]
    if not due:
        raise OutOfTurn("nothing_due")
    laid = laid_out(doing, file, None, _needs(held, due))
    laid.desk.ring(held.key, due)
    reseat_coordinators(laid)
    rang = sorted({alarm.kind.value for alarm in due})
    said = Said(action="ring", fired_until=doing.now, facts={"due": len(due), "rang": rang})
    return written(conclude(doing, laid, said), laid)


def fire_deadlines(now: dt.datetime) -> int:
    """Do all that is due in all exchanges by now; return in how many something was done. The worker's duty."""
    done = 0
    with as_worker():
        while True:
            with as_actor([], read_only=True):
                due = rows(DUE, [now, AT_ONCE])
            if not due:
                return done
            done += sum(_fire(ref, ids, now) for ref, ids in due)


def _fire(ref: UUID, ids: Sequence[int], now: dt.datetime) -> bool:
    """Do what is due in one exchange; say whether anything was done."""
    try:
        ring(CLOCK, Asked(new_ref(now), now), ref)
    except (OutOfTurn, NotFound) as reason:
        if reason.code not in ("nothing_due", "exchange_unknown"):
            _postpone(ref, ids, now, reason)
            return False
        with as_actor([]):
            run(FORGET, [list(ids)])
        return False
    except Exception as problem:  # whatever one exchange raises must not stop the clock of the others
        if is_away(problem):
            raise
        _postpone(ref, ids, now, problem)
        return False
    return True


def _postpone(ref: UUID, ids: Sequence[int], now: dt.datetime, problem: Exception) -> None:
    """Try again later what could not be done, and say so where an operator looks."""
    _log.error("a deadline could not be kept", extra={"exchange": str(ref), "error": whereabouts(problem)})
    with as_actor([]):
        run(POSTPONE, [now + LATER, list(ids)])


def _needs(held: Held, due: Sequence[Alarm]) -> Needs:
    """Return what the overdue actions need; a reminder needs nothing but the automatic actions that follow."""
    rules, found = held.layout.rules, needs_of_settling(held.layout)
    for track, name in {_overdue(held, alarm) for alarm in due if alarm.kind is AlarmKind.OVERDUE}:
        found |= needs_of_action(held.layout, track, name) if name in rules.machine(track).actions else Needs()
    return found


def _overdue(held: Held, alarm: Alarm) -> tuple[str, str]:
    rules, place = held.layout.rules, alarm.place
    if place.clock:
        return "", rules.clocks[place.clock].runs_out
    row = held.situation.row(place.track, place.key) if place.track else None
    state = row.state if row is not None else held.situation.state
    return place.track, rules.machine(place.track).states[state].overdue
