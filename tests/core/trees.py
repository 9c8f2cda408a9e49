"""Trees for tests: plain data with an invented place for every key, so that findings can be located."""

from __future__ import annotations

from itertools import count
from typing import Any

from counterpart.core.findings import Position
from counterpart.core.reading.tree import Branch, Row

FILE = "invented.yaml"


def tree_of(data: dict[str, Any], *, file: str = FILE) -> Branch:
    """Return the data as a tree in which each key and item stands on a line of its own, in reading order."""
    lines = count(1)
    tree = _node(data, file, lines, 0)
    assert isinstance(tree, Branch)
    return tree


def _node(data: Any, file: str, lines: count[int], depth: int) -> Any:
    if isinstance(data, dict):
        branch = Branch(position=Position(file, next(lines), depth + 1))
        for key, value in data.items():
            place = Position(file, next(lines), depth + 1)
            branch.put(str(key), _node(value, file, lines, depth + 1), place)
        return branch
    if isinstance(data, list | tuple):
        row = Row(position=Position(file, next(lines), depth + 1))
        for item in data:
            row.places.append(Position(file, next(lines), depth + 1))
            row.append(_node(item, file, lines, depth + 1))
        return row
    return data
