"""Pages, through everything that a web server calls: the WSGI application with all its middleware.

Not Django's test client: that one costs as much as a small page, and keeps connections that a server hands back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from functools import cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.wsgi import get_wsgi_application

from benchmarks.exchanges.network import Place
from benchmarks.exchanges.people import PASSWORD, PERSON, address_of
from counterpart.accounts.passwords import hashed, verified
from counterpart.web.session.arriving import USER

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FOUND, MOVED = 200, 302
application = cache(get_wsgi_application)


class Unexpected(RuntimeError):
    """The answer is none that was to be measured."""


def _nothing(request: object) -> Any:
    """Answer nothing: the middleware is only asked which sessions this installation has."""
    del request


@cache
def session_of(place: Place) -> str:
    """Return the cookie of somebody who has signed in at an authority. Call it before anything is timed."""
    store = SessionMiddleware(_nothing).SessionStore()
    store[USER] = str(place.actor(PERSON).ref)
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def page(place: Place, address: str) -> bytes:
    """Return a page of an authority, as the person who works there gets it."""
    return _asked("GET", f"/for/{place.id}/{address}", session_of(place), FOUND)[0]


def signed_in(place: Place) -> None:
    """Sign in: the form with its token, then the password."""
    form, given = _asked("GET", "/sign-in", "", FOUND)
    token = TOKEN.search(form.decode())
    if token is None:
        raise Unexpected("the form for signing in has no token")
    fields = {"csrfmiddlewaretoken": token[1], "email": address_of(place), "password": PASSWORD}
    _asked("POST", "/sign-in", _cookies(given), MOVED, urlencode(fields).encode())


def hash_verified() -> None:
    """Do what Argon2 does for signing in, and nothing else."""
    if not verified(PASSWORD, _stored()).fits:
        raise Unexpected("the password does not fit")


@cache
def _stored() -> str:
    return hashed(PASSWORD)


def _asked(method: str, path: str, cookies: str, wanted: int, body: bytes = b"") -> tuple[bytes, Iterable[str]]:
    """Ask the application as a web server does; return the page and the cookies it sets."""
    environment = _environment(method, path, cookies, body)
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], trouble: Any = None) -> Any:
        del trouble
        said[:] = [int(status.split(maxsplit=1)[0]), headers]

    answer = application()(environment, start)
    try:
        text = b"".join(answer)
    finally:
        answer.close()
    status, headers = said
    if status != wanted:
        raise Unexpected(f"{method} {path}: {status}")
    return text, [value for name, value in headers if name.lower() == "set-cookie"]


def _environment(method: str, path: str, cookies: str, body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.partition("?")[0],
        "QUERY_STRING": path.partition("?")[2],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "HTTP_REFERER": f"https://localhost{path}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if cookies:
        found["HTTP_COOKIE"] = cookies
    if body:
        found |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
    return found


def _cookies(given: Iterable[str]) -> str:
    found: SimpleCookie = SimpleCookie()
    for one in given:
        found.load(one)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in found.items())
