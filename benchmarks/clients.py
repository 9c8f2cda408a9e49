"""Clients: processes that do a line as fast as they can, with connections of their own, told what to do by a pipe."""

from __future__ import annotations

import multiprocessing as mp
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.server import set_up

LEAD = 0.3
"""Seconds between telling and beginning, so that all begin at once."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one client did: how often, in how many seconds, and the CPU seconds of itself and of its backends."""

    count: int
    seconds: float
    own: float
    backends: float


@dataclass(slots=True)
class Client:
    """The parent's end of a client."""

    process: Any
    pipe: Connection
    backends: list[int] = field(default_factory=list)

    def tell(self, *said: Any) -> None:
        """Have it do something."""
        self.pipe.send(said)

    def hear(self) -> Any:
        """Return what came of it. Raises RuntimeError with its words when it failed."""
        came, found = self.pipe.recv()
        if not came:
            raise RuntimeError(found)
        return found


def started(count: int) -> list[Client]:
    """Start clients; each is ready when it has answered."""
    context = mp.get_context("spawn")
    found = []
    for _ in range(count):
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        process.start()
        found.append(Client(process, ours))
    for client in found:
        client.tell("backends")
    for client in found:
        client.backends = client.hear()
    return found


def together(clients: Sequence[Client], *said: Any) -> list[Any]:
    """Have clients do the same at once, and return what came of it."""
    for client in clients:
        client.tell(*said)
    return [client.hear() for client in clients]


def end(clients: Sequence[Client]) -> None:
    """End them."""
    for client in clients:
        client.tell("end")
    for client in clients:
        client.process.join(10)


def _serve(pipe: Connection) -> None:
    """Do what the pipe says until it says that it is enough."""
    set_up()
    from benchmarks.serving import Serving  # noqa: PLC0415  models can be loaded only after Django was set up

    serving = Serving()
    while (said := pipe.recv())[0] != "end":
        try:
            pipe.send((True, getattr(serving, said[0])(*said[1:])))
        except Exception as error:  # noqa: BLE001  whatever it is, the parent has to hear of it
            pipe.send((False, f"{said[0]}: {type(error).__name__}: {error}"))


def timed(do: Callable[[int], bool], begin: float, seconds: float, backends: Sequence[int]) -> Ran:
    """Do something again and again from a moment on, until the time is over or it says that nothing is left."""
    time.sleep(max(0.0, begin - time.monotonic()))
    before, own, began = _cpu_of(backends), time.process_time(), time.perf_counter()
    count, until = 0, began + seconds
    while time.perf_counter() < until and do(count):
        count += 1
    took = time.perf_counter() - began
    return Ran(count, took, time.process_time() - own, _cpu_of(backends) - before)


def _cpu_of(processes: Sequence[int]) -> float:
    """Return the CPU seconds of processes: the first number of `schedstat` is nanoseconds."""
    return sum(int(Path(f"/proc/{one}/schedstat").read_text(encoding="ascii").split()[0]) for one in processes) / 1e9
