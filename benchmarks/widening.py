"""The wide alert, in the process that `wide.py` starts with a data folder of its own."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection

from benchmarks.exchanges import server
from benchmarks.exchanges.alerts import (
    INFORMATION,
    RECIPIENTS,
    Received,
    Wide,
    lay_wide,
    passed_on,
    received,
    rows_there,
    step,
    tell_everybody,
    warned,
)
from benchmarks.exchanges.network import Place, install_areas
from benchmarks.exchanges.visits import Unexpected, page, session_of
from benchmarks.figures import Figure, written_into
from counterpart.exchanges.actions.beginning import Capacity, Written
from counterpart.foundation.clock import SystemClock
from counterpart.foundation.collecting import collect_seldom

AUTHORITIES = 13_000
MOST_SECONDS, MOST_CPU, MOST_ROWS = 2.0, 6.0, 4.0
TIMES = 60
WARNER = "its page, for who warned"
README = Path(__file__).parent / "README.md"
HEAD = ["| alert to 30 members, passed on to 13,000 authorities | s | CPU ms: Python |", "|---|--:|--:|"]


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took, and how much of the processor Python took of it (seconds)."""

    seconds: float
    cpu: float

    def row(self, title: str) -> str:
        """Return the row of the table."""
        return f"| {title} | {self.seconds:.3f} | {self.cpu * 1000:.1f} |"


def main() -> int:
    """Lay, tell, ask and judge."""
    now = SystemClock().now()
    with server.running(), server.superuser() as owner:
        owner.autocommit = True
        install_areas()
        wide = lay_wide(owner, AUTHORITIES)
        narrow, alert = warned(wide, now), warned(wide, now)
        collect_seldom()
        tell_everybody(now)
        before = rows_there(owner)
        steps = told(owner, wide, alert, now)
        after = rows_there(owner)
        rows = sum(round((number - before[name]) / len(wide.told)) for name, number in after.items())
        steps |= after_all(owner, wide, alert, now)
        pages = looked_at(wide, alert, narrow)
    lines = [*HEAD, *(taken.row(title) for title, taken in (steps | pages).items())]
    figures = [Figure("rows for each authority that received it", rows, MOST_ROWS, "rows")]
    inboxes = [title for title in pages if title.startswith("inbox")]
    figures += [Figure(title, pages[title].seconds, MOST_SECONDS, "s") for title in inboxes]
    figures += [Figure(title, pages[title].cpu * 1000, MOST_CPU, "ms") for title in pages if title == WARNER]
    print(*lines, *figures, sep="\n")
    if "--write" in sys.argv:
        written_into(README, lines, "wide")
    return 0 if all(one.met for one in figures) else 1


def told(owner: Connection[tuple[object, ...]], wide: Wide, alert: Written, now: dt.datetime) -> dict[str, Taken]:
    """Pass the alert on everywhere, and tell everybody of it."""
    most, *others = sorted(_received(owner, wide, alert), key=lambda one: -len(wide.places[one.member]))
    found = {"acknowledge, and pass on to most": taken(lambda: passed_on(wide, alert, most, now))}
    *others, last = others
    for one in others:
        passed_on(wide, alert, one, now)
    found["acknowledge, and pass on last of all"] = taken(lambda: passed_on(wide, alert, last, now))
    found["tell everybody, by notice and mail"] = taken(lambda: tell_everybody(now))
    return found


def after_all(owner: Connection[tuple[object, ...]], wide: Wide, alert: Written, now: dt.datetime) -> dict[str, Taken]:
    """Do two steps in the alert that everybody has."""
    one = _received(owner, wide, alert)[0]
    settled = taken(lambda: step(one.actor, alert, "settle", one.capacity, now))
    added = taken(lambda: step(one.actor, alert, "add_information", Capacity(RECIPIENTS), now, INFORMATION))
    return {"a step of one member": settled, "information for everybody": added}


def _received(owner: Connection[tuple[object, ...]], wide: Wide, alert: Written) -> list[Received]:
    return [one for one in received(owner, alert) if one.member != wide.first.member]


def looked_at(wide: Wide, alert: Written, narrow: Written) -> dict[str, Taken]:
    """Return what the pages take: of who received it, who warned and its coordinator, and of an alert as broadcast."""
    warner, informed = wide.first, wide.told[-1]
    above = wide.coordinators[warner.member]
    return {
        "inbox of one who received it: my work": warm(informed, "work/others", shows=alert.number),
        "inbox of one who received it: notices": warm(informed, "notices", shows=alert.number),
        "its page, for one who received it": warm(informed, f"exchanges/{alert.number}"),
        WARNER: warm(warner, f"exchanges/{alert.number}"),
        "its page, for the coordinator of who warned": warm(above, f"exchanges/{alert.number}"),
        "page of an alert that was not passed on, for who warned": warm(warner, f"exchanges/{narrow.number}"),
    }


def taken(call: Callable[[], object]) -> Taken:
    """Return how long a call takes."""
    began, spent = time.perf_counter(), time.process_time()
    call()
    return Taken(time.perf_counter() - began, time.process_time() - spent)


def warm(place: Place, address: str, shows: str = "") -> Taken:
    """Return the least that a page takes of several times. Raises Unexpected where it does not show something."""
    session_of(place)
    if shows not in page(place, address).decode():
        raise Unexpected(f"{address} does not show {shows}")
    found = [taken(lambda: page(place, address)) for _ in range(TIMES)]
    return Taken(min(one.seconds for one in found), min(one.cpu for one in found))


if __name__ == "__main__":
    raise SystemExit(main())
