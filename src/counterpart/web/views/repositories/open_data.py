"""Open data: what everybody may have of public entries, without signing in: as CSV, and as a catalogue in RDF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from counterpart.core.errors import NotFound
from counterpart.core.texts import Speaker
from counterpart.foundation.words import SPOKEN, date_words
from counterpart.modules.memory import Kept, edition
from counterpart.modules.pins import Pinned
from counterpart.modules.texts import speaker
from counterpart.repositories.open_data.describing import catalogue
from counterpart.repositories.open_data.listing import listed
from counterpart.repositories.queries.public import (
    newest_change,
    public_entries,
    public_repositories,
    public_repository,
)
from counterpart.web.rendering import address, render
from counterpart.web.visit import visit_of

RDF = {
    "ttl": ("turtle", "text/turtle"),
    "rdf": ("xml", "application/rdf+xml"),
    "jsonld": ("json-ld", "application/ld+json"),
}
CSV = "csv"

_MADE: Kept[tuple[int, str, int, dt.datetime | None], bytes] = Kept(12)
"""Catalogues as they were handed out last: made anew when an entry or a policy area has changed."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A repository of which anybody may have the public entries: where, in which form."""

    title: str
    area: str
    summary: str
    changed: str
    files: tuple[tuple[str, str], ...]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what there is."""
    visit = visit_of(request)
    language = visit.words.language
    offered = []
    for pin in public_repositories():
        said = speaker(pin.module, pin.line, language)
        at = newest_change(pin)
        files = [(_called(one), address(visit, "open_data", module=pin.module, file=f"{pin.procedure}.{one}"))
                 for one in (CSV, *RDF)]  # fmt: skip
        changed = date_words(language, at.date()) if at is not None else ""
        title = said.text(f"procedure.{pin.procedure}.title")
        offered.append(Offered(title, said.text("module.title"), said.text("module.summary"), changed, tuple(files)))
    return render(request, "repositories/open_data.html", offered=offered)


@require_safe
def hand_out(request: HttpRequest, module: str, file: str) -> HttpResponseBase:
    """Hand out one repository. Raises NotFound for what is not public, and for a form that there is not."""
    procedure, _, form = file.rpartition(".")
    pin = public_repository(module, procedure)
    if form == CSV:
        said = speaker(pin.module, pin.line, visit_of(request).words.language)
        answer: HttpResponseBase = StreamingHttpResponse(
            listed(pin, public_entries(pin), said), content_type="text/csv; charset=utf-8"
        )
    elif form in RDF:
        place = request.build_absolute_uri(request.path.rpartition(".")[0])
        answer = HttpResponse(_made(pin, form, place, visit_of(request).now), content_type=RDF[form][1])
    else:
        raise NotFound("repository_unknown")
    answer["Content-Disposition"] = f'attachment; filename="{module}-{file}"'
    return answer


def _made(pin: Pinned, form: str, place: str, now: dt.datetime) -> bytes:
    """Return the catalogue in a form, from memory where nothing has changed."""
    key = (edition(), f"{form} {place}", pin.procedure_id, newest_change(pin))
    kept = _MADE.get(key)
    if kept is not None:
        return kept
    graph = catalogue(pin, public_entries(pin), _speakers(pin), place, key[3] or now)
    return _MADE.keep(key, graph.serialize(format=RDF[form][0], encoding="utf-8"))


def _speakers(pin: Pinned) -> dict[str, Speaker]:
    """Return who says the texts, in each language of the interface that the policy area speaks."""
    found = {language: speaker(pin.module, pin.line, language) for language in SPOKEN}
    return {language: one for language, one in found.items() if one.said or language == SPOKEN[0]}


def _called(form: str) -> str:
    return {"csv": "CSV", "ttl": "RDF (Turtle)", "rdf": "RDF/XML", "jsonld": "JSON-LD"}[form]
