"""The whole history of an exchange."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from counterpart.exchanges.queries.history import PAGE, WHOLE
from counterpart.exchanges.queries.history import history as history_of
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.database.acting import reading_together
from counterpart.reports.witness import witness_of
from counterpart.web.rendering import render
from counterpart.web.showing.exchange.timeline import timeline
from counterpart.web.showing.reporting.witness import witness_part
from counterpart.web.views.exchange import scene_of, title_of, with_history
from counterpart.web.visit import visit_of

SHOWN = frozenset({Kind.REASON})
"""What was said with a step stands beside it; nothing else of the content does."""


def history(request: HttpRequest, number: str) -> HttpResponse:
    """Show who did what and when, a page at a time, the newest first; the whole of it (`all=yes`) to be printed."""
    visit = visit_of(request)
    said, whole = request.GET.get("before", ""), request.GET.get("all") == "yes"
    before = int(said) if said.isascii() and said.isdigit() and len(said) < 10 and not whole else 0
    with reading_together([visit.who.authority_id or 0], noted=True):
        scene = scene_of(visit, number, kinds=SHOWN, whole=False)
        found = history_of(visit.who, scene.page.ref, visit.now, before, WHOLE if whole else PAGE)
        witness = witness_of(visit.who, scene.page.ref)
    scene = with_history(scene, found)
    return render(
        request,
        "history.html",
        title=title_of(scene),
        procedure=scene.said.text(f"procedure.{scene.page.pin.procedure}.title"),
        number=scene.page.number,
        reader=visit.acting.name(scene.language) if visit.acting is not None else "",
        now=scene.moment(visit.now),
        entries=timeline(scene, found.entries),
        following=found.following,
        whole=whole,
        witness=tuple(witness_part(scene, witness)),
    )
