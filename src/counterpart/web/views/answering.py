"""Saving answers: all that were changed, together, each with the version that its writer saw."""

from __future__ import annotations

from uuid import uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.exchanges.queries.views import QuestionView
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.reading import posted
from counterpart.web.rendering import address, render
from counterpart.web.showing.exchange.kept import forget
from counterpart.web.showing.exchange.meeting import meetings_shown
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.typed import Changed, answers_typed, met
from counterpart.web.views.exchange import ANSWERS, action_address, exchange_shown, scene_of, title_of
from counterpart.web.visit import visit_of


@require_POST
def save(request: HttpRequest, number: str) -> HttpResponse:
    """Save the answers that were changed, then go where the button says: on the page, or to an action."""
    visit = visit_of(request)
    scene, fields = scene_of(visit, number), posted(request.POST.lists())
    answered = answers_typed(scene, fields)
    if answered.wrong:
        return exchange_shown(request, scene, answered.typed, status=422)
    meetings = [(one, met(scene, one)) for one in answered.changed]
    if any(views for _, views in meetings):
        return _conflict(request, scene, meetings)
    for one in answered.changed:
        if not _saved(request, scene, one):
            fresh = scene_of(visit, number)
            return _conflict(
                request, fresh, [(each, met(fresh, each)) for each in answers_typed(fresh, fields).changed]
            )
    forget(visit.who, scene.page.ref, ANSWERS)
    return HttpResponseRedirect(_onward(request, scene, saved=bool(answered.changed)))


def _saved(request: HttpRequest, scene: Scene, changed: Changed) -> bool:
    """Save the answers of one place in one language; say no where somebody was faster by a moment."""
    whole = asked_of(request)
    asked = Asked(uuid5(whole.id, f"{changed.number} {changed.language}"), whole.at)  # a form may make several calls
    place = changed.at.place
    said = Answers(changed.values, changed.remarks, changed.language)
    capacity = Capacity(changed.at.party, place.track, place.key)
    try:
        answer(visit_of(request).who, asked, scene.page.ref, capacity, said, seen=changed.seen)
    except Conflict as problem:
        if problem.code == "written_meanwhile":
            return False
        raise
    return True


def _onward(request: HttpRequest, scene: Scene, *, saved: bool) -> str:
    """Return where to go: to the action of the button, else back to the page."""
    visit, number = visit_of(request), scene.page.number
    action, _, rest = request.POST.get("do", "").partition("|")
    party, _, row = rest.partition("|")
    track, _, key = row.partition("|")
    if action:
        return action_address(visit, number, action, (party, track, key))
    return f"{address(visit, 'exchange', number=number)}{'?done=answers' if saved else ''}"


def _conflict(request: HttpRequest, scene: Scene, meetings: list[tuple[Changed, list[QuestionView]]]) -> HttpResponse:
    """Show what the other wrote and what was typed, side by side, and let its writer choose; nothing is saved yet."""
    return render(
        request,
        "meeting.html",
        status=409,
        title=title_of(scene),
        number=scene.page.number,
        meetings=meetings_shown(scene, meetings),
        onward=request.POST.get("do", ""),
        request_id=new_ref(visit_of(request).now),
    )
