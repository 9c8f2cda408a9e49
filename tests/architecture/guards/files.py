"""The files of the repository: what a fresh clone would hold, without what was made from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]

MADE = frozenset(
    {
        ".coverage",
        ".git",
        ".hypothesis",
        ".import_linter_cache",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".venv",
        "__pycache__",
        "build",
        "dist",
        "htmlcov",
    }
)

AS_IT_WAS = ROOT / "tests" / "campaign" / "prototype"
"""The prototype that the engine is compared with: kept as it was, so not in the style of the house."""


class Source(NamedTuple):
    """A Python file: its path from the root of the repository, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree, made anew: all trees at once are millions of objects, which slow down whatever else runs."""
        return ast.parse(self.text)


def parsed(text: str, path: str = "src/counterpart/core/example.py") -> Source:
    """Return a snippet as a source file; tests of the guards feed their bad examples with it."""
    return Source(path, text)


def all_files(folder: Path = ROOT) -> Iterator[Path]:
    """Walk through the files under `folder`, leaving out what tools have made."""
    for entry in sorted(folder.iterdir()):
        if entry.name in MADE or entry.suffix == ".egg-info" or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from all_files(entry)
        else:
            yield entry


@cache
def python_sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files under the named folders of the repository, as far as these are made yet."""
    present = [ROOT / folder for folder in folders if (ROOT / folder).is_dir()]
    paths = [path for folder in present for path in all_files(folder) if path.suffix == ".py"]
    paths = [path for path in paths if AS_IT_WAS not in path.parents]
    return tuple(parsed(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()) for path in paths)
