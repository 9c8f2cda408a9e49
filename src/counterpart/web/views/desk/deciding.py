"""A registration that waits: what the authority said of itself beside what a coordinator looks at, and the decision."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from counterpart.core.errors import Invalid, NotFound
from counterpart.directory.actions.validating import reject, validate
from counterpart.directory.kinds import AuthorityState
from counterpart.directory.queries.finding import record_of
from counterpart.directory.queries.registrations import Registration, registration_of
from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import words_of
from counterpart.web.asking import asked_of
from counterpart.web.reading import posted
from counterpart.web.reading.registering import Typed
from counterpart.web.rendering import address, render
from counterpart.web.showing.desk.reach import Reach, desk_of, reach_of
from counterpart.web.showing.desk.remarks import remarks_on, twins_of
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.registering.fields import roles_field
from counterpart.web.showing.registering.told import competence_facts, person_facts, record_facts, role_facts
from counterpart.web.views.language import chosen, language_of, remembered
from counterpart.web.visit import Visit, visit_of

VALIDATE, REJECT = "validate", "reject"


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show a registration, validate it with its roles, or reject it with a reason. Raises NotFound, Refused, OutOfTurn.

    Who comes after a colleague has decided is led to the authority.
    """
    visit = visit_of(request)
    desk_of(visit)
    typed = Typed(posted(request.POST.lists()))
    errors: list[tuple[str, str]] = []
    if request.method == "POST" and not chosen(request):
        errors = _decided(request, ref, typed)
        if not errors:
            return HttpResponseRedirect(f"{address(visit, 'desk')}?done={typed.one('do')}")
    try:
        found = registration_of(visit.who, ref)
    except NotFound:
        if record_of(visit.who, ref).state is not AuthorityState.REGISTERED:
            raise
        return HttpResponseRedirect(address(visit, "authority", ref=ref))
    if chosen(request):
        visit.words = words_of(language_of(request))
        return remembered(request, _page(request, found, typed, errors))
    return _page(request, found, typed, errors)


def _decided(request: HttpRequest, ref: UUID, typed: Typed) -> list[tuple[str, str]]:
    """Do what the button says, and return what stands against it."""
    visit, words = visit_of(request), visit_of(request).words
    why = request.POST.get("reason", "").strip()
    try:
        if typed.one("do") == REJECT:
            reject(visit.who, asked_of(request), ref, why)
        elif typed.one("do") != VALIDATE:
            return [("role", words.gettext("Choose what to do."))]
        elif why:
            return [("reason", words.gettext("You wrote a reason. Reject the registration, or take the reason out."))]
        else:
            roles = tuple(one for one in typed.roles() if one in reach_of(visit).roles)
            validate(visit.who, asked_of(request), ref, roles)
    except Invalid as problem:
        return [("reason", reason(words, problem.code, problem.parameters))]
    return []


def _page(request: HttpRequest, found: Registration, typed: Typed, errors: list[tuple[str, str]]) -> HttpResponse:
    visit, words = visit_of(request), visit_of(request).words
    reach = reach_of(visit)
    return render(
        request,
        "desk/decide.html",
        422 if errors else 200,
        found=found,
        name=_name(visit, found),
        record=record_facts(words, found.record),
        competences=competence_facts(words, found.competences),
        person=person_facts(words, found.first) if found.first is not None else (),
        proposed=role_facts(words, found.roles),
        by=found.by.get(words.language) or found.by.get("en") or next(iter(found.by.values()), ""),
        remarks=remarks_on(visit, found),
        twins=twins_of(visit, found),
        roles=_roles(visit, reach, found, typed),
        why=request.POST.get("reason", ""),
        wrong=dict(errors),
        errors=errors,
        request_id=new_ref(visit.now),
    )


def _roles(visit: Visit, reach: Reach, found: Registration, typed: Typed) -> object:
    """Return the boxes of the roles: those that were proposed are ticked before anybody has touched them."""
    sent = dict(typed.sent)
    if "role" not in sent:
        sent["role"] = tuple("|".join(one) for one in found.roles)
    return roles_field(visit.words, tuple(dict.fromkeys((*found.roles, *reach.roles))), Typed(sent))


def _name(visit: Visit, found: Registration) -> str:
    names, titles = found.record.names, found.record.titles
    language = visit.words.language
    return names.get(language) or titles.get(language) or titles.get("en") or next(iter(names.values()), found.name)
