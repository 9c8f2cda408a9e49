"""Messages to the other parties, and notes that stay inside the authority."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from counterpart.core.errors import Conflict, NotFound, Refused
from counterpart.directory.policy import Deed
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.talking import LONGEST, LONGEST_GROUND
from counterpart.exchanges.actions.talking import message as send_message
from counterpart.exchanges.actions.talking import note as keep_note
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.showing.exchange.kept import forget, kept, token_for
from counterpart.web.showing.exchange.languages import languages_of, readers_of
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.side import messages_shown, parties_shown
from counterpart.web.views.exchange import scene_of, title_of
from counterpart.web.visit import Visit, visit_of


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields."""

    text: str = ""
    language: str = ""
    to: tuple[str, ...] = ()
    confidential: str = ""


def message(request: HttpRequest, number: str) -> HttpResponse:
    """Write to the other parties, or to some of them."""
    return _writing(request, number, "message")


def note(request: HttpRequest, number: str) -> HttpResponse:
    """Write a note for colleagues."""
    return _writing(request, number, "note")


def _writing(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    visit = visit_of(request)
    scene = scene_of(visit, number)
    if scene.page.content is None or not scene.page.capacities:
        raise NotFound("exchange_unknown", exchange=number)
    if kind == "message" and not scene.page.may_write:
        raise Refused("not_this_right", deed=Deed.REPLY.value, module=scene.page.pin.module)
    if request.method != "POST":
        before = None if request.GET.get("typed") == "no" else kept(visit.who, scene.page.ref, kind, visit.now)
        if before is not None:
            return _form(request, scene, kind, _typed(before.fields), typed_before=scene.moment(before.at))
        return _form(request, scene, kind, Typed(language=visit.words.language))
    typed = _typed(request.POST)
    error = _wrong(visit, scene, kind, typed)
    if not error:
        try:
            _keep(request, scene, kind, typed)
        except Conflict as problem:
            if problem.code != "request_other_body":
                raise
            error = visit.words.gettext(
                "You have sent this once, with another text. Send again to send this one as well."
            )
        else:
            forget(visit.who, scene.page.ref, kind)
            return HttpResponseRedirect(f"{address(visit, 'exchange', number=number)}#h-{kind}s")
    return _form(request, scene, kind, typed, error)


def _typed(fields: QueryDict) -> Typed:
    confidential = " ".join(fields.get("confidential", "").split())
    return Typed(fields.get("text", ""), fields.get("lang", ""), tuple(fields.getlist("to")), confidential)


def _wrong(visit: Visit, scene: Scene, kind: str, typed: Typed) -> str:
    """Return what is wrong with what was typed, nothing when all is well."""
    if not typed.text.strip():
        return visit.words.gettext("Write something first.")
    if len(typed.text) > LONGEST:
        return visit.words.gettext(
            "The text has %(letters)s letters; at most %(most)s are possible.", letters=len(typed.text), most=LONGEST
        )
    if typed.language not in languages_of(scene):
        return visit.words.gettext("Choose the language of the text.")
    if kind == "message" and len(typed.confidential) > LONGEST_GROUND:
        return visit.words.gettext(
            "The reason why it is confidential is too long: at most %(most)s letters.", most=LONGEST_GROUND
        )
    return ""


def _keep(request: HttpRequest, scene: Scene, kind: str, typed: Typed) -> None:
    visit, page = visit_of(request), scene.page
    able = [(place, party) for place, party in page.capacities if party in page.may_write]
    place, party = next(iter(able), page.capacities[0])
    capacity = Capacity(party, place.track, place.key)
    text = typed.text.replace("\r\n", "\n")
    if kind == "note":
        keep_note(visit.who, asked_of(request), page.ref, capacity, text, lang=typed.language)
        return
    others = [one.name for one in parties_shown(scene) if not one.mine]
    audience = [one for one in typed.to if one in others]
    everybody = not audience or set(audience) == set(others)
    send_message(
        visit.who, asked_of(request), page.ref, capacity, text,
        audience=None if everybody else audience, lang=typed.language, confidential=typed.confidential,
    )  # fmt: skip


def _form(
    request: HttpRequest, scene: Scene, kind: str, typed: Typed, error: str = "", typed_before: str = ""
) -> HttpResponse:
    visit = visit_of(request)
    return render(
        request,
        "message.html",
        status=422 if error else 200,
        kind=kind,
        title=title_of(scene),
        number=scene.page.number,
        typed=typed,
        error=error,
        languages_offered=languages_of(scene),
        readers=readers_of(scene),
        parties=[one for one in parties_shown(scene) if not one.mine],
        before=messages_shown(scene, kind),
        request_id=new_ref(visit.now),
        typed_before=typed_before,
        token=token_for(visit.who, scene.page.ref),
    )
