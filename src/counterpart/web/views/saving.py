"""Saving a draft: what was changed, in calls of their own; and what was typed, every few seconds, sealed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid5

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from counterpart.core.errors import Invalid, NotFound, OutOfTurn, Refused
from counterpart.core.workflow import MAIN
from counterpart.core.writing import SUBJECT
from counterpart.exchanges.actions.talking import attach
from counterpart.exchanges.actions.writing import ask, edit, edit_cover
from counterpart.foundation.actor import Actor
from counterpart.foundation.doing import Asked
from counterpart.foundation.words import time_words
from counterpart.web.asking import asked_of
from counterpart.web.rendering import render
from counterpart.web.showing.drafting.capacity import Writing
from counterpart.web.showing.drafting.changes import WANTED, Changes
from counterpart.web.showing.exchange.handing_in import file_refs
from counterpart.web.showing.exchange.kept import exchange_of, keep
from counterpart.web.showing.exchange.moves import said_parameters
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.reasons import reason
from counterpart.web.views.language import chosen, in_language
from counterpart.web.visit import Visit, visit_of

WHERE = "write"
"""The place of what is typed on the page of a draft."""

Call = Callable[[Asked], Any]


@require_POST
def autosave(request: HttpRequest, number: str) -> HttpResponse:
    """Keep what was typed. Raises NotFound for a page that was drawn for somebody else, or long ago."""
    visit = visit_of(request)
    exchange = exchange_of(visit.who, request.POST.get("token", ""))
    if exchange is None:
        raise NotFound("exchange_unknown", exchange=number)
    refused = ""
    try:
        keep(visit.who, exchange, WHERE, request.POST, visit.now)
    except Invalid as problem:
        refused = reason(visit.words, problem.code, problem.parameters)
    if chosen(request) and not refused:
        return in_language(request, request.GET.get("next", ""))
    return render(request, "parts/kept.html", at=time_said(visit, visit.now), refused=refused)


def time_said(visit: Visit, at: dt.datetime) -> str:
    """Return when something was typed: the time alone where it was today."""
    there, now = at.astimezone(visit.zone), visit.now.astimezone(visit.zone)
    return f"{there:%H:%M}" if there.date() == now.date() else time_words(visit.words.language, at, visit.zone)


def saved(request: HttpRequest, scene: Scene, writing: Writing, changes: Changes) -> list[tuple[str, str]]:
    """Save what was changed and can be taken; return what was refused, by the place on the page.

    Each kind is a call of its own: what one of them refuses does not undo the others. Raises Conflict
    `written_meanwhile` where a colleague was faster by a moment; what was saved before it stays saved.
    """
    base = asked_of(request)
    refused: list[tuple[str, str]] = []
    for anchor, body, call in _calls(visit_of(request).who, scene.page.ref, writing, changes):
        name = hashlib.blake2b(orjson.dumps([anchor, body]), digest_size=16).hexdigest()
        try:
            call(Asked(uuid5(base.id, name), base.at))
        except (Refused, OutOfTurn, NotFound) as problem:
            parameters = said_parameters(scene, problem.parameters, MAIN)
            refused.append((anchor, reason(scene.words, problem.code, parameters)))
    return refused


def _calls(actor: Actor, exchange: UUID, writing: Writing, changes: Changes) -> Iterator[tuple[str, Any, Call]]:
    """Yield what has to be done, with what tells it from another: the subject first, which decides what may be asked.

    The same form sent twice makes the same calls; a form that was changed after "back" makes others.
    """
    at, lang = writing.capacity, changes.language
    if changes.subject:
        values, seen = changes.subject, changes.stood.seen
        files = [UUID(ref) for ref in dict.fromkeys(file_refs(values)) if ref in changes.files]

        def subject(asked: Asked) -> None:
            if files:
                attach(actor, Asked(uuid5(asked.id, "files"), asked.at), exchange, at, files)
            edit(actor, asked, exchange, at, SUBJECT, values, seen=seen, lang=lang)

        yield "subject", [values, seen, lang], subject
    if changes.add or changes.drop:
        body = [changes.add, changes.drop]
        yield "questions", body, lambda asked: ask(actor, asked, exchange, at, changes.add, drop=changes.drop)
    if changes.cover:
        yield WANTED, changes.cover, lambda asked: edit_cover(actor, asked, exchange, at, changes.cover)
