"""Signing in and out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from counterpart.core.errors import Refused
from counterpart.foundation.words import words_of
from counterpart.web.rendering import render
from counterpart.web.session.returning import held_in, onward
from counterpart.web.session.sign_in import sign_in, sign_out
from counterpart.web.showing.reasons import reason
from counterpart.web.views.language import chosen, language_of, remembered
from counterpart.web.visit import visit_of


@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Show the form, or take what was typed; afterwards the page that was asked for first."""
    visit = visit_of(request)
    following = request.POST.get("next", request.GET.get("next", ""))
    if not url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()}):
        following = "/"
    held = held_in(request)
    if visit.signed_in:
        return onward(request, following, held)
    email, error = request.POST.get("email", "").strip(), ""
    if chosen(request):
        visit.words = words_of(language_of(request))
        page = render(request, "sign_in.html", email=email, error="", following=following, held=held)
        return remembered(request, page)
    if request.method == "POST":
        try:
            sign_in(request, email, request.POST.get("password", ""), visit.now)
        except Refused as refused:
            error = reason(visit.words, refused.code, refused.parameters)
        else:
            return onward(request, following, held)
    status = 403 if error else 200
    told = request.GET.get("done", "") == "password"
    return render(request, "sign_in.html", status, email=email, error=error, following=following, held=held, told=told)


@require_POST
def sign_out_page(request: HttpRequest) -> HttpResponse:
    """End the session."""
    sign_out(request)
    return HttpResponseRedirect("/sign-in")
