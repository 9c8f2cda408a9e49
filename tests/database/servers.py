"""The server that tests speak to: the embedded one, or (COUNTERPART_TEST_DATABASE=url) one of the system's packages."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.db import connections
from psycopg import Connection, OperationalError
from psycopg.sql import SQL, Identifier, Literal

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Addresses, Parameters, Role, addresses_of
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.place import server_user
from counterpart.foundation.database.roles import sign_in
from tests.django_settings import FOLDER

PACKAGED = Path("/usr/lib/postgresql")
OWN_SERVER = os.environ.get("COUNTERPART_TEST_DATABASE", "embedded") == "url"


@dataclass(frozen=True)
class Server:
    """A prepared server, and how its superuser signs in."""

    addresses: Addresses
    superuser: Parameters

    def parameters(self, role: Role) -> Parameters:
        return self.addresses.parameters(role)


KEPT: dict[str, Connection[tuple[object, ...]]] = {}


@contextmanager
def as_owner(server: Server) -> Iterator[Connection[tuple[object, ...]]]:
    """Change tables by hand, each statement for itself, by one connection that stays: a new one takes longer than most.

    A test that has the server killed takes it along; then there is another.
    """
    parameters = server.parameters(Role.OWNER)
    name = parameters["host"] + parameters["dbname"]
    try:
        KEPT[name].execute("select")
    except (KeyError, OperationalError):
        KEPT[name] = sign_in(parameters)
    yield KEPT[name]


@contextmanager
def running_server() -> Iterator[Server]:
    """Start the server that the environment asks for, prepared, and stop it at the end."""
    addresses = addresses_of()
    with packaged_server(addresses) if OWN_SERVER else embedded_server(addresses) as superuser:
        open_database(addresses)
        yield Server(addresses, superuser)
        while KEPT:
            KEPT.popitem()[1].close()
        for connection in connections.all(initialized_only=True):
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]  # of the backend for PostgreSQL


@contextmanager
def embedded_server(addresses: Addresses) -> Iterator[Parameters]:
    try:
        yield addresses.superuser() | {"dbname": "counterpart"}
    finally:
        embedded.stop(addresses.data)


@contextmanager
def packaged_server(addresses: Addresses) -> Iterator[Parameters]:
    """Make a server of the oldest version that is installed: what an operator would do by hand."""
    versions = sorted((path for path in PACKAGED.glob("*/bin") if int(path.parent.name) >= 15), key=str)
    if not versions:
        pytest.fail("COUNTERPART_TEST_DATABASE=url needs a PostgreSQL: apt-get install postgresql")
    data, socket, password = FOLDER / "packaged", FOLDER / "server", FOLDER / "packaged.password"
    password.write_text("the-password-of-the-superuser\n")
    user = server_user()
    for folder in (data, socket):
        folder.mkdir(mode=0o700)
    for path in (data, socket, password):
        os.chown(path, user.uid, user.gid)
    access = ["--auth=scram-sha-256", "--username=postgres", f"--pwfile={password}", "--no-sync", "--encoding=UTF8"]
    _run([versions[0] / "initdb", "-D", data, "--locale=C", *access])
    control: list[str | Path] = [versions[0] / "pg_ctl", "-D", data, "-w"]
    _run([*control, "start", "-l", data / "log", "-o", f"-k {socket} -c listen_addresses='' -c fsync=off"])
    try:
        superuser = {"host": str(socket), "user": "postgres", "password": "the-password-of-the-superuser"}
        _make_owner(superuser | {"dbname": "postgres"}, addresses.parameters(Role.OWNER))
        yield superuser | {"dbname": "counterpart"}
    finally:
        _run([*control, "stop", "-m", "immediate"])


def _make_owner(superuser: Parameters, owner: Parameters) -> None:
    with sign_in(superuser) as connection:
        statement = SQL("create role {} login createrole password {}")
        connection.execute(statement.format(Identifier(owner["user"]), Literal(owner["password"])))
        make = SQL("create database {} owner {} template template0")
        connection.execute(make.format(Identifier(owner["dbname"]), Identifier(owner["user"])))


@contextmanager
def empty_database(server: Server, name: str) -> Iterator[Addresses]:
    """Make another database on the same server, as an operator would before a restore."""
    given = {role: server.parameters(role) | {"dbname": name} for role in Role}
    with sign_in(server.superuser) as connection:
        owner = Identifier(server.parameters(Role.OWNER)["user"])
        connection.execute(SQL("create database {} owner {} template template0").format(Identifier(name), owner))
        try:
            yield replace(server.addresses, given=given)
        finally:
            connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))


def _run(command: Sequence[str | Path]) -> None:
    user = server_user()
    other = ["setpriv", f"--reuid={user.uid}", f"--regid={user.gid}", "--clear-groups"] if user.is_other else []
    subprocess.run([*other, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)
