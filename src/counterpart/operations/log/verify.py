"""`counterpart log verify`: whether the log, and what it saw sealed, is as it was written; else what was done to it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.log.inspecting import WholeLog
from counterpart.foundation.log.outside_files import anchors_folder
from counterpart.foundation.log_keeping import look_at_log
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import GREEN, RED, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError
from counterpart.operations.wording import counted


def run(options: Namespace, terminal: Terminal) -> int:
    """Verify everything and name each breach; the exit code is 1 when there is any."""
    folder = Path(options.anchors).absolute() if options.anchors else anchors_folder()
    if options.anchors and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", "name the one that COUNTERPART_ANCHORS named, or a copy of it")

    def tell(whole: WholeLog) -> None:
        terminal.status(f"{counted(whole.anchors, 'anchor')}, {counted(whole.streams, 'stream')} verified …")

    try:
        open_tables(Role.WORKER)
        whole = look_at_log(folder, tell)
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    finally:
        terminal.status("")
    if options.json:
        terminal.say_json(_as_data(whole))
    else:
        _say(whole, folder, terminal)
    return FOUND if whole.breaches else ALL_WELL


def _say(whole: WholeLog, folder: Path, terminal: Terminal) -> None:
    for breach in whole.breaches:
        terminal.say(Styled("BREACH", RED), f"  {breach}")
    if whole.untold:
        terminal.say(f"… and {whole.untold} more.")
    seen = ", ".join(
        [
            counted(whole.streams, "stream"),
            counted(whole.entries, "entry", "entries"),
            counted(whole.sealed, "sealed value"),
            f"{counted(whole.anchors, 'anchor')}, {whole.outside} kept outside the database in {folder}",
        ]
    )
    if whole.breaches:
        found = counted(len(whole.breaches) + whole.untold, "breach", "breaches")
        terminal.say(Styled("The log was changed", RED), f": {found} ({seen}).")
    else:
        terminal.say(Styled("The log is as it was written", GREEN), f" ({seen}).")
    if whole.streams and not whole.anchors:
        terminal.say("No anchor has been made yet: an exchange that was removed altogether would not be missed.")
    elif whole.outside < whole.anchors:
        terminal.say(f"Not all anchors are in {folder}: who changes the database could have made the others anew.")


def _as_data(whole: WholeLog) -> dict[str, object]:
    breaches = [
        {
            "code": breach.kind.value,
            "stream": str(breach.stream) if breach.stream else None,
            "n": breach.n,
            "other": breach.other,
            "sentence": str(breach),
        }
        for breach in whole.breaches
    ]
    return {
        "whole": not whole.breaches,
        "streams": whole.streams,
        "entries": whole.entries,
        "sealed": whole.sealed,
        "anchors": whole.anchors,
        "outside": whole.outside,
        "breaches": breaches,
        "untold": whole.untold,
    }
