"""How each role reaches the database, as the environment says: the embedded server, or any other by address.

    COUNTERPART_DATA      the data folder; the embedded server lies in it
    DATABASE_URL          another server, for the role app; without it the embedded one is used
    DATABASE_OWNER_URL    the same for the role that owns the tables; only who sets up, migrates and backs up needs it
    DATABASE_WORKER_URL, DATABASE_VAULT_URL, DATABASE_REPORT_URL
                          the same for the other roles; without them: the server of DATABASE_URL, and a password that
                          `counterpart db start` makes and keeps in the data folder

No password of the embedded server passes through a setting: libpq reads it from its file itself (`passfile`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from counterpart.foundation.database.cluster import SUPERUSER
from counterpart.foundation.database.place import Place, place_of
from counterpart.foundation.database.secret_files import password_file
from counterpart.foundation.database.trouble import DatabaseTrouble

DATABASE = "counterpart"
"""The name of the database in the embedded server."""

PORTS = "port"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
UNSAFE_SSL = frozenset({"disable", "allow", "prefer"})

Parameters = dict[str, str]
"""Keywords of libpq."""


class Role(StrEnum):
    """Who signs in. The value is the name of the role in PostgreSQL, to which migrations grant and policies apply."""

    OWNER = "counterpart_owner"
    """Owns the tables; migrations, backup and restore. No process that serves people uses it."""

    APP = "counterpart_app"
    """Pages, the API and commands that act for somebody."""

    WORKER = "counterpart_worker"
    """Deadlines, deliveries, consumers of facts."""

    VAULT = "counterpart_vault"
    """Keys, and nothing else."""

    REPORT = "counterpart_report"
    """Statistics: reads, and never content."""

    @property
    def alias(self) -> str:
        """Return the role's name in `settings.DATABASES`."""
        return "default" if self is Role.APP else self.removeprefix("counterpart_")

    @property
    def variable(self) -> str:
        """Return the variable of the environment that holds its address."""
        return "DATABASE_URL" if self is Role.APP else f"DATABASE_{self.alias.upper()}_URL"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is; `given` holds the addresses of the environment, and is empty for the embedded server."""

    data: Path
    given: Mapping[Role, Parameters]

    @property
    def embedded(self) -> bool:
        """Tell whether the database is the embedded server."""
        return not self.given

    @property
    def place(self) -> Place:
        """Return the folders of the embedded server, and where secrets lie in any case."""
        return place_of(self.data)

    def knows(self, role: Role) -> bool:
        """Tell whether this process can sign in as the role: as the owner of another server only with its address."""
        return self.embedded or role is not Role.OWNER or role in self.given

    def parameters(self, role: Role) -> Parameters:
        """Return how the role signs in. Raises DatabaseTrouble when the owner's address is needed and missing."""
        if not self.knows(role):
            raise DatabaseTrouble("database.bad_address", variable=role.variable, why="it is not set")
        if self.embedded:
            return self._at_socket(role, DATABASE)
        if role in self.given:
            return dict(self.given[role])
        shared = {
            key: value for key, value in self.given[Role.APP].items() if key not in {"user", "password", "passfile"}
        }
        return {**shared, "user": role, "passfile": str(password_file(self.place.secrets, role))}

    def superuser(self) -> Parameters:
        """Return how the superuser of the embedded server signs in, to its database of that name."""
        if not self.embedded:
            raise DatabaseTrouble("database.not_embedded")
        return self._at_socket(SUPERUSER, SUPERUSER)

    def _at_socket(self, user: str, database: str) -> Parameters:
        place = self.place
        return {
            "host": str(place.socket),
            PORTS: place.socket_file.name.rpartition(".")[2],
            "dbname": database,
            "user": str(user),
            "passfile": str(password_file(place.secrets, user)),
            "require_auth": "scram-sha-256",
            "connect_timeout": "10",
        }


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the data folder: COUNTERPART_DATA, else the place that the system has for such data."""
    if named := environment.get("COUNTERPART_DATA"):
        return Path(named).absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/counterpart")
    home = environment.get("XDG_DATA_HOME") or Path(environment.get("HOME") or Path.home()) / ".local" / "share"
    return Path(home) / "counterpart"


def addresses_of(environment: Mapping[str, str] = os.environ) -> Addresses:
    """Read the environment. Raises DatabaseTrouble for an address that cannot be read, or is not safe."""
    given = {role: _read(role.variable, address) for role in Role if (address := environment.get(role.variable))}
    if given and Role.APP not in given:
        raise DatabaseTrouble("database.bad_address", variable=Role.APP.variable, why="it is not set, but another is")
    if given.get(Role.OWNER, {}).get("user") == given.get(Role.APP, {}).get("user", ""):
        raise DatabaseTrouble("database.role_too_mighty", role=Role.APP, user=given[Role.APP]["user"], why="owner")
    return Addresses(data_folder(environment), given)


def _read(variable: str, address: str) -> Parameters:
    """Return the parts of an address. A server elsewhere is reached with TLS, its certificate verified by default."""
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(address).items() if value is not None}
    except ProgrammingError as error:  # its message may quote the address, and with it the password
        raise DatabaseTrouble("database.bad_address", variable=variable, why="libpq cannot read it") from error
    missing = [name for name in ("host", "user", "dbname") if not parts.get(name)]
    if missing:
        raise DatabaseTrouble("database.bad_address", variable=variable, why=f"it names no {', no '.join(missing)}")
    if not is_local(parts["host"]):
        if parts.get("sslmode") in UNSAFE_SSL:
            raise DatabaseTrouble("database.unsafe_connection", variable=variable, mode=parts["sslmode"])
        if "sslmode" not in parts:
            parts |= {"sslmode": "verify-full", "sslrootcert": parts.get("sslrootcert", "system")}
    return {"connect_timeout": "10", **parts}


def is_local(hosts: str) -> bool:
    """Tell whether a server's host (with commas: several) is this machine, by its sockets or its loop."""
    return all(host.startswith(("/", "@")) or host in LOCAL for host in hosts.split(","))
