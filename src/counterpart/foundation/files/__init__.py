"""Files: sealed while they arrive, on the disk or in an object store (S3), and read again piece by piece.

- `shelves.py`: where files lie, by the environment. `on_disk.py`, `on_s3.py`: the two kinds of shelves.
- `states.py`: what becomes of a file, and what is known of it. `storing.py`: `store_file`, and `keep_files` in the
  action that attaches them. `reading.py`: `open_file`, `files_of`. `ending.py`: erasing, and what crashes leave.
- `describing.py`: their language, and whether personal data are in them, as their sender says.
- `rescanning.py`: what the virus scanner had doubts about, once more. `noting.py`: what the log says of it.

A row is committed before the first byte lies anywhere, and goes after the last one: so no crash leaves a file that
nothing knows. Imports the vault; knows no exchange, only refs: whether an actor may read a file, the room decides whose
file it is. Start reading at `states.py`, then `storing.py`.
"""

from __future__ import annotations

from counterpart.foundation.files.describing import describe_files
from counterpart.foundation.files.ending import erase_files, erase_these, sweep_files
from counterpart.foundation.files.reading import files_of, open_file
from counterpart.foundation.files.rescanning import scan_again
from counterpart.foundation.files.states import FileInfo, FileMeta, FileOwner, FileState, StoredFile
from counterpart.foundation.files.storing import keep_files, quarantine_file, store_file

__all__ = [
    "FileInfo",
    "FileMeta",
    "FileOwner",
    "FileState",
    "StoredFile",
    "describe_files",
    "erase_files",
    "erase_these",
    "files_of",
    "keep_files",
    "open_file",
    "quarantine_file",
    "scan_again",
    "store_file",
    "sweep_files",
]
