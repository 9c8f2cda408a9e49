"""What is killed, and how it comes up again: as an operator's system would do it."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble
from tests.campaign.crash.processes import Processes
from tests.database.servers import OWN_SERVER, Server

PATIENCE = 60.0
WORKERS = 2
BACKENDS = """
select pid from pg_stat_activity where usename in ('counterpart_app', 'counterpart_worker', 'counterpart_vault')
order by state = 'idle', random() limit 1
"""


class Installation:
    """The desk, two workers and the database with its supervisor: one installation, whose parts are killed."""

    def __init__(self, server: Server, desks: Processes, workers: Processes, path: Path) -> None:
        self.server, self.desks, self.workers, self.path = server, desks, workers, path
        self.kills: dict[str, int] = {}

    def ways(self) -> list[Callable[[], None]]:
        """What can be killed; a server that is not ours has nobody who starts it again when all of it dies."""
        everywhere = [self.desk, self.worker, self.both_workers, self.backend]
        return everywhere if OWN_SERVER else [*everywhere, self.postmaster, self.supervisor, self.everything]

    def kill(self, way: Callable[[], None]) -> None:
        self.kills[way.__name__] = self.kills.get(way.__name__, 0) + 1
        way()

    def desk(self) -> None:
        self.desks.kill_all()

    def worker(self) -> None:
        self.workers.kill(random.choice(self.workers.alive))

    def both_workers(self) -> None:
        self.workers.kill_all()

    def backend(self) -> None:
        """Kill a process of the server that works for us: the server then drops all others and recovers."""
        with suppress(DatabaseTrouble), sign_in(self.server.superuser) as superuser:
            found = superuser.execute(BACKENDS).fetchone()
            if found is not None:
                _kill(int(str(found[0])))

    def postmaster(self) -> None:
        place = self.server.addresses.place
        with suppress(FileNotFoundError, IndexError):
            pid = int((place.cluster / "postmaster.pid").read_text().split()[0])
            if Path(f"/proc/{pid}/comm").read_text().strip() == "postgres":  # the file outlives its process
                _kill(pid)

    def supervisor(self) -> None:
        pid = embedded.supervisor_of(self.server.addresses.data)
        if pid is not None:
            _kill(pid)
            until(lambda: embedded.supervisor_of(self.server.addresses.data) != pid, "the supervisor lives")

    def everything(self) -> None:
        self.supervisor()
        self.postmaster()
        self.desk()
        self.both_workers()

    def revive(self) -> None:
        """Bring up what does not run, as soon as the database answers."""
        data = self.server.addresses.data
        if not OWN_SERVER and embedded.supervisor_of(data) is None:
            embedded.start(data)
        until(self.answers, "the database does not come back")
        for group in (self.desks, self.workers):
            group.forget_ended()
        if not self.desks.alive:
            self.desks.start("desk", str(self.path))
        while len(self.workers.alive) < WORKERS:
            self.workers.start()

    def answers(self) -> bool:
        try:
            sign_in(self.server.parameters(Role.APP)).close()
        except DatabaseTrouble:
            return False
        return True


def until(done: Callable[[], bool], otherwise: str, seconds: float = PATIENCE) -> None:
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, otherwise
        time.sleep(0.02)  # other processes are at work: there is nothing else to wait for


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
