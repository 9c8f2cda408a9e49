"""An invited authority registers itself, without signing in: its code, the pages of the form, and that it was sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from counterpart.core.errors import Conflict, CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.directory.actions.joining import join
from counterpart.directory.codes import tidy
from counterpart.directory.queries.joining import InvitationShown, invitation_known_by, invitation_of
from counterpart.foundation.actions import was_done
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import Words, date_words, words_of
from counterpart.modules.pins import network
from counterpart.web.asking import asked_of
from counterpart.web.reading import posted
from counterpart.web.reading.registering import Fixed, Step, Typed, person_typed, record_typed
from counterpart.web.rendering import address, render
from counterpart.web.session.failing import STATUS
from counterpart.web.session.knocking import knocked_wrongly, must_knock_rarely
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.registering.fields import competence_lists, person_languages
from counterpart.web.showing.registering.pages import (
    SEND,
    Form,
    Turn,
    chosen_competences,
    form_shown,
    refused,
    turned,
)
from counterpart.web.views.language import chosen, language_of, remembered
from counterpart.web.visit import visit_of


@require_http_methods(["GET", "HEAD", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the invitation, and lead to the form that it opens."""
    visit = visit_of(request)
    code = request.POST.get("code", "").strip()[:100]
    if chosen(request):
        visit.words = words_of(language_of(request))
        return remembered(request, _code_page(request, code))
    if request.method != "POST":
        return _code_page(request)
    try:
        _opened(request, code)
    except (NotFound, OutOfTurn, Refused) as problem:
        return _code_page(request, code, problem)
    return HttpResponseRedirect(address(visit, "join_with", code=_readable(code)))


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Show a page of the form, with all that was typed so far; or send it."""
    visit = visit_of(request)
    try:
        invitation = _opened(request, code)
    except (NotFound, OutOfTurn, Refused) as problem:
        if _sent_before(request, code):
            return HttpResponseRedirect(address(visit, "join_sent"))
        return _code_page(request, code, problem)
    form = form_for(invitation)
    sent = posted(request.POST.lists()) if request.method == "POST" else _proposed(invitation)
    typed = Typed(sent)
    if chosen(request):
        visit.words = words_of(language_of(request))
        return remembered(
            request, _page(request, code, invitation, typed, turned(form, Typed(dict(sent) | {"do": ()})))
        )
    turn = turned(form, typed)
    if turn.send:
        try:
            return _joined(request, code, invitation, typed)
        except (Invalid, Conflict) as problem:
            turn = refused(form, typed, problem)
        except (NotFound, OutOfTurn, Refused) as problem:
            return _code_page(request, code, problem)
    return _page(request, code, invitation, typed, turn)


@require_http_methods(["GET", "HEAD"])
def sent(request: HttpRequest) -> HttpResponse:
    """Say that the registration was sent, and what happens now."""
    return render(request, "join/sent.html")


def form_for(invitation: InvitationShown) -> Form:
    """Return what is asked of whoever was invited: what it is competent for, where its proposed roles ask for that."""
    lists = competence_lists(invitation.roles)
    steps = tuple(step for step in Step if step is not Step.ROLES and (lists or step is not Step.COMPETENCES))
    return Form(Fixed(invitation.member, invitation.kind, invitation.region), steps, lists)


def _opened(request: HttpRequest, code: str) -> InvitationShown:
    """Return the invitation of a code; wrong ones are counted. Raises NotFound, OutOfTurn, Refused."""
    now = visit_of(request).now
    must_knock_rarely(request, now)
    try:
        return invitation_of(code, now)
    except NotFound:
        knocked_wrongly(request, now)
        raise


def _sent_before(request: HttpRequest, code: str) -> bool:
    """Say whether this very form has been sent: by a button that was pressed twice."""
    if request.method != "POST" or request.POST.get("do", "") != SEND:
        return False
    try:
        guest = Actor(ActorKind.APPLICANT, invitation_known_by(code, visit_of(request).now))
        return was_done(guest, asked_of(request), "directory.join")
    except CounterpartError:  # no code, or no form of ours: then nothing was sent by it
        return False


def _joined(request: HttpRequest, code: str, invitation: InvitationShown, typed: Typed) -> HttpResponse:
    form = form_for(invitation)
    record, first = record_typed(typed, form.fixed), person_typed(typed, form.time_zone)
    join(invitation.guest, asked_of(request), code, record, first, chosen_competences(form, typed))
    return HttpResponseRedirect(address(visit_of(request), "join_sent"))


def _page(request: HttpRequest, code: str, invitation: InvitationShown, typed: Typed, turn: Turn) -> HttpResponse:
    visit = visit_of(request)
    words = visit.words
    shown = form_shown(
        words, form_for(invitation), typed, turn, new_ref(visit.now), words.gettext("Send the registration")
    )
    return render(
        request,
        "join/form.html",
        422 if turn.wrong else 200,
        form=shown,
        here_at=address(visit, "join_with", code=_readable(code)),
        invited=_invited(words, invitation),
    )


def _invited(words: Words, invitation: InvitationShown) -> str:
    """Return by whom, as what, and until when somebody is invited."""
    names, day = invitation.by, date_words(words.language, invitation.ends_at.date())
    by = names.get(words.language) or names.get("en") or next(iter(names.values()), "")
    if not by:
        return words.gettext("%(name)s was invited. The invitation ends on %(day)s.", name=invitation.name, day=day)
    return words.gettext(
        "%(name)s was invited by %(by)s. The invitation ends on %(day)s.", name=invitation.name, by=by, day=day
    )


def _proposed(invitation: InvitationShown) -> dict[str, tuple[str, ...]]:
    """Return what stands in the form before anybody has typed: the name that the coordinator gave, and languages."""
    known = network().members.get(invitation.member)
    own = known.languages if known is not None else (network().source_language,)
    found: dict[str, Any] = {}
    for number, language in enumerate(own):
        found[f"names.{number}.lang"] = (language,)
        found[f"names.{number}.text"] = (invitation.name if not number else "",)
    if invitation.language in person_languages():
        found["person_language"] = (invitation.language,)
    return found


def _code_page(request: HttpRequest, code: str = "", problem: CounterpartError | None = None) -> HttpResponse:
    if problem is None:
        return render(request, "join/code.html", code=code, error="")
    status = next(status for kind, status in STATUS if isinstance(problem, kind))
    error = reason(visit_of(request).words, problem.code, problem.parameters)
    return render(request, "join/code.html", status, code=code, error=error)


def _readable(code: str) -> str:
    """Return a code as it stands in mails and addresses."""
    letters = tidy(code)
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
