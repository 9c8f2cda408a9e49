"""Who takes part as one party, all of them, a page at a time: an alert may have been passed on to thousands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.exchanges.queries.seats import seats_of
from counterpart.foundation.database.acting import reading_together
from counterpart.web.rendering import render
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import visit_of

PAGE = 100


def participants(request: HttpRequest, number: str, party: str) -> HttpResponse:
    """Show the seats of a party that the reader may see, from one on. Raises NotFound where nobody sits."""
    visit = visit_of(request)
    said = request.GET.get("from", "")
    first = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
    with reading_together([visit.who.authority_id or 0], noted=True):
        scene = scene_of(visit, number, kinds=(), whole=False)
        every = sum(scene.page.seated(party).values())
        if not every:
            raise NotFound("party_unknown", party=party)
        seats = seats_of(visit.who, scene.page.ref, party, first, PAGE)
    return render(
        request,
        "participants.html",
        title=title_of(scene),
        number=scene.page.number,
        party=scene.party(party),
        every=every,
        members=[(scene.member(one.member), scene.authority_named(one.authority, one.member)) for one in seats],
        before=max(first - PAGE, 0) if first else None,
        following=first + PAGE if every > first + PAGE else 0,
    )
