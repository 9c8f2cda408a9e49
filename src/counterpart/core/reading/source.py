"""The files of one package, read within the limits and never from outside of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from counterpart.core.findings import Findings, Position
from counterpart.core.reading.decoding import decoded
from counterpart.core.reading.limits import LIMITS, Limits, beyond, in_words
from counterpart.core.reading.quoting import printable
from counterpart.core.reading.tree import Branch
from counterpart.core.reading.yaml_reader import YamlReader


def shown(path: Path, display: Path | None = None) -> str:
    """Return how positions name a file: relative to `display` when it lies below it, else as it was given.

    `display` is the current working directory unless it is given. Links are not followed.
    """
    root = os.path.abspath(display or Path.cwd())  # noqa: PTH100 - resolve() would follow links
    full = os.path.abspath(path)  # noqa: PTH100
    return printable(Path(full).relative_to(root).as_posix() if Path(full).is_relative_to(root) else path.as_posix())


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path, all links followed, lies in the folder, all links followed."""
    real = Path(os.path.realpath(path))  # Path.resolve() raises on a circle of links
    return real.is_relative_to(os.path.realpath(folder))


class Source:
    """Reads the files of the package in `folder` and keeps count; a file read twice counts once.

    Every refusal is a finding: S021 for a link that leaves the package, Y002 for what cannot be read, Y005 for a limit,
    Y006 for what is not text.
    """

    def __init__(self, folder: Path, *, display: Path | None = None, limits: Limits = LIMITS) -> None:
        """Take the folder, the folder that positions are relative to (None: the working directory), and the limits."""
        self.folder = folder
        self.limits = limits
        self._display = display
        self._bytes: dict[Path, int] = {}
        self._nodes: dict[Path, int] = {}
        self._all_bytes = 0
        self._all_nodes = 0

    def position(self, path: Path, line: int = 0, column: int = 0) -> Position:
        """Return a place in a file; line 0 means the file as a whole."""
        return Position(shown(path, self._display), line, column)

    def text(self, path: Path, findings: Findings) -> str | None:
        """Return the text of a file of the package, or None after a finding."""
        data = self._read(path, findings)
        return None if data is None else decoded(data, shown(path, self._display), findings)

    def tree(self, path: Path, findings: Findings) -> Branch | None:
        """Return the map that a YAML file of the package holds, or None after findings."""
        text = self.text(path, findings)
        if text is None:
            return None
        reader = YamlReader(
            text,
            shown(path, self._display),
            findings,
            limits=self.limits,
            nodes_left=self.nodes_left(path),
        )
        tree = reader.read()
        self.count_nodes(path, reader.nodes)
        return tree

    def nodes_left(self, path: Path) -> int:
        """Return how many nodes a file may have before the package has too many."""
        return self.limits.package_nodes - self._all_nodes + self._nodes.get(path, 0)

    def count_nodes(self, path: Path, nodes: int) -> None:
        """Note how many nodes a file has."""
        self._all_nodes += nodes - self._nodes.get(path, 0)
        self._nodes[path] = nodes

    def _read(self, path: Path, findings: Findings) -> bytes | None:
        """Return the bytes of a file; at most one byte more than the limit is read."""
        position, limit = self.position(path), self.limits.file_bytes
        if not is_inside(path, self.folder):
            hint = "put the file itself into the package"
            findings.error("S021", position, "the file lies outside the package", hint)
            return None
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                findings.error("Y002", position, "this is not a file", "a file with text is expected here")
                return None
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
        except OSError as error:
            findings.error("Y002", position, f"the file cannot be read: {error.strerror or error}")
            return None
        if len(data) > limit:
            message = f"the file has more than {in_words(limit)} (limit file_bytes)"
            findings.error("Y005", position, message, "cut it into several files, or the module into smaller ones")
            return None
        return data if self._has_room(path, len(data), findings) else None

    def _has_room(self, path: Path, size: int, findings: Findings) -> bool:
        """Count the bytes and the file; return whether the package stays within its limits."""
        self._all_bytes += size - self._bytes.get(path, 0)
        self._bytes[path] = size
        what = beyond(self.limits, files=len(self._bytes), size=self._all_bytes)
        if what:
            findings.error("Y005", self.position(self.folder), what, "cut the module into smaller ones")
        return not what
