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
    language = nearest_language([request.POST.get("language", "")])
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    request.session[LANGUAGE] = language
    response = HttpResponseRedirect(back)
    response.set_cookie(LANGUAGE, language, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
