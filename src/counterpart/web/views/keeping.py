"""Keeping what is being typed, every few seconds: nothing is lost with a session, a connection or a browser."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from counterpart.core.errors import Invalid, NotFound
from counterpart.web.rendering import render
from counterpart.web.showing.exchange.kept import exchange_of
from counterpart.web.showing.exchange.kept import keep as keep_typed
from counterpart.web.showing.reasons import reason
from counterpart.web.views.language import chosen, in_language
from counterpart.web.visit import visit_of

WHERE = re.compile(r"answers|message|note|do-[a-z][a-z0-9_]{0,80}")


@require_POST
def keep(request: HttpRequest, number: str, where: str) -> HttpResponse:
    """Keep what was typed. Raises NotFound for a page that was drawn for somebody else, or long ago."""
    visit = visit_of(request)
    exchange = exchange_of(visit.who, request.POST.get("token", ""))
    if exchange is None or not WHERE.fullmatch(where):
        raise NotFound("exchange_unknown", exchange=number)
    refused = ""
    try:
        keep_typed(visit.who, exchange, where, request.POST, visit.now)
    except Invalid as problem:
        refused = reason(visit.words, problem.code, problem.parameters)
    if chosen(request) and not refused:
        return in_language(request, request.GET.get("next", ""))
    return render(request, "parts/typed_kept.html", at=visit.now, refused=refused)
