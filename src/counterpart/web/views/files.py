"""Files: taken in while a form is sent, sealed; and handed out to whoever may read the exchange."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from counterpart.core.errors import NotFound
from counterpart.exchanges.queries.views import FileView
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.database.acting import reading_together
from counterpart.foundation.files import describe_files, open_file
from counterpart.foundation.scanning.kinds import IN_PAGES
from counterpart.foundation.vault import KeyClass
from counterpart.web.reading.names import FILES_LANGUAGE, FILES_PERSONAL, FILES_SAID, UPLOAD
from counterpart.web.session.uploading import LARGEST, Arrived, NotTaken, arrived_in
from counterpart.web.showing.exchange.side import size_said
from counterpart.web.showing.kinds_of_files import kind_said
from counterpart.web.showing.options import document_languages
from counterpart.web.showing.reasons import reason
from counterpart.web.views.exchange import scene_of
from counterpart.web.visit import visit_of

Refused = list[tuple[str, str]]
"""Files that were not taken in: the place on the page, and what is said of it."""

IN_PAGE_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
)
"""For a file that the browser shows by itself: it may fetch nothing and run nothing. Its own page for a picture, and
its reader for a PDF, have styles in them."""


def arrived_files(request: HttpRequest) -> tuple[tuple[Arrived, ...], Refused]:
    """Return the files that were sent along and lie sealed, and what is said of those that were not taken in.

    They belong to nothing until an action attaches them, and are gone a day later. What the form says of them all,
    their language and whether there are personal data in them, is kept with them.
    """
    uploads = arrived_in(request)
    _describe(request, [one.ref for one in uploads.arrived])
    return uploads.arrived, [(one.field.removesuffix(UPLOAD), _said(request, one)) for one in uploads.refused]


def _describe(request: HttpRequest, refs: list[UUID]) -> None:
    visit, said = visit_of(request), request.POST
    language = said.get(FILES_LANGUAGE, "")
    personal = FILES_PERSONAL in said or FILES_SAID not in said
    known = language in dict(document_languages(visit.words.language))
    if refs and (known or not personal):
        describe_files(visit.who, visit.now, refs, language=language if known else "", personal=personal)


def _said(request: HttpRequest, one: NotTaken) -> str:
    words, problem = visit_of(request).words, one.problem
    if problem.code == "file_too_large":
        most = size_said(words, LARGEST)
        return words.gettext("“%(name)s” is too large: a file may have at most %(size)s.", name=one.name, size=most)
    told = {"type": kind_said(words, str(problem.parameters["type"]))} if "type" in problem.parameters else {}
    why = reason(words, problem.code, {**problem.parameters, **told})
    return words.gettext("“%(name)s” was not attached: %(why)s", name=one.name, why=why)


def download(request: HttpRequest, number: str, ref: UUID) -> HttpResponseBase:
    """Hand out an attached file, to be kept, or (`show=here`) shown by the browser where that is safe.

    Never inside a page of ours. Raises NotFound for one that is not the reader's, Refused for what is held back.
    """
    visit = visit_of(request)
    with reading_together([visit.who.authority_id or 0], noted=True):
        page = scene_of(visit, number, kinds={Kind.FILE}).page
        files: tuple[FileView, ...] = page.content.files if page.content is not None else ()
        file = next((one for one in files if one.ref == ref), None)
        if file is None:
            raise NotFound("file_not_found")
        pieces: Iterator[bytes] = open_file(visit.who, page.ref, ref, visit.now)
        opened = frozenset({KeyClass.ATTACHMENTS})
        record_reading(visit.who, None, page.ref, What.FILE, opened, ByRight.PARTY, visit.now)
    shown = request.GET.get("show") == "here" and file.media_type in IN_PAGES
    answer = StreamingHttpResponse(pieces, content_type=file.media_type if shown else "application/octet-stream")
    answer["Content-Disposition"] = (
        f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(file.name, safe='')}"
    )
    answer["Content-Length"] = str(file.size)
    if shown:
        answer["Content-Security-Policy"] = IN_PAGE_POLICY
    return answer
