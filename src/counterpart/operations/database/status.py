"""`counterpart db status`: whether the database answers, where it is, and how large."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database.addresses import Addresses, Role, addresses_of
from counterpart.foundation.database.embedded import supervisor_of
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.database.verification import size_of
from counterpart.operations.database.words import in_bytes, say_trouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND


def run(options: Namespace, terminal: Terminal) -> int:
    """Say it; the exit code is 0 when the database answers."""
    try:
        addresses = addresses_of()
        if addresses.embedded and supervisor_of(addresses.data) is None:
            return _not_running(addresses, options, terminal)
        with sign_in(addresses.parameters(Role.APP)) as connection:
            version = connection.info.server_version // 10_000
        size = size_of(addresses)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    where = str(addresses.place.server) if addresses.embedded else addresses.parameters(Role.APP)["host"]
    if options.json:
        terminal.say_json(
            {"running": True, "embedded": addresses.embedded, "where": where, "version": version, "bytes": size}
        )
    else:
        kind = "the embedded server" if addresses.embedded else "a server of your own"
        terminal.say(f"The database answers: PostgreSQL {version}, {kind}, {where}, {in_bytes(size)}.")
    return ALL_WELL


def _not_running(addresses: Addresses, options: Namespace, terminal: Terminal) -> int:
    where = str(addresses.place.server)
    if options.json:
        terminal.say_json({"running": False, "embedded": True, "where": where})
    else:
        terminal.say(f"The database in {where} is not running.")
    return FOUND
