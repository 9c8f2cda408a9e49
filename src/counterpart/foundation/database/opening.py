"""Opens the database for work, whichever server it is: started, prepared, and every role able to sign in."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Addresses, Role
from counterpart.foundation.database.cluster import tells_of_damage
from counterpart.foundation.database.place import Place
from counterpart.foundation.database.roles import VERSION, prepare, sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that takes connections: the version of its server, and the supervisor of the embedded one."""

    version: int
    supervisor: int | None


def open_database(addresses: Addresses) -> Opened:
    """Start the embedded server, or visit the other one, and prepare it where that has not been done.

    Raises DatabaseTrouble; a server that we started and could not prepare is stopped again.
    """
    if not addresses.embedded:
        return Opened(prepare(addresses), None)
    running = embedded.start(addresses.data)
    try:
        version = _prepare_once(addresses, running.place)
    except DatabaseTrouble as trouble:
        embedded.stop(addresses.data)
        said = str(trouble.parameters.get("said", ""))
        if tells_of_damage(said):  # it starts without some of its files, and then lets nobody in
            raise DatabaseTrouble("database.damaged", folder=running.place.cluster, said=said) from trouble
        raise
    return Opened(version, running.pid)


def _prepare_once(addresses: Addresses, place: Place) -> int:
    if place.prepared.exists() and place.prepared.read_text(encoding="ascii").strip() == VERSION:
        with sign_in(addresses.parameters(Role.APP)) as connection:
            return connection.info.server_version // 10_000
    version = prepare(addresses)
    place.prepared.write_text(f"{VERSION}\n", encoding="ascii")
    return version
