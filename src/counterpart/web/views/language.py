"""Another language for the same page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from counterpart.foundation.words import nearest_language
from counterpart.web.session.arriving import LANGUAGE

A_YEAR = 365 * 24 * 3600


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Keep the language and go back to the page that it was chosen on."""
    return in_language(request, request.POST.get("next", ""))


def chosen(request: HttpRequest) -> bool:
    """Say whether a form was sent by a button of the languages: what was typed is to be kept, and nothing else."""
    return LANGUAGE in request.POST


def in_language(request: HttpRequest, back: str) -> HttpResponse:
    """Lead on in the language that was chosen; `back` is taken if it is an address of ours."""
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    return remembered(request, HttpResponseRedirect(back))


def language_of(request: HttpRequest) -> str:
    """Return the language that was chosen, or the nearest to it that is spoken here."""
    return nearest_language([request.POST.get(LANGUAGE, "")])


def remembered(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep the language that was chosen: in the session, and in a cookie for the time before and after it."""
    language = request.session[LANGUAGE] = language_of(request)
    response.set_cookie(LANGUAGE, language, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
