"""A coordinator registers an authority itself: the same pages as for who was invited, and it takes part at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from counterpart.core.errors import Conflict, Invalid
from counterpart.directory.actions.validating import register_directly
from counterpart.directory.kinds import POWERS, AuthorityKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import words_of
from counterpart.web.asking import asked_of
from counterpart.web.reading import posted
from counterpart.web.reading.registering import Fixed, Step, Typed, person_typed, record_typed
from counterpart.web.rendering import address, render
from counterpart.web.showing.desk.reach import Reach, reach_of
from counterpart.web.showing.registering.pages import Form, Turn, chosen_roles, form_shown, refused, turned
from counterpart.web.views.language import chosen, language_of, remembered
from counterpart.web.visit import visit_of

STEPS = (Step.ROLES, Step.NAMES, Step.CONTACT, Step.PERSON, Step.CHECK)
"""What it is competent for is said on its own page, once it takes part."""


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Show a page of the form, with all that was typed so far; or register the authority. Raises Refused."""
    visit = visit_of(request)
    typed = Typed(posted(request.POST.lists()))
    form = form_for(reach_of(visit), typed)
    if chosen(request):
        visit.words = words_of(language_of(request))
        unpressed = Typed({name: texts for name, texts in typed.sent.items() if name != "do"})
        return remembered(request, _page(request, form, typed, turned(form, unpressed)))
    turn = turned(form, typed)
    if turn.send:
        try:
            return _registered(request, form, typed)
        except (Invalid, Conflict) as problem:
            turn = refused(form, typed, problem)
    return _page(request, form, typed, turn)


def form_for(reach: Reach, typed: Typed) -> Form:
    """Return what is asked: member and kind as they were chosen, so far as the coordinator may."""
    kinds = {str(int(kind)): kind for kind in reach.kinds}
    usual = AuthorityKind.AUTHORITY if AuthorityKind.AUTHORITY in reach.kinds else reach.kinds[0]
    kind = kinds.get(typed.one("kind"), usual)
    member = typed.one("member") if typed.one("member") in reach.members else reach.members[0]
    fixed = Fixed(member if POWERS[kind].of_member else "", kind, reach.region)
    return Form(fixed, STEPS, kinds=reach.kinds, roles=reach.roles, members=reach.members)


def _registered(request: HttpRequest, form: Form, typed: Typed) -> HttpResponse:
    visit = visit_of(request)
    record, first = record_typed(typed, form.fixed), person_typed(typed, form.time_zone)
    ref = register_directly(visit.who, asked_of(request), record, first, chosen_roles(form, typed))
    return HttpResponseRedirect(f"{address(visit, 'authority_care', ref=ref)}?done=registered")


def _page(request: HttpRequest, form: Form, typed: Typed, turn: Turn) -> HttpResponse:
    visit = visit_of(request)
    send = visit.words.gettext("Register the authority")
    shown = form_shown(visit.words, form, typed, turn, new_ref(visit.now), send)
    return render(request, "desk/register.html", 422 if turn.wrong else 200, form=shown)
