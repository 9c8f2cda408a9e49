"""Which kinds of files are taken: told by their content (libmagic), which has to fit the ending of their name.

A file is opened by its ending on the reader's machine, so both have to be known and to agree: a program that is called
a picture is refused, and so is a page of HTML that is called a text. What is taken are documents, pictures, tables,
mails, packed files (a scanner looks into those) and signed containers; nothing that runs.
"""

from __future__ import annotations

import functools
import threading
from pathlib import PurePosixPath
from typing import Final

from counterpart.core.errors import CounterpartError, Invalid

try:
    import magic
except ImportError:  # the package is there, the library of the system is not: `counterpart web` says so
    magic = None  # type: ignore[assignment]

HEAD: Final = 64 << 10
"""So many bytes tell what a file is."""

EMPTY: Final = "application/x-empty"
PACKED: Final = "application/zip"
OLE: Final = frozenset({"application/x-ole-storage", "application/CDFV2", "application/vnd.ms-office"})
"""The container of Office before 2007."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_ASIC = "application/vnd.etsi.asic"

TAKEN: Final[dict[str, frozenset[str]]] = {
    "pdf": frozenset({"application/pdf"}),
    "png": frozenset({"image/png"}),
    "jpg": frozenset({"image/jpeg"}),
    "gif": frozenset({"image/gif"}),
    "webp": frozenset({"image/webp"}),
    "tif": frozenset({"image/tiff"}),
    "heic": frozenset({"image/heic", "image/heif"}),
    "txt": frozenset({"text/plain"}),
    "csv": frozenset({"text/csv", "application/csv"}),
    "json": frozenset({"application/json", "application/x-ndjson"}),
    "xml": frozenset({"text/xml", "application/xml"}),
    "rtf": frozenset({"text/rtf", "application/rtf"}),
    "eml": frozenset({"message/rfc822"}),
    "docx": frozenset({f"{_OFFICE}.wordprocessingml.document", PACKED}),
    "xlsx": frozenset({f"{_OFFICE}.spreadsheetml.sheet", PACKED}),
    "pptx": frozenset({f"{_OFFICE}.presentationml.presentation", PACKED}),
    "odt": frozenset({f"{_OPEN}.text"}),
    "ods": frozenset({f"{_OPEN}.spreadsheet"}),
    "odp": frozenset({f"{_OPEN}.presentation"}),
    "doc": frozenset({"application/msword", *OLE}),
    "xls": frozenset({"application/vnd.ms-excel", *OLE}),
    "ppt": frozenset({"application/vnd.ms-powerpoint", *OLE}),
    "msg": frozenset({"application/vnd.ms-outlook", *OLE}),
    "zip": frozenset({PACKED}),
    "asice": frozenset({f"{_ASIC}-e+zip", PACKED}),
    "asics": frozenset({f"{_ASIC}-s+zip", PACKED}),
}
"""What the content of a file may be, by the ending of its name."""

TEXTS: Final = {"txt": "text/plain", "csv": "text/csv", "json": "application/json", "eml": "message/rfc822"}
"""Endings with which a file is opened as a text, whatever text it is, and what it is called then."""

RUNNING: Final = frozenset(
    {"text/html", "text/javascript", "text/x-shellscript", "text/x-msdos-batch", "text/x-php", "text/x-perl"}
)
"""Texts that something else than an editor would open, were it not for their ending: they have no business here."""

SAME: Final = {"jpeg": "jpg", "tiff": "tif", "heif": "heic", "sce": "asice", "scs": "asics"}
"""Other endings for the same."""

IN_PAGES: Final = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a browser may show by itself: nothing in it runs as a page of ours."""


def media_type_of(name: str, head: bytes) -> str:
    """Return what a file is, of its first bytes (`HEAD`), where it is of a kind that is taken.

    Raises CounterpartError `file_kinds_away` without libmagic, and `Invalid`: `file_empty`; `file_type` for an ending
    that is not taken, or none; `file_type_unlike` where the content is not what the ending says, with what it is.
    """
    if not head:
        raise Invalid("file_empty", field="file")
    ending = ending_of(name)
    said = _told(head)
    if ending not in TAKEN:
        raise Invalid("file_type", field="file", ending=ending or "–", type=said)
    if ending in TEXTS and said.startswith("text/") and said not in RUNNING:
        return TEXTS[ending]  # what language a text looks like is a guess
    if said not in TAKEN[ending]:
        raise Invalid("file_type_unlike", field="file", ending=ending, type=said)
    specific = TAKEN[ending] - {PACKED} - OLE
    if said in (PACKED, *OLE) and specific:
        return min(specific)  # the container was told and not what is in it
    return said


def ending_of(name: str) -> str:
    """Return the ending that says how a file is opened, in small letters and in one spelling; nothing where none."""
    ending = PurePosixPath(name.rstrip(". ")).suffix.removeprefix(".").lower()
    return SAME.get(ending, ending)


def _told(head: bytes) -> str:
    """Ask libmagic; what it keeps in memory is used by one thread at a time."""
    with _LOCK:
        return str(_libmagic().from_buffer(head))


_LOCK: Final = threading.Lock()


def kinds_are_told() -> bool:
    """Say whether libmagic is there: without it no file is taken."""
    return magic is not None


@functools.cache
def _libmagic() -> magic.Magic:
    if magic is None:
        raise CounterpartError("file_kinds_away")
    return magic.Magic(mime=True)
