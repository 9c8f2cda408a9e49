"""The report of an exchange as a PDF: what its reader may see, in their language; and the documents that were kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from counterpart.core.errors import NotFound
from counterpart.exchanges.queries.history import WHOLE, history
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import reading_together
from counterpart.foundation.vault import KeyClass
from counterpart.foundation.words import words_of
from counterpart.reports.queries import documents_of, may_repeat, open_document
from counterpart.reports.signing import certificate_file, sign
from counterpart.reports.typesetting import typeset
from counterpart.reports.witness import witness_of
from counterpart.reports.writing import Written, file_name
from counterpart.web.rendering import render
from counterpart.web.showing.reporting.kept import kept_shown
from counterpart.web.showing.reporting.paper import Course, paper_of
from counterpart.web.views.exchange import scene_of, title_of, with_history
from counterpart.web.visit import Visit, visit_of

NOTHING = frozenset[Kind]()
"""The list of documents shows nothing of the content."""
PDF = "application/pdf"

Answer = TypeVar("Answer", bound=HttpResponseBase)


def reports(request: HttpRequest, number: str) -> HttpResponse:
    """Show what can be taken along: the report as of now, and documents that were kept."""
    visit = visit_of(request)
    with reading_together([visit.who.authority_id or 0], noted=True):
        scene = scene_of(visit, number, kinds=NOTHING)
        page = scene.page
        held_back = may_repeat(page.shut)
        kept = documents_of(visit.who, page.ref) if page.content is not None and not held_back else ()
    return render(
        request,
        "reports.html",
        title=title_of(scene),
        number=page.number,
        kept=kept_shown(scene, kept),
        held_back=held_back,
        is_signed=certificate_file() is not None,
    )


def report(request: HttpRequest, number: str) -> HttpResponse:
    """Hand out the report of an exchange as of now. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    written = _written(visit, number, is_report=True)
    answer = HttpResponse(sign(typeset(written.paper, visit.now)), content_type=PDF)
    return _named(answer, written.number)


def document(request: HttpRequest, number: str, ref: UUID) -> HttpResponseBase:
    """Hand out a document that was kept for the reader's authority. Raises NotFound for any other."""
    visit = visit_of(request)
    page = scene_of(visit, number).page
    if page.content is None or may_repeat(page.shut):
        raise NotFound("file_not_found")
    pieces: Iterator[bytes] = open_document(visit.who, page.ref, ref, visit.now)
    record_reading(visit.who, None, page.ref, What.REPORT, tuple(KeyClass), ByRight.PARTY, visit.now)
    return _named(StreamingHttpResponse(pieces, content_type=PDF), page.number)


def written_for(actor: Actor, number: str, now: dt.datetime) -> Written:
    """Return the report of an exchange for an actor who is at no browser. Raises NotFound `exchange_unknown`."""
    return _written(Visit(now, words=words_of(actor.language), actor=actor), number)


def _written(visit: Visit, number: str, *, is_report: bool = False) -> Written:
    """Return what stands in a report; `is_report` notes in the access log that its reader takes it along."""
    with reading_together([visit.who.authority_id or 0], noted=True):
        scene = scene_of(visit, number)
        page = scene.page
        classes = tuple(KeyClass) if page.content is not None else ()
        found = history(visit.who, page.ref, visit.now, most=WHOLE, report_of=classes if is_report else None)
        witness = witness_of(visit.who, page.ref)
    course = Course(list(found.entries), more=bool(found.following))
    paper = paper_of(with_history(scene, found), course, witness)
    return Written(page.ref, page.number, page.content is not None, paper)


def _named(answer: Answer, number: str) -> Answer:
    answer["Content-Disposition"] = f'attachment; filename="{file_name(number)}"'
    return answer
