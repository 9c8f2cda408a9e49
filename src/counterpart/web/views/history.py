"""The whole history of an exchange."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.directory.queries.players import Participant, participants_by_ref
from counterpart.exchanges.queries.history import history as history_of
from counterpart.exchanges.queries.views import EntryView
from counterpart.web.rendering import render
from counterpart.web.showing.exchange.scene import Scene
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
    scene = replace(scene, formerly=_formerly(scene, found.entries))
    return render(
        request,
        "history.html",
        title=title_of(scene),
        number=number,
        entries=timeline(scene, found.entries),
        following=found.following,
    )


def _formerly(scene: Scene, entries: Iterable[EntryView]) -> Mapping[UUID, Participant]:
    """Return the authorities of these entries that take part no longer: asked for only where there are some."""
    here = {seat.authority.ref for seat in scene.page.seats if seat.authority is not None}
    here |= {row.authority.ref for row in scene.page.rows if row.authority is not None}
    gone = {one.authority_ref for one in entries if one.authority_ref is not None} - here
    return participants_by_ref(gone) if gone else {}
