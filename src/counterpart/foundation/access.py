"""The access log: who read what, when, for which authority and by which right.

Regulation (EU) No 1024/2012 gives people access to their data (Article 19), and Regulation (EU) 2016/679 to who
received them (Article 15): so every page and every read through the API that opens content is told of here, in one
insert, before it is shown. It stands beside the chain, because reading must not lock an exchange; every hour an anchor
holds its digest. It is cut into months (`foundation_access_month`); what falls into no month yet is kept in the rest.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.core.errors import Invalid, Refused
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows, run
from counterpart.foundation.log.store import LAST_CLOSED
from counterpart.foundation.vault import KeyClass

MONTHS_AHEAD = 2
"""So many months are made before they begin."""
PAGE = 500
"""Most readings that one query returns."""
AUDIT = "access_log"
"""The right in the network to read who read."""


class What(enum.IntEnum):
    """What was read; the numbers are stored and never change. New ones are added at the end."""

    EXCHANGE = 1
    LIST = 2
    """A work list or an overview, with the labels of its rows."""
    SEARCH = 3
    """A search in what is sealed, and its results."""
    FILE = 4
    REPORT = 5
    """A document made of an exchange: printed, or sent elsewhere."""
    HISTORY = 6
    ENTRY = 7
    """An entry of a register that is not public."""
    EXPORT = 8
    """Everything about somebody, for themselves."""


class ByRight(enum.IntEnum):
    """Why it was open to the reader; the numbers are stored and never change. New ones are added at the end."""

    PARTY = 1
    """The authority is a party, and the reader may handle its exchanges."""
    COORDINATOR = 2
    """The authority coordinates a party that asked for approval, or referred the exchange."""
    OVERVIEW = 3
    """Overview only: no content."""
    APPLICANT = 4
    """It is their own."""
    BLOCKED = 5
    """Data under blocking, opened with a written reason."""
    SUPERVISION = 6
    """A data protection officer or supervisor, or the operator for one."""
    CIRCLE = 7
    """The repository is open to a role of the authority."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading. `classes` are the classes of data that were opened; none when only an overview was."""

    at: dt.datetime
    actor_ref: UUID
    authority_ref: UUID | None
    for_user_ref: UUID | None
    stream: UUID | None
    what: int
    classes: frozenset[KeyClass]
    by_right: int
    request_id: UUID | None


INSERT = f"""
insert into foundation_access(at, actor_ref, authority_ref, for_user_ref, stream, what, classes, by_right, request_id)
values (greatest(%s::timestamptz, ({LAST_CLOSED})), %s, %s, %s, %s, %s, %s, %s, %s)
"""  # noqa: S608  text of ours
"""A process that stood still since it took its moment (a machine asleep) tells of no hour that an anchor closed: the
anchor would not fit any more. Nothing was shown before this is told, so the later moment is the truer one."""
OF_STREAM = """
select at, actor_ref, authority_ref, for_user_ref, stream, what, classes, by_right, request_id
from foundation_access where stream = %s and at >= %s and at < %s order by at desc limit %s
"""
BY_READER = """
select at, actor_ref, authority_ref, for_user_ref, stream, what, classes, by_right, request_id
from foundation_access where actor_ref = %s and at >= %s and at < %s order by at desc limit %s
"""
MONTH = "select foundation_access_month(%s)"


def record_reading(  # noqa: PLR0917  who, of what, by which right, when: always in this order
    actor: Actor,
    asked_id: UUID | None,
    stream: UUID | None,
    what: What,
    classes: Collection[KeyClass],
    by_right: ByRight,
    now: dt.datetime,
) -> None:
    """Tell that the actor is about to read: one insert, committed at once unless a transaction is open.

    Called outside of a read-only `as_actor`, before the page is shown, with the `now` of the page: an anchor takes the
    readings of an hour some minutes after it. `stream` is the exchange, None for a list of many. Raises `Invalid` for
    an actor without a ref: the clock reads nothing.
    """
    run(INSERT, told_of_reading(actor, asked_id, stream, what, classes, by_right, now))


def told_of_reading(  # noqa: PLR0917  as `record_reading`
    actor: Actor,
    asked_id: UUID | None,
    stream: UUID | None,
    what: What,
    classes: Collection[KeyClass],
    by_right: ByRight,
    now: dt.datetime,
) -> list[Any]:
    """Return what a reading is told of by, in the order of `INSERT`. Raises as `record_reading`."""
    if actor.ref is None:
        raise Invalid("access_reader", field="actor", kind=actor.kind.name)
    who = [actor.ref, actor.authority_ref, actor.on_behalf_of]
    return [now, *who, stream, int(what), _as_bits(classes), int(by_right), asked_id]


def telling_of_it(select: str) -> str:
    """Return a statement that reads, and tells of the reading: the values of `told_of_reading` stand before its own."""
    return f"with told as ({INSERT}){select}"


def readings_of(
    actor: Actor, stream: UUID, since: dt.datetime, until: dt.datetime, most: int = PAGE
) -> tuple[Reading, ...]:
    """Return who read an exchange from a moment on and before another, the last first; at most `PAGE` of them.

    One statement. To go on, ask again with `until` at the last one returned. Raises Refused `access_log_closed` unless
    the actor is the operator or has the right `AUDIT` in the network.
    """
    return _readings(actor, OF_STREAM, stream, since, until, most)


def readings_by(
    actor: Actor, reader: UUID, since: dt.datetime, until: dt.datetime, most: int = PAGE
) -> tuple[Reading, ...]:
    """Return what somebody read, as `readings_of`; everybody may ask for their own."""
    return _readings(actor, BY_READER, reader, since, until, most, own=actor.ref == reader)


def make_months(now: dt.datetime) -> None:
    """Make the parts of the access log for this month and the next ones; harmless twice. The worker may, others not."""
    first = now.astimezone(dt.UTC).date().replace(day=1)
    with as_actor([]):
        for _ in range(MONTHS_AHEAD + 1):
            rows(MONTH, [first])
            first = (first + dt.timedelta(days=31)).replace(day=1)


def _readings(
    actor: Actor, statement: str, of: UUID, since: dt.datetime, until: dt.datetime, most: int, *, own: bool = False
) -> tuple[Reading, ...]:
    if not (own or actor.kind is ActorKind.OPERATOR or actor.may(AUDIT, module="")):
        raise Refused("access_log_closed", needed=AUDIT)
    with as_actor([], read_only=True):
        return _as_readings(rows(statement, [of, since, until, min(most, PAGE)]))


def _as_readings(found: Sequence[Row]) -> tuple[Reading, ...]:
    return tuple(
        Reading(at, reader, authority, behalf, stream, what, _as_classes(bits), by_right, request)
        for at, reader, authority, behalf, stream, what, bits, by_right, request in found
    )


def _as_bits(classes: Collection[KeyClass]) -> int:
    return sum(1 << key_class - 1 for key_class in set(classes))


def _as_classes(bits: int) -> frozenset[KeyClass]:
    return frozenset(key_class for key_class in KeyClass if bits >> key_class - 1 & 1)
