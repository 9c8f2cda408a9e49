"""Saving answers: all that were changed, together, each with the version that its writer saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from counterpart.core.errors import Conflict
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.talking import attach
from counterpart.exchanges.actions.writing import Answers, answer
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.reading import posted
from counterpart.web.rendering import address, render
from counterpart.web.showing.exchange.handing_in import names_in, with_files
from counterpart.web.showing.exchange.kept import forget, token_for
from counterpart.web.showing.exchange.meeting import meetings_shown
from counterpart.web.showing.exchange.saying import files_there, ref_or_none
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.typed import Changed, answers_typed, met
from counterpart.web.views.exchange import ANSWERS, action_address, exchange_shown, scene_of, title_of
from counterpart.web.views.files import arrived_files
from counterpart.web.visit import visit_of


@require_POST
def save(request: HttpRequest, number: str) -> HttpResponse:
    """Save the answers that were changed, then go where the button says: on the page, or to an action."""
    visit = visit_of(request)
    scene, sent, (arrived, refused) = scene_of(visit, number), posted(request.POST.lists()), arrived_files(request)
    fields = with_files(sent, [(one.field, str(one.ref)) for one in arrived])
    files = names_in(sent) | {str(one.ref): one.name for one in arrived}
    answered = answers_typed(scene, fields, files)
    if answered.wrong or refused:
        return exchange_shown(request, scene, answered.typed, status=422, arrived=files, refused=refused)
    if any(met(scene, one) for one in answered.changed):
        return _conflict(request, scene, answered.changed, files)
    for one in answered.changed:
        if not _saved(request, scene, one):
            fresh = scene_of(visit, number)
            return _conflict(request, fresh, answers_typed(fresh, fields, files).changed, files)
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
        _attach(request, scene, changed, capacity)
        answer(visit_of(request).who, asked, scene.page.ref, capacity, said, seen=changed.seen)
    except Conflict as problem:
        if problem.code == "written_meanwhile":
            return False
        raise
    return True


def _attach(request: HttpRequest, scene: Scene, changed: Changed, capacity: Capacity) -> None:
    """Attach the files that came with these answers, each to its question."""
    whole, there = asked_of(request), files_there(scene)
    for code, remark in changed.remarks.items():
        refs = [ref for one in remark.get("files", ()) if one not in there and (ref := ref_or_none(one)) is not None]
        if refs:
            asked = Asked(uuid5(whole.id, f"files {changed.number} {code}"), whole.at)
            attach(visit_of(request).who, asked, scene.page.ref, capacity, refs, about=code)


def _onward(request: HttpRequest, scene: Scene, *, saved: bool) -> str:
    """Return where to go: to the action of the button, else back to the page."""
    visit, number = visit_of(request), scene.page.number
    action, _, rest = request.POST.get("do", "").partition("|")
    party, _, row = rest.partition("|")
    track, _, key = row.partition("|")
    if action:
        return action_address(visit, number, action, (party, track, key))
    return f"{address(visit, 'exchange', number=number)}{'?done=answers' if saved else ''}"


def _conflict(request: HttpRequest, scene: Scene, changed: Sequence[Changed], files: Mapping[str, str]) -> HttpResponse:
    """Show what the other wrote and what was typed, side by side, and let its writer choose; nothing is saved yet."""
    return render(
        request,
        "meeting.html",
        status=409,
        title=title_of(scene),
        number=scene.page.number,
        meetings=meetings_shown(scene, [(one, met(scene, one)) for one in changed]),
        arrived=files,
        onward=request.POST.get("do", ""),
        request_id=new_ref(visit_of(request).now),
        token=token_for(visit_of(request).who, scene.page.ref),
    )
