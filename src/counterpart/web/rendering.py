"""A page from its template: what every page knows, and how sentences are said in it."""

from __future__ import annotations

import functools
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.urls import reverse
from markupsafe import Markup, escape

from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import SPOKEN, Words
from counterpart.web.gates import GATES, Gate
from counterpart.web.visit import Visit, visit_of


def render(request: HttpRequest, template: str, /, status: int = 200, **context: Any) -> HttpResponse:
    """Return the page. Its values are those given, and what every page has (`_frame`)."""
    frame = _frame(request)
    text = get_template(template).render(frame | context, None)
    return HttpResponse(text, status=status)


def sentence(words: Words, english: str, /, **values: Any) -> Markup:
    """Return a sentence as markup: its own words and plain values escaped, values that are markup as they are."""
    return Markup(escape(words.gettext(english))) % values  # noqa: S704  both halves are escaped


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
        "help_address": lambda: optional_address(visit, "help"),
        "csrf": lambda: Markup('<input type="hidden" name="csrfmiddlewaretoken" value="%s">') % get_token(request),
    }


def address(visit: Visit, name: str, /, **parameters: Any) -> str:
    """Return the address of a page; the authority acted for is part of it wherever the page needs one."""
    if GATES[name] is Gate.ACTING and "acting" not in parameters and visit.acting is not None:
        parameters = parameters | {"acting": visit.acting.code}
    return reverse(name, kwargs=parameters)


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
    return [(name, label, address(visit, name)) for name, label in named if name in GATES]
