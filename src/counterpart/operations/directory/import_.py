"""`counterpart directory import`: a list of authorities, all of it or nothing."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from counterpart.core.errors import CounterpartError
from counterpart.directory.bulk.importing import Report, imported
from counterpart.directory.bulk.progress import Stage
from counterpart.directory.bulk.reading import ListFile
from counterpart.operations.directory.words import said, say_finding, say_why
from counterpart.operations.operator import asked_now, operator
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND
from counterpart.operations.wording import counted

SEVERAL = 500
STAGES = {Stage.READING: "reading", Stage.CHECKING: "checking", Stage.WRITING: "writing"}


def run(options: Namespace, terminal: Terminal) -> int:
    """Import, or only look; say every finding."""
    file = ListFile(options.file, Path(options.file).read_bytes())

    def progress(stage: Stage, done: int, total: int) -> None:
        if done % SEVERAL == 0:
            terminal.status(f"{STAGES[stage]}: {done}" + (f" of {total}" if total else ""))

    try:
        open_tables()
        report = imported(operator(), asked_now(), file, dry_run=options.dry_run, progress=progress)
    except CounterpartError as error:
        return say_why(error, terminal)
    finally:
        terminal.status("")
    if options.json:
        terminal.say_json(as_json(report))
    else:
        say(report, terminal)
    return ALL_WELL if report.well else FOUND


def say(report: Report, terminal: Terminal) -> None:
    """Write what was found, and what was done."""
    for finding in report.findings:
        say_finding(report.file, finding, terminal)
    if report.more:
        terminal.say(f"… and {report.more} more like these.")
    if not report.well:
        terminal.say(f"{counted(report.errors, 'error')}: nothing was imported.")
        return
    tally = report.tally
    parts = [
        (tally.new, "new"), (tally.changed, "changed"), (tally.same, "the same"), (tally.granted, "roles granted"),
        (tally.suspended, "roles suspended"), (tally.people, "people entered"),
    ]  # fmt: skip
    text = ", ".join(f"{number} {what}" for number, what in parts if number) or "nothing"
    terminal.say(f"{text}." if report.done else f"{text}: this is what would happen; nothing was changed.")


def as_json(report: Report) -> dict[str, Any]:
    """Return a report for machines."""
    tally = report.tally
    return {
        "file": report.file,
        "done": report.done,
        "new": tally.new,
        "changed": tally.changed,
        "same": tally.same,
        "granted": tally.granted,
        "suspended": tally.suspended,
        "people": tally.people,
        "errors": report.errors,
        "notes": report.notes,
        "more": report.more,
        "findings": [
            {
                "code": one.code,
                "row": one.row,
                "column": one.column,
                "note": one.note,
                "message": said(one.code, one.parameters),
            }
            for one in report.findings
        ],
    }
