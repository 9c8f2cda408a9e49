"""A lookup: its form, and the answer; what was asked for stands in no address and is written nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from counterpart.core.errors import CounterpartError, Invalid, NotFound, Refused
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.repositories.actions.looking_up import LookUp, look_up
from counterpart.repositories.permissions import Repository, repository_of
from counterpart.repositories.queries.given import given_of
from counterpart.web.reading.posted import posted
from counterpart.web.rendering import address, render
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.repositories.asking import (
    GivenShown,
    Read,
    fields_of,
    given_shown,
    purposes_of,
    read_of,
)
from counterpart.web.showing.repositories.telling import Teller
from counterpart.web.visit import Visit, visit_of

REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a lookup answered: hit or not, and what it gives of each; or why it was refused."""

    hits: tuple[GivenShown, ...] | None = None
    refused: str = ""
    read: Read = field(default_factory=Read)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, module: str, procedure: str, lookup: str) -> HttpResponse:
    """Show the form of a lookup, and the answer. Raises NotFound where the reader's authority has none of this name."""
    visit = visit_of(request)
    repository = repository_of(visit.who, module, procedure)
    known = repository.asked.get(lookup)
    if known is None:
        raise NotFound("repository_unknown")
    teller = Teller.of(visit, repository.pin)
    answer = _answered(request, visit, repository, lookup) if request.method == "POST" else Answer()
    errors = [(f"f-{name}", f"{_label(teller, name)}: {said}") for name, said in answer.read.errors.items()]
    pin = repository.pin
    return render(
        request,
        "repositories/look_up.html",
        status=422 if errors or answer.refused else 200,
        title=teller.saying.text(f"procedure.{procedure}.lookup.{lookup}"),
        help=teller.saying.text(f"procedure.{procedure}.lookup.{lookup}.help"),
        repository=teller.title(),
        fields=fields_of(teller, known, answer.read),
        purposes=purposes_of(teller, known, answer.read.purpose),
        purpose_error=answer.read.errors.get("purpose", ""),
        answer=answer,
        errors=errors,
        at_most=known.at_most,
        follow=_follow(visit, repository, lookup),
        request_id=new_ref(visit.now),
        here_at=address(visit, "look_up", module=module, procedure=procedure, lookup=lookup),
        back=address(visit, "repository", module=pin.module, procedure=pin.procedure)
        if repository.is_open
        else address(visit, "repositories"),
    )


def _answered(request: HttpRequest, visit: Visit, repository: Repository, lookup: str) -> Answer:
    teller, known = Teller.of(visit, repository.pin), repository.asked[lookup]
    read = read_of(teller, known, posted(request.POST.lists()))
    if read.errors:
        return Answer(read=read)
    pin = repository.pin
    asked = Asked(_ref(request.POST.get(REQUEST, "")), visit.now)
    try:
        hits = look_up(visit.who, asked, pin.module, pin.procedure, lookup, LookUp(read.values, read.purpose))
    except (Invalid, Refused) as problem:
        return Answer(refused=_refusal(visit, problem), read=read)
    given = given_of(visit.who, repository, known, hits, visit.now, asked.id)
    return Answer(tuple(given_shown(teller, known, one) for one in given), read=read)


def _refusal(visit: Visit, problem: CounterpartError) -> str:
    return reason(visit.words, problem.code, problem.parameters)


def _label(teller: Teller, name: str) -> str:
    return teller.saying.words.gettext("Purpose") if name == "purpose" else teller.label(name)


def _follow(visit: Visit, repository: Repository, lookup: str) -> str:
    """Return where a hit leads: to a procedure that the reader may begin, nothing where there is none."""
    then = repository.asked[lookup].then
    if then is None:
        return ""
    return address(visit, "begin", module=repository.pin.module, procedure=then.start)


def _ref(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError as problem:
        raise Invalid("ref_unreadable", field=REQUEST) from problem
