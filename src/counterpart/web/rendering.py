"""A page from its template: what every page knows, and how sentences are said in it."""

from __future__ import annotations

import functools
import re
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from markupsafe import Markup, escape

from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import SPOKEN, Words
from counterpart.repositories.permissions import may_consult
from counterpart.web.gates import GATES, ROUTES, Gate
from counterpart.web.parts import MADE
from counterpart.web.visit import Visit, visit_of


def render(request: HttpRequest, template: str, /, status: int = 200, **context: Any) -> HttpResponse:
    """Return the page. Its values are those given, and what every page has (`_frame`)."""
    frame = _frame(request)
    text = get_template(template).render(frame | context, None)
    return HttpResponse(text, status=status)


def sentence(words: Words, english: str, /, **values: Any) -> Markup:
    """Return a sentence as markup: its own words and plain values escaped, values that are markup as they are."""
    return Markup(escape(words.gettext(english))) % values  # noqa: S704  both halves are escaped


def _csrf(request: HttpRequest) -> Markup:
    """Return the field by which a form proves that it comes from a page of ours; masked once for the whole page."""
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="%s">') % get_token(request)


def _frame(request: HttpRequest) -> dict[str, Any]:
    visit: Visit = visit_of(request)
    words = visit.words

    return {
        "request": request,
        "visit": visit,
        "words": words,
        "language": words.language,
        "languages": SPOKEN,
        "_": words.gettext,
        "n_": words.ngettext,
        "p_": words.pgettext,
        "h_": lambda english, **values: sentence(words, english, **values),
        "to": functools.partial(address, visit),
        "new_request": lambda: new_ref(visit.now),
        "more_links": lambda: more_links(visit),
        "new_address": lambda: optional_address(visit, "new"),
        "notices_address": lambda: optional_address(visit, "notices"),
        "help_address": lambda: optional_address(visit, "help"),
        MADE: {},
        "csrf": functools.cache(functools.partial(_csrf, request)),
    }


_PART = re.compile(r"<(?:[a-z]+:)?([a-z]+)>")
"""A part of an address that is filled in: `<exchange:number>`. Split by it, every other piece is the name of a part."""
_PLAIN = "!$&'()*+,;=/~:@"
"""Letters that stand in an address as they are (RFC 3986, section 3.3)."""


def address(visit: Visit, name: str, /, **parameters: Any) -> str:
    """Return the address of a page; the authority acted for is part of it wherever the page needs one.

    What `django.urls.reverse` does, without looking at every page there is: a page holds twenty addresses. Raises
    KeyError for a page that there is not, and for a part that nobody said.
    """
    if GATES[name] is Gate.ACTING and "acting" not in parameters and visit.acting is not None:
        parameters = parameters | {"acting": visit.acting.code}
    first, others = _pieces(name)
    return first + "".join([_quoted(str(parameters[part])) + after for part, after in others])


@functools.cache
def _pieces(name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return how the address of a page begins, and each part with what stands behind it."""
    first, *rest = _PART.split(ROUTES[name])
    return f"/{first}", tuple(zip(rest[::2], rest[1::2], strict=True))


def _quoted(text: str) -> str:
    return text if text.isascii() and text.replace("-", "").isalnum() else quote(text, safe=_PLAIN)


def optional_address(visit: Visit, name: str) -> str:
    """Return the address of a page that an installation may do without, nothing where it does."""
    return address(visit, name) if name in GATES else ""


def more_links(visit: Visit) -> list[tuple[str, str, str]]:
    """Return the entries of the menu after "My work": name of the page, what it is called, its address."""
    named = [
        ("new", visit.words.gettext("New request")),
        ("find_authority", visit.words.gettext("Find an authority")),
        ("our_authority", visit.words.gettext("Our authority")),
    ]
    if visit.actor is not None and may_consult(visit.actor):
        named.append(("repositories", visit.words.gettext("Registers and lists")))
    if visit.acting is not None and visit.acting.has_desk:
        named.append(("desk", visit.words.gettext("Coordinator’s desk")))
    return [(name, label, address(visit, name)) for name, label in named if name in GATES]
