"""What an exchange was about before it was changed: each version that others have seen, what was changed struck out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.exchanges.queries.earlier import earlier_versions
from counterpart.exchanges.storage.pieces import Kind
from counterpart.foundation.database.acting import reading_together
from counterpart.web.rendering import render
from counterpart.web.showing.exchange.earlier import versions_shown
from counterpart.web.showing.exchange.facts import subject_title
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import visit_of

SHOWN = frozenset({Kind.SUBJECT, Kind.REASON})
"""What it is about, and what was said with a change."""


def versions(request: HttpRequest, number: str) -> HttpResponse:
    """Show the versions before the present one. Raises NotFound for whoever does not see the content."""
    visit = visit_of(request)
    with reading_together([visit.who.authority_id or 0], noted=True):
        scene = scene_of(visit, number, kinds=SHOWN)
        if scene.page.content is None:
            raise NotFound("exchange_unknown", exchange=number)
        found = earlier_versions(visit.who, scene.page, visit.now)
    return render(
        request,
        "versions.html",
        title=title_of(scene),
        number=scene.page.number,
        subject=subject_title(scene),
        versions=versions_shown(scene, found),
    )
