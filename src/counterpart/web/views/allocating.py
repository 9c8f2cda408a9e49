"""Who in the authority works on an exchange."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.accounts.queries import names_of
from counterpart.core.errors import NotFound, Refused
from counterpart.directory.policy import Deed, may, posts_of
from counterpart.directory.queries.players import Handler, handlers
from counterpart.directory.rights import IN_MODULE
from counterpart.exchanges.actions.arranging import allocate as give
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import Visit, visit_of


def allocate(request: HttpRequest, number: str) -> HttpResponse:
    """Give an exchange to colleagues, or back to everybody. Raises Refused without the right."""
    visit = visit_of(request)
    scene = scene_of(visit, number)
    if not scene.page.capacities:
        raise NotFound("exchange_unknown", exchange=number)
    if not may(posts_of(visit.who, scene.page.pin.module), Deed.ALLOCATE):
        raise Refused("not_this_right", deed=Deed.ALLOCATE.value, module=scene.page.pin.module)
    if request.method == "POST":
        place, party = scene.page.capacities[0]
        users = [int(one) for one in request.POST.getlist("user") if one.isascii() and one.isdigit() and len(one) < 10]
        give(visit.who, asked_of(request), scene.page.ref, Capacity(party, place.track, place.key), users)
        return HttpResponseRedirect(address(visit, "exchange", number=number))
    there = _colleagues(visit, scene.page.pin.module)
    names = names_of([one.user_ref for one in there])
    people = sorted(
        ((names.get(one.user_ref, one.email), one.user_id) for one in there), key=lambda one: one[0].casefold()
    )
    return render(
        request,
        "allocate.html",
        title=title_of(scene),
        number=number,
        people=people,
        chosen=frozenset(scene.page.handlers),
        request_id=new_ref(visit.now),
    )


def _colleagues(visit: Visit, module: str) -> list[Handler]:
    """Return who works in the reader's authority in a policy area."""
    authority = [visit.who.authority_id or 0]
    found = (one for right in sorted(IN_MODULE) for one in handlers(module, authority, right, visit.now))
    return list({one.user_id: one for one in found}.values())
