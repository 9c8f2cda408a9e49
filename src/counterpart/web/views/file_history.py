"""One history of a whole file: of each exchange in it what its reader may see there, the newest first."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from counterpart.exchanges.queries.history import WHOLE
from counterpart.exchanges.queries.history import history as history_of
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.database.acting import reading_together
from counterpart.web.rendering import render
from counterpart.web.showing.exchange.family import relatives_shown
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.timeline import Happened, timeline
from counterpart.web.views.exchange import scene_of, title_of, with_history
from counterpart.web.visit import Visit, visit_of

SHOWN = frozenset({Kind.REASON})
"""What was said with a step stands beside it; nothing else of the content does."""
MOST = 50
"""Exchanges of a file whose history stands on one page: those that began first."""


def file_history(request: HttpRequest, number: str) -> HttpResponse:
    """Show who did what in an exchange, its parent, and all that belongs to it, as far as the reader sees each."""
    visit = visit_of(request)
    with reading_together([visit.who.authority_id or 0], noted=True):
        scene = scene_of(visit, number, kinds=SHOWN)
        tree = [one for one in relatives_shown(scene) if not one.linked]
        told = [one for other in tree[:MOST] for one in _told(visit, scene, other.number)]
    entries = sorted(told, key=lambda one: (one[1].machine_at, one[1].n), reverse=True)
    return render(
        request,
        "file_history.html",
        title=title_of(scene),
        number=number,
        relatives=tree,
        entries=entries,
        more=len(tree) > MOST,
    )


def _told(visit: Visit, here: Scene, number: str) -> Iterator[tuple[str, Happened]]:
    """Yield what happened in one exchange of the file, as its own history tells it."""
    scene = here if number == here.page.number else scene_of(visit, number, kinds=SHOWN)
    found = history_of(visit.who, scene.page.ref, visit.now, 0, WHOLE)
    yield from ((number, one) for one in timeline(with_history(scene, found), found.entries))
