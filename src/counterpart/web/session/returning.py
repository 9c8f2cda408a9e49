"""A visitor whose session has ended: led to the sign-in, with what they typed held in the page until they are back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from counterpart.web.rendering import render
from counterpart.web.session.failing import is_from_here, typed_in

HELD = "held:"
"""What is put before the name of a field that is held."""
BY_SCRIPT = "HX-Request"
KEEPING = {"keep": False, "autosave": True}
"""Pages that keep what is typed, and whether their answer says itself where on the page it goes."""

Fields = tuple[tuple[str, str], ...]


def to_the_door(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, and afterwards to the page that was asked for; a form of ours is held meanwhile.

    Script that keeps what is typed is told, in a sentence for its page; other script changes nothing on its page.
    """
    if BY_SCRIPT in request.headers:
        return _told(request)
    typed = typed_in(request) if request.method == "POST" and is_from_here(request) else ()
    if typed:
        page = {"email": "", "error": "", "following": request.get_full_path(), "held": typed}
        return render(request, "sign_in.html", status=403, **page)
    back = request.get_full_path() if request.method == "GET" else reverse("home")
    return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': back})}")


def held_in(request: HttpRequest) -> Fields:
    """Return the fields that the sign-in holds for its visitor."""
    lists = request.POST.lists()
    return tuple((name.removeprefix(HELD), text) for name, texts in lists if name.startswith(HELD) for text in texts)


def onward(request: HttpRequest, following: str, held: Fields) -> HttpResponse:
    """Lead where the visitor wanted to go; what was held is theirs to send: nothing is sent for them."""
    if not held:
        return HttpResponseRedirect(following)
    return render(request, "expired.html", typed=held, files=False, following=following)


def _told(request: HttpRequest) -> HttpResponse:
    match = request.resolver_match
    name = (match.url_name if match is not None else "") or ""
    if name not in KEEPING:
        return HttpResponse(status=204)
    return render(request, "parts/signed_out.html", status=403, says_where=KEEPING[name])
