"""Errors of the rooms as pages: what happened, why, and what to do, in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.middleware.csrf import rotate_token

from counterpart.core.errors import Conflict, CounterpartError, Invalid, NotFound, OutOfTurn, Refused
from counterpart.foundation.vault import KeyGone
from counterpart.web.rendering import render
from counterpart.web.showing.reasons import reason

log = logging.getLogger(__name__)

TOKEN, PASSWORD = "csrfmiddlewaretoken", "password"

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
        """Answer; where a page only takes forms, say that there is nothing to be opened."""
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and not answer.content:
            page = render(request, "not_found.html", status=answer.status_code)
            page["Allow"] = answer["Allow"]
            return page
        return answer

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Return the page of an error; others go on to Django, which logs them."""
        if isinstance(problem, CounterpartError):
            return failed(request, problem)
        if isinstance(problem, Http404):
            return not_found(request)
        if isinstance(problem, UnreadablePostError):  # the connection was lost: nobody is there to read an answer
            return unreadable(request, problem)
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
    """Return the page for a form that was opened in another session: nothing was done, and nothing is lost.

    What was typed is put into the page, to be sent once more by its reader, where it came from a page of ours.
    """
    log.info("a form without its token: %s", reason)
    rotate_token(request)
    typed = typed_in(request) if is_from_here(request) else ()
    return render(request, "expired.html", status=403, typed=typed, files=bool(request.FILES))


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page for what could not be read at all: too much at once, or damaged on its way."""
    log.warning("a request that could not be read: %s", type(exception).__name__)
    return render(request, "unreadable.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for a mistake of ours; what was typed stays in the browser's page before it."""
    return render(request, "broken.html", status=500)


def typed_in(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Return the fields of a form that is to be sent again; nothing of one with a password in it."""
    if PASSWORD in request.POST:
        return ()
    return tuple((name, text) for name, texts in request.POST.lists() if name != TOKEN for text in texts)


def is_from_here(request: HttpRequest) -> bool:
    """Say whether a browser tells that the form stood in a page of ours: what others send is not shown to anybody."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == own


def _kind(problem: CounterpartError) -> str:
    for kind, name in ((Refused, "refused"), (OutOfTurn, "not_now"), (Conflict, "conflict"), (Invalid, "invalid")):
        if isinstance(problem, kind):
            return name
    return "refused"
