"""`counterpart db start`: has the database take connections, and sees that every role can sign in."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database.addresses import Role, addresses_of
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.schema import schema_of
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import set_up
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL
from counterpart.operations.wording import counted


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
    return _say_schema(terminal)


def _say_schema(terminal: Terminal) -> int:
    """Say what is to be done about the tables before anybody can work."""
    try:
        set_up(Role.OWNER)
        schema = schema_of()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    if schema.newer:
        terminal.say(f"Its tables are those of a newer Counterpart ({schema.newer[-1]}): this one may run on them.")
    elif schema.fresh:
        terminal.say("It has no tables yet: `counterpart db migrate` makes them.")
    elif schema.due:
        due = counted(len(schema.due), "migration")
        terminal.say(f"Its tables are not those of this release ({due} due): run `counterpart db migrate`.")
    return ALL_WELL
