"""The searches, in the process that `registers.py` starts with a data folder of its own."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.entries import ENTRIES, SEARCHES, lay_entries
from benchmarks.exchanges import server
from benchmarks.figures import Figure, written_into
from benchmarks.moment import NOW
from counterpart.directory.actions.laying import lay_network
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.queries.staffed import people_by_key
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.addresses import Role, addresses_of
from counterpart.foundation.database.roles import sign_in
from counterpart.operations.demonstration.laying import SEED, install_areas, laid
from counterpart.operations.demonstration.planning import network_plan
from counterpart.operations.demonstration.staffing import all_users
from counterpart.operations.demonstration.stories import main_authorities
from counterpart.operations.operator import asked_now, operator
from counterpart.repositories.permissions import repository_of
from counterpart.repositories.queries.searching import search

README = Path(__file__).parent / "README.md"
MOST = 30.0
"""Milliseconds that 95 of 100 searches may take."""
TIMES = 40
HEAD = [f"| search among {ENTRIES:,} entries | median, ms | 95 of 100, ms |", "|---|--:|--:|"]


def main() -> int:
    """Lay, search, judge; with `--write` put the table into the README."""
    with server.running():
        reader = somebody()
        with sign_in(addresses_of().parameters(Role.OWNER)) as owner:
            lay_entries(owner, NOW)
        repository = repository_of(reader, "registers", "entry")
        taken: dict[str, list[float]] = {}
        for name, sought in SEARCHES.items():
            search(reader, repository, sought)  # words are read once
            taken[name] = sorted(_milliseconds(functools.partial(search, reader, repository, sought)))
    lines = (f"| {name} | {some[TIMES // 2]:.1f} | {some[TIMES * 95 // 100]:.1f} |" for name, some in taken.items())
    table = [*HEAD, *lines]
    print("\n".join(table))
    if "--write" in sys.argv:
        written_into(README, table, "registers")
    every = sorted(one for some in taken.values() for one in some)
    figure = Figure(f"search among {ENTRIES:,} entries, 95 of 100", every[len(every) * 95 // 100], MOST, "ms")
    print(figure)
    return 0 if figure.met else 1


def somebody() -> Actor:
    """Return somebody who may search the directory of registers: of a network with a single member."""
    install_areas(print)
    plan = [one for one in network_plan(SEED) if one.member == "PL"]
    main = main_authorities(plan)["PL"]
    users = list(all_users(plan, SEED, {main.key}))
    lay_network(operator(), asked_now(), list(laid(plan, users)))
    ref, user = people_by_key([main.key])[main.key]
    return actor_for(user, ref, NOW)


def _milliseconds(call: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        call()
        taken.append(1_000 * (time.perf_counter() - began))
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
