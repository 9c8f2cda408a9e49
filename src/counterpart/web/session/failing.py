"""Errors of the rooms as pages: what happened, why, and what to do, in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from counterpart.core.errors import Conflict, CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.foundation.vault import KeyGone
from counterpart.web.rendering import render
from counterpart.web.showing.reasons import reason

log = logging.getLogger(__name__)

STATUS: tuple[tuple[type[CounterpartError], int], ...] = (
    (NotFound, 404),
    (Refused, 403),
    (OutOfTurn, 409),
    (Conflict, 409),
    (Invalid, 400),
)


class FailingMiddleware:
    """Answers with a page where a room has said no."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Return the page of an error; others go on to Django, which logs them."""
        if isinstance(problem, CounterpartError):
            return failed(request, problem)
        if isinstance(problem, Http404):
            return not_found(request)
        return None


def failed(request: HttpRequest, problem: CounterpartError) -> HttpResponse:
    """Return the page of what a room refused. "Not yours" and "not there" are one page, word for word."""
    status = next((status for kind, status in STATUS if isinstance(problem, kind)), 400)
    if status == 404:
        return not_found(request)
    erased = isinstance(problem, KeyGone)
    visit = request.visit  # type: ignore[attr-defined]  # set by the middleware before this one
    said = reason(visit.words, problem.code, problem.parameters)
    return render(request, "failed.html", status=410 if erased else status, kind=_kind(problem), said=said)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what does not exist, or not for this reader."""
    del exception
    return render(request, "not_found.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that was opened in another session: nothing was done, and nothing is lost."""
    log.info("a form without its token: %s", reason)
    rotate_token(request)
    return render(request, "expired.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for a mistake of ours; what was typed stays in the browser's page before it."""
    return render(request, "broken.html", status=500)


def _kind(problem: CounterpartError) -> str:
    for kind, name in ((Refused, "refused"), (OutOfTurn, "not_now"), (Conflict, "conflict"), (Invalid, "invalid")):
        if isinstance(problem, kind):
            return name
    return "refused"
