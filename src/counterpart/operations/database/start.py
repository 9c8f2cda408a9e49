"""`counterpart db start`: has the database take connections, and sees that every role can sign in."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database.addresses import Role, addresses_of
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL


def run(options: Namespace, terminal: Terminal) -> int:  # noqa: ARG001  every command is called like this
    """Start the embedded server in the background, or prepare the one that DATABASE_URL names."""
    try:
        addresses = addresses_of()
        opened = open_database(addresses)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    if addresses.embedded:
        terminal.say(f"The database runs in {addresses.place.server} (PostgreSQL {opened.version}).")
    else:
        host = addresses.parameters(Role.APP)["host"]
        terminal.say(f"The database at {host} is prepared (PostgreSQL {opened.version}).")
    return ALL_WELL
