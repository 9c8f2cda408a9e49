"""The whole history of an exchange."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from counterpart.exchanges.queries.history import history as history_of
from counterpart.web.rendering import render
from counterpart.web.showing.exchange.timeline import timeline
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import visit_of


def history(request: HttpRequest, number: str) -> HttpResponse:
    """Show who did what and when, a page at a time, the newest first."""
    visit = visit_of(request)
    said = request.GET.get("before", "")
    before = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    found = history_of(visit.who, number, visit.now, before)
    scene = scene_of(visit, number, entries=found.entries)
    return render(
        request,
        "history.html",
        title=title_of(scene),
        number=number,
        entries=timeline(scene, found.entries),
        following=found.following,
    )
