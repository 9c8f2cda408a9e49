"""Check before sending: the text as they will read it, who will see what, what happens then, how long it is kept."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.core.workflow import Standing, Verdict
from counterpart.core.workflow.machine import SAME
from counterpart.exchanges.queries.foresight import Foreseen
from counterpart.foundation.refs import new_ref
from counterpart.web.rendering import address, render
from counterpart.web.showing.drafting.addressing import addressing_of
from counterpart.web.showing.drafting.capacity import Writing, writing_of
from counterpart.web.showing.drafting.missing import missing_of
from counterpart.web.showing.drafting.pairs import pairs_shown, reading_of
from counterpart.web.showing.drafting.retention import reachable, retention_said
from counterpart.web.showing.drafting.sight import sight_of
from counterpart.web.showing.drafting.steps import steps_of
from counterpart.web.showing.exchange.basis import basis_said
from counterpart.web.showing.exchange.foretold import foretold
from counterpart.web.showing.exchange.kept import kept
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.views.saving import WHERE
from counterpart.web.visit import Visit, visit_of


def check(request: HttpRequest, number: str) -> HttpResponse:
    """Show what will be sent; the button below sends it."""
    visit = visit_of(request)
    scene = scene_of(visit, number, about_to=_sending, overseen=True)
    writing = writing_of(scene)
    if writing is None or writing.sends is None:
        return HttpResponseRedirect(address(visit, "exchange" if writing is None else "write", number=number))
    sends = writing.sends
    ahead = scene.ahead.foreseen if scene.ahead is not None else None
    states = _states(scene, sends, ahead)
    reading = reading_of(scene, request.GET.get("in", ""))
    missing = missing_of(scene, writing)
    return render(
        request,
        "check.html",
        title=title_of(scene),
        procedure=scene.said.text(f"procedure.{scene.page.pin.procedure}.title"),
        page=scene.page,
        writing=writing,
        addressing=addressing_of(scene, writing),
        wanted=scene.day(scene.page.wanted_on) if scene.page.wanted_on else "",
        reading=reading,
        pairs=pairs_shown(scene, reading),
        sight=sight_of(scene, reachable(scene.page.pin.rules.main, states)),
        retention=retention_said(scene, states),
        ahead=foretold(scene, ahead),
        because=basis_said(scene, ahead.due.basis) if ahead is not None and ahead.due is not None else (),
        missing=missing,
        steps=steps_of(scene, writing, missing),
        sends=scene.said.text(sends.text),
        ready=not missing and sends.standing is Standing.ALLOWED,
        asks_more=bool(sends.forms or sends.chooses or sends.chooses_questions or sends.reason == "required"),
        send_address=_send_address(visit, scene, writing, sends),
        unsaved=kept(visit.who, scene.page.ref, WHERE, visit.now) is not None,
        request_id=new_ref(visit.now),
    )


def _sending(scene: Scene) -> Verdict | None:
    """Return the action that sends what was written."""
    writing = writing_of(scene)
    return writing.sends if writing is not None else None


def _states(scene: Scene, sends: Verdict, ahead: Foreseen | None) -> tuple[str, ...]:
    """Return the states that sending leads to; while it cannot be told, the one that no condition leads to."""
    if ahead is not None and ahead.certain:
        ways = ahead.states
    else:
        ways = (scene.page.pin.rules.main.actions[sends.action].ways[-1].state,)
    return tuple(scene.page.state if state == SAME else state for state in ways)


def _send_address(visit: Visit, scene: Scene, writing: Writing, sends: Verdict) -> str:
    where = address(visit, "do", number=scene.page.number, action=sends.action)
    return f"{where}?{urlencode({'as': writing.party})}"
