"""Files on the disk: below `files/` in the data folder, in folders by the last letters of their refs.

The last letters are random (refs begin with the time), so 65,536 folders fill evenly. A file arrives in
`files/arriving/` and is renamed when it is whole and written through (fsync): of its name there is all or nothing.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from counterpart.core.errors import NotFound
from counterpart.foundation.files.shelf import NoSpace

PIECE = 1 << 18
NAME = "disk"


class DiskShelf:
    """A folder full of files."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made when the first file comes."""
        self.folder = folder
        self.name = NAME

    def write(self, ref: UUID, pieces: Iterable[bytes]) -> None:
        """Write a file, whole or not at all. Raises NoSpace, and whatever the pieces raise."""
        arriving, final = self._arriving(ref), self.path(ref)
        try:
            for folder in (arriving.parent, final.parent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_through(arriving, pieces)
            arriving.rename(final)
            _sync_folder(final.parent)
        except OSError as problem:
            if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise NoSpace("file_no_space", folder=str(self.folder)) from problem
            raise
        finally:
            arriving.unlink(missing_ok=True)

    def read(self, ref: UUID) -> Iterator[bytes]:
        """Return the pieces of a file. Raises NotFound, at once."""
        try:
            file = self.path(ref).open("rb")
        except FileNotFoundError as problem:
            raise NotFound("file_not_found") from problem

        def pieces() -> Iterator[bytes]:
            with file:
                while piece := file.read(PIECE):
                    yield piece

        return pieces()

    def remove(self, ref: UUID) -> None:
        """Remove a file, and what there is of one that was cut off. Harmless twice."""
        for path in (self._arriving(ref), self.path(ref)):
            path.unlink(missing_ok=True)

    def path(self, ref: UUID) -> Path:
        """Return where a file lies."""
        return self.folder / ref.hex[-2:] / ref.hex[-4:-2] / str(ref)

    def _arriving(self, ref: UUID) -> Path:
        return self.folder / "arriving" / str(ref)


def _write_through(path: Path, pieces: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the new name written through; and the names of the folders above, which may be new as well."""
    for one in (folder, folder.parent, folder.parent.parent):
        descriptor = os.open(one, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
