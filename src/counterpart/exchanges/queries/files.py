"""What lies beside the forms, and who sees it: attached files with what they are called, messages, reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from counterpart.core.definitions.procedures import Procedure
from counterpart.core.visibility import Viewer, sees_kinds
from counterpart.exchanges.queries.sight import Piece, Sight
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.files import FileInfo, files_of
from counterpart.foundation.vault import DataKeyName, KeyClass
from counterpart.foundation.vault.at_hand import keyring

KINDS = ("personal", "attachments")
"""A file beside the forms may hold anything: it is seen by whoever sees what is personal, and what is attached."""
TEXTS = ("personal", "messages")
"""Free text beside the forms may hold anything as well."""


def sees_files(procedure: Procedure, viewer: Viewer) -> bool:
    """Say whether somebody sees files that others attached."""
    return sees_kinds(procedure, KINDS, viewer)


def sees_texts(procedure: Procedure, viewer: Viewer) -> bool:
    """Say whether somebody sees messages to all, and the reasons of actions."""
    return sees_kinds(procedure, TEXTS, viewer)


def files_in(sight: Sight, pieces: Iterable[Piece], now: dt.datetime) -> dict[UUID, FileInfo]:
    """Return what the files among some pieces are called, by ref: no statement where there is none, else one."""
    refs = {UUID(piece.key.slot) for piece in pieces if piece.key.kind is Kind.FILE}
    if not refs:
        return {}
    stream = sight.held.cover.ref
    keys = keyring().open([DataKeyName(stream, KeyClass.ATTACHMENTS)], now)
    found = (one for one in files_of(stream, [KeyClass.ATTACHMENTS]) if one.ref in refs)
    return {one.ref: one.info(keys) for one in found} if keys else {}
