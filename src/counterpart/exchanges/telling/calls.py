"""Which authorities a fact concerns: of what each is told, and as which party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from counterpart.core.workflow import OPERATOR
from counterpart.exchanges.events import ContentWritten, ExchangeAllocated
from counterpart.exchanges.row_security import CONTENT
from counterpart.foundation.database.statements import rows
from counterpart.foundation.facts import FactRow
from counterpart.notices.kinds import FIRST, NoticeKind

MESSAGE = "message"
NO_ONE = 0
"""Stands for the authority of the operator's desk."""

SEATS = """
select p.exchange_id, p.authority_id, p.name from exchanges_party p join exchanges_access a
  on a.exchange_id = p.exchange_id and a.authority_id = p.authority_id and a.level >= %s
where p.exchange_id = any(%s::bigint[]) and p.until_n is null order by p.id
"""
DOERS = """
select stream, n, actor_ref from foundation_log_entry
where (stream, n) in (select stream, n from unnest(%s::uuid[], %s::int[]) as x(stream, n))
"""


@dataclass(frozen=True, slots=True)
class Call:
    """An authority that is to be told because of a fact: of what, and as which party.

    `users` narrows it to these, `but` leaves out who did it.
    """

    fact: FactRow
    authority: int
    kind: NoticeKind
    party: str
    track: str = ""
    message: str = ""
    users: frozenset[int] = frozenset()
    but: UUID | None = None

    @property
    def exchange(self) -> int:
        """Return the number of its row."""
        return int(self.fact.dims["exchange"])


def calls_of(facts: Sequence[FactRow]) -> Iterator[Call]:
    """Yield the authorities that facts concern, in the order of the facts."""
    others = [fact for fact in facts if fact.type in {ContentWritten.TYPE, ExchangeAllocated.TYPE}]
    seats, doers = (_seats(others), _doers(others)) if others else ({}, {})
    for fact in facts:
        dims = fact.dims
        taking_part = seats.get(int(dims["exchange"]), {})
        if fact.type == ExchangeAllocated.TYPE:
            users, doer = frozenset(dims["users"]), doers.get((fact.stream, fact.n))
            party = taking_part.get(dims["authority"], "")
            if users and party:
                yield Call(fact, dims["authority"], NoticeKind.ALLOCATED, party, users=users, but=doer)
            elif party and dims.get("left"):
                yield Call(fact, dims["authority"], NoticeKind.NEW_WORK, party)
        elif fact.type != ContentWritten.TYPE:
            yield from _of_step(fact)
        elif dims["what"] == MESSAGE:
            for authority, party in taking_part.items():
                if authority != dims["authority"] and (dims["audience"] is None or party in dims["audience"]):
                    yield Call(fact, authority, NoticeKind.WRITTEN, party)


def _of_step(fact: FactRow) -> Iterator[Call]:
    """Return each authority that a step tells once: of the weightiest, with the module's message if there is one."""
    found: dict[int, Call] = {}
    for one in sorted(fact.dims["told"], key=lambda one: FIRST.index(NoticeKind[one["kind"].upper()])):
        kind, desk = NoticeKind[one["kind"].upper()], [NO_ONE] if one["party"] == OPERATOR else []
        for authority in one["authorities"] or desk:
            call = Call(fact, authority, kind, one["party"], one["track"], one["message"])
            before = found.setdefault(authority, call)
            if before is not call and before.track == call.track and not before.message:
                found[authority] = replace(before, message=call.message)
    yield from found.values()


def _seats(facts: Sequence[FactRow]) -> Mapping[int, Mapping[int, str]]:
    """Return which authorities may read the content of exchanges, and as which party: the first of each."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for exchange, authority, party in rows(SEATS, [CONTENT, [fact.dims["exchange"] for fact in facts]]):
        found[exchange].setdefault(authority, party)
    return found


def _doers(facts: Sequence[FactRow]) -> Mapping[tuple[UUID, int], UUID | None]:
    found = rows(DOERS, [[fact.stream for fact in facts], [fact.n for fact in facts]])
    return {(stream, n): actor for stream, n, actor in found}
