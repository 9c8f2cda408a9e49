"""`counterpart deliveries replay`: has deliveries sent again that failed or were given up."""

from __future__ import annotations

from argparse import Namespace

from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.deliveries import replay
from counterpart.operations.database.words import say_trouble
from counterpart.operations.operator import asked_now, operator
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, UsageError
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:
    """Make them due; the worker sends them."""
    if bool(options.ids) == options.dead:
        raise UsageError("which ones?", "name them by their ID, or say --dead for all that were given up")
    try:
        open_tables()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    number = replay(operator(), asked_now(), tuple(options.ids), dead=options.dead)
    terminal.say(f"{counted(number, 'delivery', 'deliveries')} due again; the worker sends what is due.")
    return ALL_WELL
