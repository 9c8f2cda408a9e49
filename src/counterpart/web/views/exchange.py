"""The page of one exchange: what it is, whose move it is, what is in it, and what may be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from counterpart.exchanges.queries.page import exchange_page
from counterpart.modules.texts import speaker
from counterpart.web.rendering import render
from counterpart.web.visit import visit_of


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show an exchange. Raises NotFound for one that is not the reader's."""
    visit = visit_of(request)
    page = exchange_page(visit.who, number, visit.now)
    said = speaker(page.pin.module, page.pin.line, visit.words.language)
    title = page.label or said.text(f"procedure.{page.pin.procedure}.title")
    return render(request, "exchange.html", title=title, page=page)
