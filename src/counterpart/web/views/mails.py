"""No more mails, by the link in one of them: asked on a page, done by a button, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.notices.actions import unsubscribe
from counterpart.web.rendering import render
from counterpart.web.visit import visit_of


@csrf_exempt  # mail programs send the button themselves (RFC 8058); the token in the address is the proof
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and after the button stop the mails."""
    visit = visit_of(request)
    if request.method == "POST":
        unsubscribe(token, Asked(new_ref(visit.now), visit.now))
    return render(request, "stop_mails.html", done=request.method == "POST")
