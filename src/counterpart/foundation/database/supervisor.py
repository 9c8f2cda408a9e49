"""The supervisor: a small process of its own that starts the embedded server, again when it dies, and stops it.

The server is its direct child, so that no dead server can stand in the way of the next, and is told by the kernel to
shut down when the supervisor dies, even by kill -9 (Linux: PR_SET_PDEATHSIG). One line on standard output says how the
first start went; after it the process speaks to the log only. Run as

    python -m counterpart.foundation.database.supervisor <data folder>
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from counterpart.foundation.database.cluster import (
    earlier_server_gone,
    ensure_cluster,
    ensure_socket_folder,
    locked,
    open_log,
    remove_stale_files,
    server_command,
    why_it_failed,
)
from counterpart.foundation.database.place import Place, User, make_place, place_of, server_user
from counterpart.foundation.database.programs import Programs, environment, programs_for
from counterpart.foundation.database.trouble import DatabaseTrouble

PR_SET_PDEATHSIG = 1
PATIENCE = 120.0
"""Seconds that a start may take: after a crash the server first repeats what its journal holds."""

SHUTDOWN = 60.0
"""Seconds for a fast shutdown before the server is made to stop at once."""

PAUSES = (0.05, 0.2, 1.0, 5.0)
"""Seconds before a server that died is started again, the last one from then on."""

CALM = 60.0
"""Seconds after which a server counts as sound, and the pauses begin anew."""

GLANCE = 0.3
"""Seconds to wait for the lock: whoever only asks whether it is taken holds it for a moment."""

ENDING = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})


class Supervisor:
    """Keeps one server running until it is told to end."""

    def __init__(self, place: Place, user: User, programs: Programs) -> None:
        """Take where the server lies, whom it runs as, and its programs."""
        self.place = place
        self.user = user
        self.programs = programs
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers. Raises DatabaseTrouble when it does not."""
        ensure_cluster(self.place, self.programs, self.user)
        ensure_socket_folder(self.place, self.user)
        with earlier_server_gone(self.place) as alive:
            remove_stale_files(self.place)
            log = open_log(self.place)
            since = os.fstat(log).st_size
            other = self.user if self.user.is_other else None
            self.server = subprocess.Popen(  # noqa: S603  the server itself
                server_command(self.place, self.programs),
                cwd="/",
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(alive,),
                start_new_session=True,
                umask=0o077,
                preexec_fn=_ends_with(os.getpid()),  # noqa: PLW1509  this process has one thread
                user=other.uid if other else None,
                group=other.gid if other else None,
                extra_groups=[] if other else None,
            )
            os.close(log)
        self._wait_until_ready(self.server, since)

    def _wait_until_ready(self, server: subprocess.Popen[bytes], since: int) -> None:
        until = time.monotonic() + PATIENCE
        while not self._is_ready(server.pid):
            if server.poll() is not None:
                raise why_it_failed(self.place, since)
            if time.monotonic() > until:
                raise DatabaseTrouble("database.too_slow", folder=self.place.server, seconds=int(PATIENCE))
            if ENDING & signal.sigpending():
                return
            time.sleep(0.01)  # neither a lock of a file nor the end of another process tells anybody

    def _is_ready(self, pid: int) -> bool:
        """Tell whether the server has written into its own file of state that it takes connections."""
        try:
            lines = (self.place.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def keep(self) -> None:
        """Start the server again whenever it dies, until a signal tells to end."""
        failures, since = 0, time.monotonic()
        while True:
            if signal.sigwait(ENDING | {signal.SIGCHLD}) in ENDING:
                return
            while self.server is None or self.server.poll() is not None:
                failures = 0 if time.monotonic() - since > CALM else failures
                if signal.sigtimedwait(ENDING, PAUSES[min(failures, len(PAUSES) - 1)]):
                    return
                failures, since = failures + 1, time.monotonic()
                self._start_again()

    def _start_again(self) -> None:
        try:
            self.start()
        except (DatabaseTrouble, OSError) as error:  # told to the log, and tried again: the disk may have room by then
            self._note(str(error))
        else:
            self._note("the server had died and was started again")

    def stop(self) -> None:
        """Shut the server down: fast, and at once when that takes too long."""
        if self.server is None:
            return
        for number, seconds in ((signal.SIGINT, SHUTDOWN), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if self.server.poll() is None:
                self.server.send_signal(number)
            try:
                self.server.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
            return

    def _note(self, text: str) -> None:
        descriptor = open_log(self.place)
        moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
        os.write(descriptor, f"{moment} UTC [{os.getpid()}] supervisor: {text}\n".encode())
        os.close(descriptor)


def _ends_with(parent: int) -> Callable[[], None]:
    """Return what the child does before it becomes the server: it asks to be shut down when its parent dies."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def hold_lock(place: Place) -> int:
    """Take the lock of the folder and write our process id into it. Raises DatabaseTrouble when it is taken."""
    descriptor = os.open(place.lock, os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + GLANCE
    while not (ours := locked(descriptor)) and time.monotonic() < until:
        time.sleep(0.01)  # neither a lock of a file nor the end of another process tells anybody
    if not ours:
        holder = os.read(descriptor, 20).decode("ascii", errors="replace").strip()
        os.close(descriptor)
        raise DatabaseTrouble("database.already_running", folder=place.data, pid=holder)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\n".encode())
    return descriptor


def supervise(data: Path) -> int:
    """Run until told to end; return 0, or 1 when the first start failed."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING | {signal.SIGCHLD})
    try:
        place = place_of(data)
        make_place(place)
        hold_lock(place)  # let go by the end of this process, however it comes
        user = server_user()
        supervisor = Supervisor(place, user, programs_for(place, user))
        try:
            supervisor.start()
        except DatabaseTrouble:
            supervisor.stop()
            raise
    except DatabaseTrouble as trouble:
        _report({"code": trouble.code, "parameters": {name: str(value) for name, value in trouble.parameters.items()}})
        return 1
    except OSError as error:
        code = "database.disk_full" if error.errno == 28 else "database.no_permission"
        _report({"code": code, "parameters": {"folder": str(error.filename or data)}})
        return 1
    _report({"code": "", "parameters": {}})
    _speak_to_log_only(place)
    supervisor.keep()
    supervisor.stop()
    return 0


def _report(outcome: dict[str, object]) -> None:
    """Say in one line how the start went. Whoever asked may be gone: the server runs all the same."""
    try:
        os.write(sys.stdout.fileno(), json.dumps(outcome).encode() + b"\n")
    except BrokenPipeError:
        return


def _speak_to_log_only(place: Place) -> None:
    descriptor = open_log(place)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(descriptor, stream.fileno())
    os.close(descriptor)


if __name__ == "__main__":
    sys.exit(supervise(Path(sys.argv[1])))
