"""The lines on the database: lay the network and the exchanges, measure, tell, judge.

Called by `make bench` with a data folder of its own in COUNTERPART_DATA.
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.exchanges import server, table
from benchmarks.exchanges.clients import Client, end, started
from benchmarks.exchanges.filling import finished, told
from benchmarks.exchanges.measuring import all_figures, targets_of
from benchmarks.exchanges.moulds import Owner
from benchmarks.exchanges.network import Place, install_areas, laid, lay_authorities
from benchmarks.exchanges.people import lay_people
from benchmarks.figures import Figure, written_into

README = Path(__file__).parent.parent / "README.md"
EXCHANGES = 100_000
AUTHORITIES = 6_802
CLIENTS = (1, 4, 8)
FILLING = 2
"""Processes that lay exchanges; the server needs time, too."""


def main() -> int:
    """Lay, measure and judge; with `--write` put the table into the README."""
    print(f"\n{EXCHANGES:,} exchanges between {AUTHORITIES:,} authorities", flush=True)
    with server.running():
        clients = started(max(CLIENTS))
        try:
            rows, figures = measured(clients)
        finally:
            end(clients)
    for figure in figures:
        print(figure)
    if "--write" in sys.argv:
        written_into(README, rows)
    return 0 if all(figure.met for figure in figures) else 1


def measured(clients: Sequence[Client]) -> tuple[list[str], list[Figure]]:
    """Measure every line, print the table as it grows, and return it with what is judged."""
    with server.superuser() as owner:
        places = lay(owner, clients)
        server.let_go()
        targets = targets_of(owner, places, random.Random(1))
        rows, figures = [table.HEAD, table.RULE], []
        print("\n".join(rows), flush=True)
        for one in all_figures(owner, clients, targets, CLIENTS):
            figures.append(one)
            rows.append(table.row_of(one))
            print(rows[-1], flush=True)
    return rows, table.judged(figures)


def lay(owner: Owner, clients: Sequence[Client]) -> list[Place]:
    """Lay the network and the exchanges, unless they lie there from an earlier run; return the authorities."""
    there = laid(owner)
    if there:
        return there
    began = time.monotonic()
    install_areas()
    places = lay_authorities(owner, AUTHORITIES)
    lay_people(owner, places)
    casts = told(owner, places)
    edges = [EXCHANGES * number // FILLING for number in range(FILLING + 1)]
    shares = [slice(first, last) for first, last in itertools.pairwise(edges)]
    for client, share in zip(clients, shares, strict=False):
        client.tell("fill", places, casts, range(1, EXCHANGES + 1), share)
    for client, _ in zip(clients, shares, strict=False):
        client.hear()
    finished(owner)
    print(f"laid in {time.monotonic() - began:.0f} s\n", flush=True)
    return places


if __name__ == "__main__":
    raise SystemExit(main())
