"""`counterpart demo-data`: lays down a network of real shape, with exchanges in all states."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.demonstration.laying import lay_down
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND


def run(options: Namespace, terminal: Terminal) -> int:  # noqa: ARG001  every command is called like this
    """Lay it down, or say that there is a network already: then nothing is touched."""
    try:
        open_tables()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    laid = lay_down(terminal.status)
    terminal.status("")
    if laid is None:
        terminal.tell("there are authorities already: nothing was laid down")
        return FOUND
    terminal.say(f"{laid.network.authorities} authorities, {laid.network.people} people, {laid.exchanges} exchanges.")
    return ALL_WELL
