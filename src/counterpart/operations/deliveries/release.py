"""`counterpart deliveries release`: makes due what has waited for a room that is there now."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.clock import clock_of
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.deliveries import release
from counterpart.foundation.loading import load_handlers
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:  # noqa: ARG001  every command is called like this
    """Do what the worker does when it starts."""
    try:
        open_tables()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    load_handlers()
    terminal.say(f"{counted(release(clock_of().now()), 'delivery', 'deliveries')} due now.")
    return ALL_WELL
