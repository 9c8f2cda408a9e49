"""Things that listen like clamd and are none: by them is seen what a doubt is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from counterpart.foundation.scanning.setting import Clamd
from tests.foundation.scanning.scanner import SHORT

Behaviour = Callable[[socket.socket], None]


@contextmanager
def listening(behave: Behaviour, patience: float = 0.3) -> Iterator[Clamd]:
    """Listen on a socket and treat everybody who comes in the same way."""
    with TemporaryDirectory(dir=SHORT) as folder, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as ear:
        path = Path(folder) / "false.socket"
        ear.bind(str(path))
        ear.listen()
        threading.Thread(target=_answer, args=(ear, behave), daemon=True).start()
        yield Clamd(path=str(path), patience=patience)
        ear.shutdown(socket.SHUT_RDWR)


def _answer(ear: socket.socket, behave: Behaviour) -> None:
    while True:
        try:
            connection, _ = ear.accept()
        except OSError:
            return
        with connection:
            try:
                behave(connection)
            except OSError:
                continue  # the other side has had enough


def whole_file(connection: socket.socket) -> bytes:
    """Take a file to its end, as the protocol has it."""
    with connection.makefile("rb") as said:
        said.read(len(b"zINSTREAM\0"))
        taken = b""
        while size := int.from_bytes(said.read(4), "big"):
            taken += said.read(size)
        return taken


def saying(answer: bytes) -> Behaviour:
    """Take a file, and answer always the same."""

    def behave(connection: socket.socket) -> None:
        whole_file(connection)
        connection.sendall(answer)

    return behave


def saying_at_once(answer: bytes) -> Behaviour:
    """Answer after the first bytes and hang up, whatever is still coming."""

    def behave(connection: socket.socket) -> None:
        connection.recv(100)
        connection.sendall(answer)

    return behave


def silent(connection: socket.socket) -> None:
    """Take a file and say nothing, until the other side goes."""
    whole_file(connection)
    connection.recv(1)


def dripping(connection: socket.socket) -> None:
    """Take a file, and answer a letter now and then without ever coming to an end."""
    whole_file(connection)
    connection.settimeout(0.05)
    for _ in range(100):
        connection.sendall(b"s")
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue


def deaf(connection: socket.socket) -> None:
    """Take nothing at all: what is sent fills the system's room for it, and then stands still."""
    connection.settimeout(2)
    threading.Event().wait(1.0)  # longer than the patience of the test, whose end it waits for


def hanging_up(connection: socket.socket) -> None:
    """Go away in the middle."""
    connection.recv(100)
