"""What the log of a stream says of its files and the virus scanner: refused, removed, freed."""

from __future__ import annotations

import logging
from uuid import UUID

from counterpart.foundation.actions import action
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

REFUSED, REMOVED, FREED = "refuse_file", "remove_file", "free_file"
"""What the entries call it, as their action."""

_log = logging.getLogger(__name__)


@action("files.refuse")
def note_refused(doing: Doing, stream: UUID, ref: UUID, rule: str) -> None:
    """Say that a file was not taken in, and by which rule of the scanner; nothing is left of the file itself."""
    _log.warning("the virus scanner refused a file", extra={"stream": stream, "file": ref})
    doing.log(stream, EntryKind.SCANNED, action=REFUSED, facts={"file": str(ref), "rule": rule})


def log_removed(doing: Doing, stream: UUID, ref: UUID, rule: str) -> None:
    """Say that a file which was held back is gone, and by which rule."""
    _log.warning("the virus scanner had a file removed", extra={"stream": stream, "file": ref})
    doing.log(stream, EntryKind.SCANNED, action=REMOVED, facts={"file": str(ref), "rule": rule})


def log_freed(doing: Doing, stream: UUID, ref: UUID) -> None:
    """Say that nothing was found in a file which was held back: it may be read from now on."""
    doing.log(stream, EntryKind.SCANNED, action=FREED, facts={"file": str(ref)})
