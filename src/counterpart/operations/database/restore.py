"""`counterpart db restore`: a backup into a database that is empty."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.database.backups import look_at, restore
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.database.words import say_trouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL


def run(options: Namespace, terminal: Terminal) -> int:
    """See that the backup is whole, and put it in."""
    keys = Path(options.keys).absolute() if options.keys else None
    try:
        backup = look_at(Path(options.folder).absolute(), keys)
        restore(addresses_of(), backup)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    terminal.say(f"Restored the backup of {backup.made_at:%Y-%m-%d %H:%M} UTC.")
    return ALL_WELL
