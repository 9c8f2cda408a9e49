"""`counterpart demo`: everything on this machine, for a look: database, policy areas, a network, pages and worker.

What is made is kept: a second start is quick. Ctrl-C stops all of it.
"""

from __future__ import annotations

import signal
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from counterpart.foundation.clock import clock_of
from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Role, addresses_of
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.schema import migrate
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.demonstration.laying import lay_down, plan_of_demonstration
from counterpart.operations.demonstration.people import PASSWORD, sign_ins
from counterpart.operations.serving.group import Group, last_words
from counterpart.operations.serving.scanning import warn_unscanned
from counterpart.operations.serving.web import port_taken, server_command
from counterpart.operations.tables import set_up
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND
from counterpart.reports.trial import trial_certificate

READY = 60.0
"""Seconds that the pages have to answer."""


def run(options: Namespace, terminal: Terminal) -> int:
    """Make what is missing, serve until Ctrl-C, stop everything."""
    if (why := port_taken("127.0.0.1", options.port)) is not None:
        terminal.tell(f"{why}")
        return FOUND
    addresses = addresses_of()
    stopped: list[bool] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.append(True))
    ours = addresses.embedded and embedded.supervisor_of(addresses.data) is None
    try:
        terminal.say(f"Everything lies in {addresses.data}.")
        if ours or not addresses.embedded:
            terminal.status("starting the database")
            open_database(addresses)
        _make(terminal, stopped)
        return ALL_WELL if stopped else _serve(options.port, addresses.data, terminal, stopped)
    except DatabaseTrouble as trouble:
        terminal.status("")
        return say_trouble(trouble, terminal)
    finally:
        if ours:
            embedded.stop(addresses.data)
            terminal.say("Stopped. What was made is kept: the next start is quick.")


def _make(terminal: Terminal, stopped: list[bool]) -> None:
    """Make tables, policy areas, the network and a certificate for reports, as far as they are not there."""
    set_up(Role.OWNER)
    migrate(lambda name, number, of: terminal.status(f"making the tables: {name} ({number} of {of})"))
    if not stopped:
        lay_down(terminal.status)
        trial_certificate(addresses_of().place.secrets, clock_of().now())
    terminal.status("")


def _serve(port: int, data: Path, terminal: Terminal, stopped: list[bool]) -> int:
    group = Group(data / "logs")
    home = f"http://127.0.0.1:{port}/"
    try:
        environment = {"COUNTERPART_DATA": str(data), "COUNTERPART_ADDRESS": home, "COUNTERPART_PLAIN_HTTP": "1"}
        group.start("web", server_command("127.0.0.1", port), environment)
        group.start("worker", [*_python(), "worker"], environment)
        if not _answers(home, stopped, lambda: group.ended() is not None):
            ended = group.ended()
            if ended is not None:
                terminal.tell(f"{ended.name} has ended:\n{last_words(ended.log)}")
                return FOUND
        warn_unscanned(terminal)
        _say_where(home, terminal)
        ended = group.wait(stopped)
        if ended is not None:
            terminal.tell(f"{ended.name} has ended:\n{last_words(ended.log)}")
            return FOUND
        return ALL_WELL
    finally:
        group.stop()


def _python() -> list[str]:
    return [sys.executable, "-m", "counterpart.operations.command_line"]


def _answers(home: str, stopped: list[bool], ended: Callable[[], bool]) -> bool:
    """Wait until the pages answer."""
    until = time.monotonic() + READY
    while time.monotonic() < until and not stopped and not ended():
        try:
            with urlopen(f"{home}sign-in", timeout=5):  # noqa: S310  our own address
                return True
        except (URLError, OSError):
            time.sleep(0.1)  # a server that starts can only be asked again
    return False


def _say_where(home: str, terminal: Terminal) -> None:
    terminal.say(f"\nCounterpart is at {home}")
    terminal.say(f"Sign in as one of these; the password of all of them is: {PASSWORD}\n")
    for person in sign_ins(*plan_of_demonstration()):
        terminal.say(f"  {person.email:<44} {person.what}")
    terminal.say("\nCtrl-C stops everything.")
