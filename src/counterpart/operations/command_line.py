"""The command line: finds the command that is meant, loads it, and ends with its exit code.

A command is loaded when it is called for, so that `--help` answers at once. What people do wrong ends in a sentence,
never in a traceback.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from counterpart.core.errors import CounterpartError
from counterpart.operations.commands import ALONE, GROUPS, Command
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, CALLED_WRONGLY, FOUND, INTERRUPTED, PIPE_CLOSED, UsageError

NAME = "counterpart"
_HELP = frozenset({"-h", "--help", "help"})
_ABOUT = "An administrative-cooperation network."


class _Parser(ArgumentParser):
    """An argparse parser that leaves it to `main` how mistakes are said."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with the usage of the command as its hint."""
        raise UsageError(f"{self.prog}: {message}", self.format_usage().strip())


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; without arguments those of the process count."""
    words = list(sys.argv[1:] if argv is None else argv)
    terminal = Terminal.of_process()
    try:
        status = _run(words, terminal)
        terminal.out.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough (`| head`)
        _let_go_of_output()
        return PIPE_CLOSED
    except UsageError as error:
        _say_mistake(terminal, error.message, error.hint)
        return CALLED_WRONGLY
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say_mistake(terminal, f"{where}{error.strerror or error}")
        return FOUND
    except CounterpartError as error:
        _say_mistake(terminal, str(error))
        return FOUND
    return status


def _run(words: Sequence[str], terminal: Terminal) -> int:
    """Find the group and the command, and run it."""
    if not words or words[0] in _HELP:
        terminal.say(_overview(NAME, _ABOUT, _summaries()))
        return ALL_WELL if words else CALLED_WRONGLY
    group_name, rest = words[0], words[1:]
    if group_name in ALONE:
        return _call(f"{NAME} {group_name}", ALONE[group_name], rest, terminal)
    group = GROUPS.get(group_name)
    if group is None:
        raise _unknown(NAME, group_name, {**GROUPS, **ALONE})
    if not rest or rest[0] in _HELP:
        summaries = {name: command.summary for name, command in group.commands.items()}
        terminal.say(_overview(f"{NAME} {group_name}", group.summary, summaries))
        return ALL_WELL if rest else CALLED_WRONGLY
    command = group.commands.get(rest[0])
    if command is None:
        raise _unknown(f"{NAME} {group_name}", rest[0], group.commands)
    return _call(f"{NAME} {group_name} {rest[0]}", command, rest[1:], terminal)


def _call(called: str, command: Command, words: Sequence[str], terminal: Terminal) -> int:
    """Read the arguments of a command, load it and run it."""
    described = f"{command.summary[0].upper()}{command.summary[1:]}."
    parser = _Parser(
        prog=called, description=described, formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False
    )
    command.arguments(parser)
    try:
        options = parser.parse_args(words)
    except SystemExit:  # argparse has printed the help that was asked for
        return ALL_WELL
    loaded = importlib.import_module(f"counterpart.operations.{command.room}")
    status: int = loaded.run(options, terminal)
    return status


def _overview(called: str, about: str, summaries: Mapping[str, str]) -> str:
    width = max(len(name) for name in summaries)
    lines = [f"  {name:{width}}  {summary}" for name, summary in summaries.items()]
    usage = [f"usage: {called} COMMAND …", "", about[0].upper() + about[1:].removesuffix(".") + ".", "", "commands:"]
    return "\n".join([*usage, *lines, "", f"{called} COMMAND --help says more about one of them."])


def _summaries() -> dict[str, str]:
    groups = {name: group.summary for name, group in GROUPS.items()}
    return groups | {name: command.summary for name, command in ALONE.items()}


def _unknown(called: str, word: str, known: Iterable[str]) -> UsageError:
    close = difflib.get_close_matches(word, list(known), n=1)
    hint = f"did you mean '{called} {close[0]}'?" if close else "commands: " + ", ".join(known)
    return UsageError(f"{called} has no command '{word}'", hint)


def _say_mistake(terminal: Terminal, message: str, hint: str = "") -> None:
    terminal.tell(f"error: {message}")
    if hint:
        terminal.tell(f"    -> {hint}")


def _let_go_of_output() -> None:
    """Have what is left in the buffer go nowhere, or Python would complain about the pipe when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
