"""`counterpart db stop`: stops the embedded server; what was acknowledged is stored."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL


def run(options: Namespace, terminal: Terminal) -> int:  # noqa: ARG001  every command is called like this
    """Stop it and wait for its end; when it did not run, that is well too."""
    try:
        addresses = addresses_of()
        stopped = addresses.embedded and embedded.stop(addresses.data)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    if not addresses.embedded:
        return say_trouble(DatabaseTrouble("database.not_embedded"), terminal)
    terminal.say("The database was stopped." if stopped else "The database was not running.")
    return ALL_WELL
