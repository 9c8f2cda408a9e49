"""How far a long command has come: said on a terminal, once it has taken a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from counterpart.operations.terminal import Terminal

PATIENCE = 2.0
"""Seconds after which people want to know."""

Thing = TypeVar("Thing")


def with_progress(
    things: Sequence[Thing],
    terminal: Terminal,
    say: Callable[[Thing], str],
    *,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Thing]:
    """Yield the things; after two seconds a passing line says which one is being worked on."""
    began = clock()
    shown = False
    for number, thing in enumerate(things, start=1):
        if clock() - began >= PATIENCE:
            terminal.status(f"{say(thing)} ({number} of {len(things)})")
            shown = True
        yield thing
        if shown:
            terminal.status("")
