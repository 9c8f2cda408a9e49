"""Clients: processes that do a line as fast as they can, with connections of their own, told what to do by a pipe."""

from __future__ import annotations

import multiprocessing as mp
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.exchanges.serving import Serving
from counterpart.foundation.collecting import collect_seldom

LEAD = 0.3
"""Seconds between telling and beginning, so that all begin at once."""


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
    serving = Serving()
    collect_seldom()  # as in every process that serves
    while (said := pipe.recv())[0] != "end":
        try:
            pipe.send((True, getattr(serving, said[0])(*said[1:])))
        except Exception as error:  # noqa: BLE001  whatever it is, the parent has to hear of it
            pipe.send((False, f"{said[0]}: {type(error).__name__}: {error}"))
