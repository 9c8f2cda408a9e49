"""The lines on the database: lay the network and the exchanges, measure, tell."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import server, table
from benchmarks.clients import Client
from benchmarks.filling import finished, told
from benchmarks.measuring import all_figures, targets_of
from benchmarks.moulds import Owner
from benchmarks.network import Place, install_areas, laid, lay_authorities

FILLING = 2
"""Processes that lay exchanges; the server needs time, too."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The table, and for each target: name, value, target, unit, and whether it is the least."""

    rows: list[str]
    judged: list[tuple[str, float, float, str, bool]]


def measured(clients: Sequence[Client], exchanges: int, authorities: int, counts: Sequence[int]) -> Lines:
    """Lay everything that is not there yet, measure every line, and print the table as it grows."""
    with server.superuser() as owner:
        places = lay(owner, clients, exchanges, authorities)
        server.let_go()
        targets = targets_of(owner, places, random.Random(1))
        rows, figures = [table.HEAD, table.RULE], []
        print("\n".join(rows), flush=True)
        for one in all_figures(owner, clients, targets, counts):
            figures.append(one)
            rows.append(table.row_of(one))
            print(rows[-1], flush=True)
    return Lines(rows, table.judged(figures))


def lay(owner: Owner, clients: Sequence[Client], exchanges: int, authorities: int) -> list[Place]:
    """Lay the network and the exchanges, unless they lie there from an earlier run; return the authorities."""
    there = laid(owner)
    if there:
        return there
    began = time.monotonic()
    install_areas()
    places = lay_authorities(owner, authorities)
    casts = told(owner, places)
    edges = [exchanges * number // FILLING for number in range(FILLING + 1)]
    shares = [slice(first, last) for first, last in itertools.pairwise(edges)]
    for client, share in zip(clients, shares, strict=False):
        client.tell("fill", places, casts, range(1, exchanges + 1), share)
    for client, _ in zip(clients, shares, strict=False):
        client.hear()
    finished(owner)
    print(f"laid in {time.monotonic() - began:.0f} s\n", flush=True)
    return places
