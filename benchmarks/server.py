"""A server of its own for what is measured on the database: on disk, with fsync, as an installation has it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connections
from psycopg import Connection

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import DATABASE, addresses_of
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.roles import sign_in

KEPT = "COUNTERPART_BENCH"
"""A folder that stays, with the server and what was laid into it: the next run finds it filled."""

ON_DISK = Path("/var/tmp")  # where memory is taken for a disk (/dev/shm, often /tmp), nothing is measured


def start() -> Path:
    """Start the server, make its tables, have Django speak to it as the role app, and return the data folder.

    Everything goes with the process, unless the environment names a folder to keep. Call it before anything of Django
    is used: it makes the environment.
    """
    named = os.environ.get(KEPT)
    folder = Path(named).absolute() if named else Path(tempfile.mkdtemp(prefix="counterpart-bench-", dir=_disk()))
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    folder.chmod(0o711)  # a server that root starts runs as another user, who must reach it
    _enter(folder)
    addresses = addresses_of()
    atexit.register(_end, folder, None if named else os.getpid())
    open_database(addresses)
    set_up()
    call_command("migrate", database="owner", verbosity=0)
    return folder


def set_up() -> None:
    """Have Django speak to the server of the environment; a client process is told of it by its parent."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpart.settings")
    django.setup()


def superuser() -> Connection[tuple[Any, ...]]:
    """Return a connection of the superuser: what lays rows and looks at the counters of others."""
    return sign_in(addresses_of().superuser() | {"dbname": DATABASE})


def let_go() -> None:
    """Close what this process has open, so that it has no backend while others are measured."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # of the backend for PostgreSQL


def _disk() -> str | None:
    return str(ON_DISK) if os.access(ON_DISK, os.W_OK) else None


def _enter(folder: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("COUNTERPART_", "DATABASE_")) and name != KEPT]:
        del os.environ[name]
    os.environ["COUNTERPART_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "counterpart.settings"


def _end(folder: Path, made_by: int | None) -> None:
    """Stop the server; remove the folder where this process made it."""
    if made_by not in (None, os.getpid()):
        return
    embedded.stop(folder)
    if made_by is not None:
        shutil.rmtree(folder, ignore_errors=True)
