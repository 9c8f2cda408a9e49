"""Doing something as often as possible for a while, and the CPU that it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ran:
    """What one client did: how often, in how many seconds, and the CPU seconds of itself and of its backends."""

    count: int
    seconds: float
    own: float
    backends: float


def timed(do: Callable[[int], bool], begin: float, seconds: float, backends: Sequence[int]) -> Ran:
    """Do something again and again from a moment on, until the time is over or it says that nothing is left."""
    time.sleep(max(0.0, begin - time.monotonic()))  # all clients begin at one moment
    before, own, began = _cpu_of(backends), time.process_time(), time.perf_counter()
    count, until = 0, began + seconds
    while time.perf_counter() < until and do(count):
        count += 1
    took = time.perf_counter() - began
    return Ran(count, took, time.process_time() - own, _cpu_of(backends) - before)


def _cpu_of(processes: Sequence[int]) -> float:
    """Return the CPU seconds of processes: the first number of `schedstat` is nanoseconds."""
    return sum(int(Path(f"/proc/{one}/schedstat").read_text(encoding="ascii").split()[0]) for one in processes) / 1e9
