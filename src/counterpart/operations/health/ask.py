"""`counterpart health`: says in plain words whether everything works, and what to do where it does not."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from counterpart.foundation.clock import clock_of
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.health import Level, Report, health
from counterpart.foundation.loading import load_handlers
from counterpart.foundation.metrics import metrics_text
from counterpart.operations.database.words import say_trouble
from counterpart.operations.tables import open_tables, set_up
from counterpart.operations.terminal import GREEN, RED, YELLOW, Styled, Terminal
from counterpart.operations.usage import ALL_WELL, FOUND

MARKS: Mapping[Level, Styled] = {
    Level.WELL: Styled("well  ", GREEN),
    Level.SOON: Styled("soon  ", YELLOW),
    Level.WRONG: Styled("wrong ", RED),
}


def run(options: Namespace, terminal: Terminal) -> int:
    """Say it; the exit code is 1 when something does not work."""
    try:
        if options.metrics:
            open_tables()
            terminal.write(metrics_text(clock_of().now()))
            return ALL_WELL
        set_up()
    except DatabaseTrouble as trouble:
        return say_trouble(trouble, terminal)
    load_handlers()
    report = health(clock_of().now())
    if options.json:
        terminal.say_json(_as_data(report))
    else:
        _say(report, terminal)
    return FOUND if report.level is Level.WRONG else ALL_WELL


def _say(report: Report, terminal: Terminal) -> None:
    width = max(len(line.subject) for line in report.lines)
    for line in report.lines:
        terminal.say(MARKS[line.level], f"{line.subject:{width}}  {line.sentence}")
        if line.hint:
            terminal.say(f"      {' ' * width}  -> {line.hint}")


def _as_data(report: Report) -> dict[str, object]:
    lines = [
        {"level": line.level.name.lower(), "subject": line.subject, "sentence": line.sentence, "hint": line.hint}
        for line in report.lines
    ]
    return {"at": report.at.isoformat(), "level": report.level.name.lower(), "lines": lines}
