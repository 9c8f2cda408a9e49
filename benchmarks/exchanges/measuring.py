"""Measures each line beside its own statements replayed bare: same concurrency, same minute, same tables."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.exchanges.clients import LEAD, Client, together
from benchmarks.exchanges.filling import removed
from benchmarks.exchanges.lines import LINES, QUERIES, Line, Target
from benchmarks.exchanges.moulds import Owner
from benchmarks.exchanges.network import Place
from benchmarks.exchanges.timing import Ran
from counterpart.exchanges.actions.beginning import Written

SECONDS = 4.0
BARE_SECONDS = 3.0
RECORDED = {"step": 2_400, "read": 1_600, "work": 800, "create": 900, "page": 800, "work page": 400}
"""How many are recorded for the bare run, over all clients."""
WRITTEN = {"step": 2_400, "create": 900}
"""How many targets a line that writes gets at most, over all clients."""

SENT = "select ref, number, version, state, id from exchanges_exchange where state = %s"
SOME = "select ref, number, version, state, id from exchanges_exchange where mod(id, %s) = 3 and state <> %s"
SEATS = """
select exchange_id, name, authority_id from exchanges_party
where exchange_id = any(%s) and name = any(%s) and until_n is null
"""
HASHES = 20
COUNTERS = """
select coalesce(sum(i.hits + i.reads), 0)::bigint, coalesce(sum(w.wal_bytes), 0)::bigint
from unnest(%s::int[]) as p(pid),
  lateral (select sum(hits) as hits, sum(coalesce(reads, 0)) as reads from pg_stat_get_backend_io(p.pid)
    where object = 'relation') i,
  lateral pg_stat_get_backend_wal(p.pid) w
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table. Times are CPU milliseconds of one, `pages` and `wal` (bytes) are of one, too.

    `bare` is 0 where nothing was replayed. `apart` is the part of `own` that is stated apart: of Argon2.
    """

    line: Line
    clients: int
    rate: float
    bare: float
    own: float
    backends: float
    bare_own: float
    bare_backends: float
    pages: float
    wal: float
    round_trips: float
    apart: float = 0.0

    @property
    def ratio(self) -> float:
        """Return which part of its bare statements the line reaches."""
        return self.rate / self.bare


@dataclass(slots=True)
class Targets:
    """Exchanges that lines are done on; those to be written serve once."""

    sent: list[Target]
    some: list[Target]
    chance: random.Random = field(default_factory=lambda: random.Random(2))

    def take(self, line: Line, count: int) -> list[Target]:
        """Return so many targets. Raises RuntimeError when there are none left."""
        if not line.writes or line.keeps:
            return self.chance.choices(self.some, k=count)
        if len(self.sent) < count:
            raise RuntimeError("no requests are left to be accepted: fill more")
        taken, self.sent = self.sent[:count], self.sent[count:]
        return taken


def targets_of(owner: Owner, places: Sequence[Place], chance: random.Random) -> Targets:
    """Find what the lines can be done on."""
    sent, some = _targets(owner, places, SENT, ["sent"]), _targets(owner, places, SOME, [9, "draft"])
    chance.shuffle(sent)
    return Targets(sent, some)


def measured(owner: Owner, clients: Sequence[Client], targets: Targets, line: Line) -> Figures:
    """Record, run and replay a line with these clients."""
    recorded = _recorded(owner, clients, targets, line) if line.bare else []
    writes = WRITTEN.get(line.name, 0) // len(clients)
    lots = [targets.take(line, writes or 2_000 // len(clients)) for _ in clients]
    before = _counted(owner, clients)
    ran = _timed(clients, [("run", line.name, lot) for lot in lots], SECONDS)
    after = _counted(owner, clients)
    bare = _timed(clients, [("replay", line.name)] * len(clients), BARE_SECONDS) if line.bare else []
    count = sum(one.count for one in ran)
    replayed = sum(one.count for one in bare) or 1
    return Figures(
        line=line,
        clients=len(clients),
        rate=sum(one.count / one.seconds for one in ran),
        bare=sum(one.count / one.seconds for one in bare),
        own=sum(one.own for one in ran) / count * 1e3,
        backends=sum(one.backends for one in ran) / count * 1e3,
        bare_own=sum(one.own for one in bare) / replayed * 1e3,
        bare_backends=sum(one.backends for one in bare) / replayed * 1e3,
        pages=(after[0] - before[0]) / count,
        wal=(after[1] - before[1]) / count,
        round_trips=sum(trips for _, trips in recorded) / max(1, len(recorded)),
        apart=0.0 if line.bare else max(together(clients, "hash", HASHES)) * 1e3,
    )


def _recorded(
    owner: Owner, clients: Sequence[Client], targets: Targets, line: Line
) -> list[tuple[list[Written], float]]:
    """Have the statements of a line recorded, and take out of the tables what that has made."""
    share = RECORDED[line.name] // len(clients)
    recorded = _each(clients, [("record", line.name, targets.take(line, share)) for _ in clients])
    made = [one for found, _ in recorded for one in found]
    if made:
        removed(owner, made)
    return recorded


def all_figures(owner: Owner, clients: Sequence[Client], targets: Targets, counts: Sequence[int]) -> Iterator[Figures]:
    """Measure every line at each number of clients."""
    together(clients, "warm", targets.some[:40])
    owner.execute("checkpoint")
    for line in LINES.values():
        for count in counts if line.name in QUERIES else counts[:2]:
            yield measured(owner, clients[:count], targets, line)


def _each(clients: Sequence[Client], said: Sequence[tuple[object, ...]]) -> list[tuple[list[Written], float]]:
    for client, one in zip(clients, said, strict=True):
        client.tell(*one)
    return [client.hear() for client in clients]


def _timed(clients: Sequence[Client], said: Sequence[tuple[object, ...]], seconds: float) -> list[Ran]:
    begin = time.monotonic() + LEAD
    for client, one in zip(clients, said, strict=True):
        client.tell(*one, begin, seconds)
    return [client.hear() for client in clients]


def _counted(owner: Owner, clients: Sequence[Client]) -> tuple[int, int]:
    """Return the pages that the backends of clients have touched so far, and the bytes of WAL they have written."""
    together(clients, "flush")
    found = owner.execute(COUNTERS, [[pid for client in clients for pid in client.backends]]).fetchone()
    return (int(found[0]), int(found[1])) if found is not None else (0, 0)


def _targets(owner: Owner, places: Sequence[Place], statement: str, values: list[object]) -> list[Target]:
    by_id = {place.id: place for place in places}
    rows = owner.execute(statement, values).fetchall()
    seats: dict[tuple[int, str], int] = {
        (exchange, name): authority
        for exchange, name, authority in owner.execute(
            SEATS, [[row[4] for row in rows], ["requester", "responder"]]
        ).fetchall()
    }
    found = []
    for ref, number, version, state, id_ in rows:
        requester, responder = by_id[seats[id_, "requester"]], by_id[seats[id_, "responder"]]
        reader = responder if id_ % 2 else requester
        found.append(Target(Written(ref, number, version, state), requester, responder, reader))
    return found
