"""`counterpart web`: serves the pages until it is told to stop."""

from __future__ import annotations

import os
import socket
import sys
from argparse import Namespace

from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.serving.scanning import warn_unscanned
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import FOUND

THREADS = 4


def run(options: Namespace, terminal: Terminal) -> int:  # noqa: RET503  it does not come back
    """Become the web server; what is wrong with the database or the port is said first."""
    try:
        open_tables()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    if (why := port_taken(options.host, options.port)) is not None:
        terminal.tell(f"{why}")
        return FOUND
    warn_unscanned(terminal)
    command = server_command(options.host, options.port)
    os.execv(command[0], command)  # noqa: S606  our own Python, with no shell between


def server_command(host: str, port: int) -> list[str]:
    """Return how the web server is called."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"),
        "counterpart.wsgi:application",
    ]


def port_taken(host: str, port: int) -> str | None:
    """Return why nothing can be served there, None when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            return f"{host}:{port} cannot be served: {problem.strerror}. Name another port with --port."
    return None
