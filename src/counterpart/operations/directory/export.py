"""`counterpart directory export`: the authorities as a list that can be changed and imported again."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from counterpart.core.errors import CounterpartError
from counterpart.directory.bulk.exporting import ListKind, Selection, exported
from counterpart.operations.directory.words import say_why
from counterpart.operations.operator import operator
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, UsageError


def run(options: Namespace, terminal: Terminal) -> int:
    """Write the list into a file that does not exist yet; its ending says of which kind it is."""
    path = Path(options.file)
    ending = path.suffix.removeprefix(".").lower()
    if ending not in set(ListKind):
        raise UsageError(f"{path}: what kind of list is this?", "a name that ends in .csv or .xlsx says it")
    try:
        open_tables()
        pieces = exported(operator(), ListKind(ending), Selection(options.member or "", options.module or ""))
        written = 0
        with path.open("xb") as file:
            for piece in pieces:
                written += file.write(piece)
    except CounterpartError as error:
        return say_why(error, terminal)
    terminal.say(f"{path}: {written:,} bytes.")
    return ALL_WELL
