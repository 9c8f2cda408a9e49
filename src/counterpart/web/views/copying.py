"""A new exchange from an old one: what is taken over is chosen, element by element."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.core.errors import NotFound, OutOfTurn, Refused
from counterpart.core.workflow import MAIN
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.copying import QUESTIONS
from counterpart.exchanges.actions.copying import copy as copy_exchange
from counterpart.exchanges.actions.opening import Begun
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.showing.copying import Copyable, copyable, may_be_copied, parties_of
from counterpart.web.showing.exchange.moves import said_parameters
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.reasons import reason
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import visit_of

SAME, NOBODY = "same", "nobody"
"""Whom the new exchange asks: the same authority, or one that is chosen in the draft."""


def copy(request: HttpRequest, number: str) -> HttpResponse:
    """Choose what is taken over, and begin a draft with it. Raises NotFound for what is not the reader's to copy."""
    visit = visit_of(request)
    scene = scene_of(visit, number)
    if not may_be_copied(scene):
        raise NotFound("exchange_unknown", exchange=number)
    found = copyable(scene)
    if request.method != "POST":
        return _page(request, scene, found, [QUESTIONS, *(one.name for one in found.elements)], SAME)
    chosen, whom = found.chosen(request.POST.getlist("take")), request.POST.get("whom", NOBODY)
    begun = Begun(parties=parties_of(found, same=whom == SAME), lang=scene.language)
    capacity = Capacity(scene.page.pin.rules.starter)
    try:
        new = copy_exchange(visit.who, asked_of(request), scene.page.ref, capacity, begun, chosen)
    except (Refused, OutOfTurn) as problem:
        said = reason(scene.words, problem.code, said_parameters(scene, problem.parameters, MAIN))
        return _page(request, scene, found, chosen, whom, [("take", said)])
    return HttpResponseRedirect(address(visit, "write", number=new.number))


def _page(
    request: HttpRequest,
    scene: Scene,
    found: Copyable,
    chosen: Sequence[str],
    whom: str,
    errors: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    visit = visit_of(request)
    return render(
        request,
        "copy.html",
        status=422 if errors else 200,
        title=title_of(scene),
        procedure=scene.said.text(f"procedure.{scene.page.pin.procedure}.title"),
        number=scene.page.number,
        found=found,
        chosen=frozenset(chosen),
        whom=whom,
        errors=[*errors],
        questions_name=QUESTIONS,
        request_id=new_ref(visit.now),
    )
