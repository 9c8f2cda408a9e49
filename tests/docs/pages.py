"""Following a page of the documentation: its files are written, its commands run, their answers compared.

A page marks what it means by plain Markdown, so that people see the same:

- a line with nothing but **`path`** names the file that the next block holds; a block ```diff changes that file
  (what the lines without `+` say must stand in it exactly once);
- in a block ```console lines with `$ ` are commands, and what follows them is their answer.

`…` stands for any text, alone in a line for any number of lines. How many texts a module has depends on the library and
is not compared, nor is the number of blanks in a row.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.guards.files import ROOT

ANYTHING = "…"
PATIENCE = 60  # seconds for one command

_FILE = re.compile(r"\*\*`([^`]+)`\*\*")
_FENCE = re.compile(r"```(\w*)")
_TEXTS = re.compile(r"\b\d+ texts\b")


class Rotten(AssertionError):
    """A page says something that is not so."""


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what it holds, the file it belongs to (empty for none), its text, and its line in the page."""

    kind: str
    path: str
    text: str
    line: int


def blocks_of(page: str) -> list[Block]:
    """Return the fenced blocks of a page in their order."""
    found: list[Block] = []
    lines = iter(enumerate(page.splitlines(), start=1))
    path = ""
    for number, line in lines:
        if named := _FILE.fullmatch(line):
            path = named[1]
        elif fence := _FENCE.fullmatch(line):
            found.append(Block(fence[1], path, _until_the_end(lines, number), number))
            path = ""
        elif line.strip():
            path = ""
    return found


def _until_the_end(lines: Iterator[tuple[int, str]], began: int) -> str:
    text: list[str] = []
    for _, line in lines:
        if line == "```":
            return "".join(f"{each}\n" for each in text)
        text.append(line)
    raise Rotten(f"the block that begins in line {began} has no end")


def commands_of(block: Block) -> list[tuple[int, str, str]]:
    """Return the commands of a block with their lines and the answers that the page shows."""
    found: list[tuple[int, str, str]] = []
    for number, line in enumerate(block.text.splitlines(), start=block.line + 1):
        if line.startswith("$ "):
            found.append((number, line[2:], ""))
        elif found:
            began, command, answer = found[-1]
            found[-1] = (began, command, f"{answer}{line}\n")
        else:
            raise Rotten(f"line {number}: an answer without a command")
    return found


def changed(text: str, diff: str) -> str:
    """Return a text after a change as a page shows it."""
    lines = diff.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    after = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    if text.count(before) != 1:
        raise Rotten(f"the change does not fit: {text.count(before)} times there is\n{before}")
    return text.replace(before, after)


def difference(shown: str, said: str) -> str:
    """Return how a real answer differs from the one that a page shows, empty when it does not."""
    wanted, found = _plain(shown), _plain(said)
    pattern = "".join(_pattern(line) for line in wanted)
    if re.fullmatch(pattern, "".join(f"{line}\n" for line in found)):
        return ""
    return "\n".join(difflib.unified_diff(wanted, found, "shown", "real", lineterm=""))


def _plain(text: str) -> list[str]:
    return [" ".join(_TEXTS.sub("N texts", line).split()) for line in text.splitlines()]


def _pattern(line: str) -> str:
    if line == ANYTHING:
        return r"(?:.*\n)*?"
    return ".*?".join(re.escape(part) for part in line.split(ANYTHING)) + r"\n"


class Follower:
    """Somebody who does what a page says, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        """Take an empty folder; the command `counterpart` is put beside it."""
        self.folder = folder / "here"
        self.folder.mkdir()
        tools = folder / "bin"
        tools.mkdir()
        command = tools / "counterpart"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m counterpart.operations.command_line "$@"\n')
        command.chmod(0o755)
        self.environment = {
            "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PYTHONPATH": str(ROOT / "src"),
            "COUNTERPART_AREAS": str(ROOT / "areas"),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
        }

    def follow(self, page: Path) -> None:
        """Do everything that a page says. Raises Rotten, with the line, where it is not so."""
        for block in blocks_of(page.read_text(encoding="utf-8")):
            try:
                self._take(block)
            except Rotten as wrong:
                raise Rotten(f"{page.name}:{block.line}: {wrong}") from None

    def _take(self, block: Block) -> None:
        if block.path:
            file = self.folder / block.path
            file.parent.mkdir(parents=True, exist_ok=True)
            is_change = block.kind == "diff"
            text = changed(file.read_text(encoding="utf-8"), block.text) if is_change else block.text
            file.write_text(text, encoding="utf-8")
        for number, command, answer in commands_of(block) if block.kind == "console" else ():
            wrong = difference(answer, self.said(command))
            if wrong:
                raise Rotten(f"line {number}: {command}\n{wrong}")

    def said(self, command: str) -> str:
        """Return what a command says, on both of its outputs."""
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout.decode("utf-8")
