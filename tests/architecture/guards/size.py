"""How long things may be: what does not fit on a few screens is cut by subject."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.guards.files import Source
from tests.architecture.guards.finding import Breach

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LARGEST_FILE = 1_000_000


def too_long_file(source: Source) -> list[Breach]:
    """Find a file of more than 400 lines."""
    lines = len(source.text.splitlines())
    return [Breach(source.path, lines, f"{lines} lines; cut by subject")] if lines > LONGEST_FILE else []


def too_long_functions(source: Source) -> list[Breach]:
    """Find functions and methods of more than 40 lines, decorators not counted."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                found.append(Breach(source.path, node.lineno, f"{node.name} has {lines} lines; cut by subject"))
    return found


def too_large_file(path: Path) -> list[Breach]:
    """Find a file of more than one megabyte: such data are made or fetched, not kept in the repository."""
    size = path.stat().st_size
    return [Breach(path.as_posix(), 0, f"{size} bytes")] if size > LARGEST_FILE else []
