"""Processes that take files in: one that dies in the middle, one whose memory is watched."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from counterpart.foundation.files import FileOwner, open_file, store_file
from tests.foundation.events import BRENNAN, NOW
from tests.foundation.files.shelved import DIPLOMA, kept
from tests.foundation.processes import die

MEGABYTE = 1 << 20
MORE = 60 * MEGABYTE
"""So much more data may the process have than when it begins: no file of the tests would fit."""


def store_and_die(stream: str) -> None:
    """Take a file in, and die after nine megabytes: more than one part of an object store."""

    def chunks() -> Iterator[bytes]:
        yield b"%PDF-1.7"
        for _ in range(9):
            yield bytes(MEGABYTE)
        die()

    store_file(BRENNAN, NOW, FileOwner(UUID(stream)), chunks(), DIPLOMA)


def store_and_go(stream: str) -> None:
    """Take a whole file in, and die before an action keeps it."""
    store_file(BRENNAN, NOW, FileOwner(UUID(stream)), [b"%PDF-1.7 whole"], DIPLOMA)
    die()


def data_now() -> int:
    """Return how many bytes of data the process has, by what the system counts against the limit."""
    [line] = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmData")]
    return int(line.split()[1]) << 10


def store_large(stream: str, megabytes: str) -> None:
    """Take a large file in, and read it again, with little memory."""
    piece = (b"%PDF-1.7" + bytes(range(256)) * 256)[: 64 << 10]  # as they come through a socket
    kept([piece], FileOwner(UUID(stream)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bound = data_now() + MORE
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
    file = kept((piece for _ in range(int(megabytes) * 16)), FileOwner(UUID(stream)))
    read = sum(len(part) for part in open_file(BRENNAN, UUID(stream), file.ref, NOW))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if read != int(megabytes) * MEGABYTE or grown > 16 * 1024:
        raise SystemExit(f"{read} bytes read, memory grew by {grown} kB")
