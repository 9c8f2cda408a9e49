"""Choosing a password by a link from a mail, and asking for such a link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from counterpart.accounts.actions import choose_password
from counterpart.accounts.addresses import address as tidy_address
from counterpart.accounts.forgetting import VISITOR, ask_for_link
from counterpart.accounts.links import user_of_token, visitor_of_token
from counterpart.accounts.passwords import LEAST_LETTERS
from counterpart.core.errors import CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import words_of
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.session.failing import STATUS
from counterpart.web.session.knocking import may_ask_for_link
from counterpart.web.showing.reasons import reason
from counterpart.web.views.language import chosen, language_of, remembered
from counterpart.web.visit import visit_of

CHOSEN = "password"
"""What the sign-in is told of by its address: it says that a password was chosen."""


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for the address; the answer is the same whether or not somebody has it."""
    visit = visit_of(request)
    email = request.POST.get("email", "").strip()
    if chosen(request):
        visit.words = words_of(language_of(request))
        return remembered(request, render(request, "password/forgotten.html", email=email, error="", sent=False))
    if request.method != "POST":
        return render(request, "password/forgotten.html", email="", error="", sent=False)
    try:
        to = tidy_address(email)
        if may_ask_for_link(request, to, visit.now):
            ask_for_link(VISITOR, to)
    except (Invalid, Refused) as problem:
        said = reason(visit.words, problem.code, problem.parameters)
        status = 422 if isinstance(problem, Invalid) else 403
        return render(request, "password/forgotten.html", status, email=email, error=said, sent=False)
    return render(request, "password/forgotten.html", email="", error="", sent=True)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Take a new password, typed twice; a link that does not count any more says why, and where another comes from."""
    visit = visit_of(request)
    errors: list[tuple[str, str]] = []
    try:
        if request.method == "POST":
            errors = _chosen(request, token)
            if not errors:
                return HttpResponseRedirect(f"{address(visit, 'sign_in')}?done={CHOSEN}")
        else:
            user_of_token(token, visit.now)
    except (NotFound, OutOfTurn, Refused) as problem:
        return _gone(request, problem)
    return render(
        request,
        "password/choose.html",
        422 if errors else 200,
        errors=errors,
        least=LEAST_LETTERS,
        request_id=new_ref(visit.now),
    )


def _chosen(request: HttpRequest, token: str) -> list[tuple[str, str]]:
    """Choose the password that was typed; return what is wrong with it. Raises what a link without worth raises."""
    visit = visit_of(request)
    new = request.POST.get("password", "")
    user_of_token(token, visit.now)
    if new != request.POST.get("repeated", ""):
        return [("repeated", visit.words.gettext("The two are not the same. Type both once more."))]
    try:
        choose_password(visitor_of_token(token), asked_of(request), token, new)
    except Invalid as problem:
        return [("password", reason(visit.words, problem.code, problem.parameters))]
    return []


def _gone(request: HttpRequest, problem: CounterpartError) -> HttpResponse:
    status = next(status for kind, status in STATUS if isinstance(problem, kind))
    said = reason(visit_of(request).words, problem.code, problem.parameters)
    return render(request, "password/gone.html", status, said=said)
