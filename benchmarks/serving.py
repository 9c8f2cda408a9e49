"""The client's end: what it does when the parent says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.clients import Ran, timed
from benchmarks.filling import fill
from benchmarks.lines import LINES, Target
from benchmarks.moulds import Cast
from benchmarks.network import Place
from benchmarks.recording import ALIASES, Said, raw, recorded, replay, round_trips
from benchmarks.server import superuser
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
        line = LINES[name]
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
        line = LINES[name]

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
            LINES["read"].do(target)
            LINES["work"].do(target)
