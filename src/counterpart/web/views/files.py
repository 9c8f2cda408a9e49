"""Files: taken in while a form is sent, sealed; and handed out to whoever may read the exchange."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from counterpart.core.errors import NotFound
from counterpart.exchanges.queries.views import FileView
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.files import FileMeta, FileOwner, open_file, store_file
from counterpart.foundation.vault import KeyClass
from counterpart.web.reading.names import UPLOAD
from counterpart.web.views.exchange import scene_of
from counterpart.web.visit import visit_of

LARGEST = 50 << 20
"""Bytes of one file."""
NAMES = "file-name-"
"""Fields in which the names of files travel that have arrived and belong to nothing yet."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]")


def arrived_files(request: HttpRequest, exchange: UUID) -> list[tuple[str, str, str]]:
    """Take in the files that were sent along: name of the field, ref, name of the file.

    They belong to nothing until an action attaches them, and are gone a day later. Raises Invalid `file_too_large`.
    """
    visit = visit_of(request)
    found = []
    for field, files in request.FILES.lists():
        for file in files if field.endswith(UPLOAD) else ():
            name = _UNSAFE.sub("_", file.name or "")[-200:] or "file"
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            meta = FileMeta(name, kind)
            stored = store_file(visit.who, visit.now, FileOwner(exchange), file.chunks(), meta, most=LARGEST)
            found.append((field, str(stored.ref), name))
    return found


def names_sent(request: HttpRequest) -> dict[str, str]:
    """Return the names of files that arrived with an earlier try of the same form, by ref."""
    return {
        name.removeprefix(NAMES): request.POST.get(name, "")[:200] for name in request.POST if name.startswith(NAMES)
    }


def download(request: HttpRequest, number: str, ref: UUID) -> HttpResponseBase:
    """Hand out an attached file, never inside a page of ours. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    page = scene_of(visit, number).page
    files: tuple[FileView, ...] = page.content.files if page.content is not None else ()
    file = next((one for one in files if one.ref == ref), None)
    if file is None:
        raise NotFound("file_not_found")
    pieces: Iterator[bytes] = open_file(visit.who, page.ref, ref, visit.now)
    record_reading(visit.who, None, page.ref, What.FILE, frozenset({KeyClass.ATTACHMENTS}), ByRight.PARTY, visit.now)
    answer = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    answer["Content-Length"] = str(file.size)
    return answer
