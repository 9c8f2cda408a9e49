"""Many entries at once from a sheet: looked at row by row, and entered by a worker when nothing is wrong."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from counterpart.core.errors import CounterpartError, Invalid, NotFound
from counterpart.directory.bulk.reading import MOST_BYTES
from counterpart.exchanges.permissions import must_hold_right
from counterpart.foundation.refs import new_ref
from counterpart.modules.texts import speaker
from counterpart.repositories.actions.importing import begin_entries, entries_state
from counterpart.repositories.permissions import Repository, repository_of
from counterpart.web.asking import asked_of
from counterpart.web.reading.entry_lists import EntryList, entries_read
from counterpart.web.rendering import address, render
from counterpart.web.session.lists import FIELD, list_too_large
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.repositories.listing import columns_shown, english_of, finding_shown, list_form
from counterpart.web.showing.repositories.telling import Teller
from counterpart.web.showing.saying import Saying
from counterpart.web.views.repositories.finding import begin_at
from counterpart.web.visit import Visit, visit_of

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, module: str, procedure: str) -> HttpResponse:
    """Take a list in. Raises NotFound for whoever may not enter anything here, Refused without the right."""
    visit = visit_of(request)
    repository = repository_of(visit.who, module, procedure)
    if not begin_at(visit, repository):
        raise NotFound("repository_unknown")
    must_hold_right(visit.who, repository.pin.rules, repository.pin.rules.starter)
    teller, error, read = Teller.of(visit, repository.pin), "", EntryList()
    if request.method == "POST":
        try:
            read = _read(request, visit, teller)
            if not read.found.errors:
                return HttpResponseRedirect(_begun(request, visit, repository, read))
        except Invalid as problem:
            error = reason(visit.words, problem.code, problem.parameters)
    return render(
        request,
        "repositories/import.html",
        status=422 if error or read.found.errors else 200,
        title=teller.title(),
        error=error,
        findings=[finding_shown(teller, one) for one in read.found.in_order()[:MOST_SHOWN]],
        errors=read.found.errors,
        more=max(0, read.found.errors - MOST_SHOWN),
        columns=columns_shown(teller),
        most=MOST_BYTES >> 20,
        request_id=new_ref(visit.now),
        back=address(visit, "repository", module=module, procedure=procedure),
    )


@require_safe
def state(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show how far a list is. Raises NotFound."""
    visit = visit_of(request)
    one = entries_state(visit.who, ref)
    teller = Teller.of(visit, repository_of(visit.who, one.module, one.procedure).pin)
    return render(
        request,
        "repositories/import_state.html",
        one=one,
        title=teller.title(),
        problem=reason(visit.words, one.problem, {}) if one.problem else "",
        here_at=address(visit, "entries_import_state", ref=ref),
        back=address(visit, "repository", module=one.module, procedure=one.procedure),
    )


def _read(request: HttpRequest, visit: Visit, teller: Teller) -> EntryList:
    """Return what was sent, read. Raises Invalid where no list came, or one that is too large."""
    if list_too_large(request):
        raise Invalid("file_large", field=FIELD, most=MOST_BYTES >> 20)
    file = request.FILES.get(FIELD)
    if file is None:
        raise Invalid("list_missing", field=FIELD)
    pin = teller.pin
    said = speaker(pin.module, pin.line, "en")
    english = english_of(teller, Saying(said, visit.words, teller.saying.zone, teller.saying.today))
    return entries_read(file.read(), list_form(teller, english))


def _begun(request: HttpRequest, visit: Visit, repository: Repository, read: EntryList) -> str:
    pin, publish = repository.pin, request.POST.get("publish") == "yes"
    try:
        ref = begin_entries(visit.who, asked_of(request), pin.module, pin.procedure, read.rows, publish=publish)
    except CounterpartError as problem:
        raise Invalid(problem.code, field=FIELD, **problem.parameters) from problem
    return address(visit, "entries_import_state", ref=ref)
