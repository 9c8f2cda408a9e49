"""The procedure of an exchange as a picture: where it stands now, and where the reader's own parts of it do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from counterpart.web.rendering import render
from counterpart.web.showing.exchange.picture import pictures_shown
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import visit_of


def procedure(request: HttpRequest, number: str) -> HttpResponse:
    """Show the procedure, machine by machine, each with a table of its states. Raises NotFound."""
    visit = visit_of(request)
    scene = scene_of(visit, number, kinds=(), whole=False)
    return render(
        request,
        "procedure.html",
        title=title_of(scene),
        number=scene.page.number,
        procedure=scene.said.text(f"procedure.{scene.page.pin.procedure}.title"),
        pictures=pictures_shown(scene),
    )
