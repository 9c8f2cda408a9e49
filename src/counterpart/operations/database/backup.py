"""`counterpart db backup`: everything into a new folder; the keys, if wanted, into another."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.database.backups import back_up
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import in_bytes, say_trouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL


def run(options: Namespace, terminal: Terminal) -> int:
    """Write the backup and say where it is."""
    keys = Path(options.keys).absolute() if options.keys else None
    try:
        backup = back_up(addresses_of(), Path(options.folder).absolute(), SystemClock().now(), keys)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    terminal.say(f"Backed up into {backup.folder} ({in_bytes(backup.size)}).")
    if backup.keys and backup.keys != backup.folder:
        terminal.say(f"Its keys are in {backup.keys}: without them nothing that is sealed can be read.")
    return ALL_WELL
