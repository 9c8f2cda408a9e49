"""The client's end: what it does when the parent says so."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from benchmarks.exchanges.filling import fill
from benchmarks.exchanges.lines import LINES, Line, Target
from benchmarks.exchanges.moulds import Cast
from benchmarks.exchanges.network import Place
from benchmarks.exchanges.recording import ALIASES, Said, raw, recorded, replay, round_trips
from benchmarks.exchanges.server import superuser
from benchmarks.exchanges.timing import Ran, timed
from benchmarks.exchanges.visits import hash_verified
from counterpart.exchanges.actions.beginning import Written

FLUSH = "select pg_stat_force_next_flush()"


class Serving:
    """What a client holds: statements to be replayed."""

    def __init__(self) -> None:
        """Begin with nothing recorded."""
        self.said: list[list[Said]] = []

    def backends(self) -> list[int]:
        """Return the processes of the server that serve this client."""
        return [int(raw(alias).info.backend_pid) for alias in ALIASES]

    def flush(self) -> None:
        """Have the backends tell what they did so far."""
        for alias in ALIASES:
            raw(alias).execute(FLUSH)

    def record(self, name: str, targets: list[Target]) -> tuple[list[Written], float]:
        """Do a line once for each target and keep its statements; return what stands now, and round trips on average.

        What can be taken back is taken back at once.
        """
        line = _ready(name, targets)
        self.said, made = [], []
        for target in targets:
            with recorded(undo=line.writes and not line.keeps) as said:
                written = line.do(target)
            self.said.append(said)
            if line.keeps and written is not None:
                made.append(written)
        return made, sum(map(round_trips, self.said)) / len(self.said)

    def run(self, name: str, targets: list[Target], begin: float, seconds: float) -> Ran:
        """Do a line for one target after the other; a line that writes ends with the last one."""
        line = _ready(name, targets)

        def do(count: int) -> bool:
            if line.writes and count >= len(targets):
                return False
            line.do(targets[count % len(targets)])
            return True

        return timed(do, begin, seconds, self.backends())

    def replay(self, name: str, begin: float, seconds: float) -> Ran:
        """Replay what was recorded; what a line has written once cannot be written again."""
        writes, said = LINES[name].writes, self.said

        def do(count: int) -> bool:
            if writes and count >= len(said):
                return False
            replay(said[count % len(said)])
            return True

        return timed(do, begin, seconds, self.backends())

    def fill(self, places: Sequence[Place], casts: Sequence[Cast], laid: range, share: slice) -> None:
        """Lay a share of exchanges."""
        with superuser() as owner:
            fill(owner, places, casts, laid, share)

    def warm(self, targets: list[Target]) -> Any:
        """Do every line that changes nothing some times, so that all is loaded and prepared."""
        for target in targets:
            for name in ("read", "work", "page", "work page"):
                _ready(name, [target]).do(target)

    def hash(self, times: int) -> float:
        """Return the CPU seconds that Argon2 takes for one password, on average."""
        hash_verified()
        began = time.process_time()
        for _ in range(times):
            hash_verified()
        return (time.process_time() - began) / times


def _ready(name: str, targets: list[Target]) -> Line:
    """Return a line when everything is done that has to be before."""
    line = LINES[name]
    if line.before is not None:
        for target in targets:
            line.before(target)
    return line
