"""Saying that an exchange has to do with another one, of whatever policy area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.core.errors import Invalid, NotFound, OutOfTurn, Refused
from counterpart.core.workflow import MAIN
from counterpart.exchanges.actions.arranging import link as link_exchanges
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.queries.finding import ref_of
from counterpart.foundation.numbers import parse_number
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.showing.exchange.moves import said_parameters
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.reasons import reason
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import visit_of

LONGEST = 100


def link(request: HttpRequest, number: str) -> HttpResponse:
    """Link an exchange with another whose number is typed. Raises NotFound for who does not write in this one."""
    visit = visit_of(request)
    scene = scene_of(visit, number)
    if scene.page.content is None or not scene.page.may_write:
        raise NotFound("exchange_unknown", exchange=number)
    if request.method != "POST":
        return _page(request, scene)
    typed = request.POST.get("other", "").strip()[:LONGEST]
    try:
        _link(request, scene, typed)
    except (Invalid, NotFound, Refused, OutOfTurn) as problem:
        if problem.code == "ref_unreadable":
            raise
        said = reason(scene.words, problem.code, said_parameters(scene, problem.parameters, MAIN))
        return _page(request, scene, typed, said)
    return HttpResponseRedirect(f"{address(visit, 'exchange', number=number)}#h-relatives")


def _link(request: HttpRequest, scene: Scene, typed: str) -> None:
    """Link the exchange of a number that was typed. Raises NotFound for one whose content the reader may not open."""
    visit = visit_of(request)
    other = ref_of(visit.who, str(parse_number(typed)))
    if other is None or other == scene.page.ref:
        raise NotFound("exchange_unknown", exchange=typed)
    able = ((place, party) for place, party in scene.page.capacities if party in scene.page.may_write)
    place, party = next(able)
    link_exchanges(visit.who, asked_of(request), scene.page.ref, Capacity(party, place.track, place.key), other)


def _page(request: HttpRequest, scene: Scene, typed: str = "", error: str = "") -> HttpResponse:
    visit = visit_of(request)
    return render(
        request,
        "link.html",
        status=422 if error else 200,
        title=title_of(scene),
        number=scene.page.number,
        typed=typed,
        errors=[("other", error)] if error else [],
        error=error,
        request_id=new_ref(visit.now),
    )
