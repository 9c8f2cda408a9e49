"""The gate before each page: who may ask for it at all. What is shown there, the queries decide.

A page without a gate is not served: `addresses.py` cannot name one without, and a page that got in another way is
refused.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

View = Callable[..., HttpResponseBase]


class Gate(enum.Enum):
    """Who may ask for a page."""

    OPEN = "anybody"
    SIGNED_IN = "whoever has signed in"
    ACTING = "whoever has signed in and may act for the authority in the address"


GATES: dict[str, Gate] = {}
"""The gate of every page by its name."""

ROUTES: dict[str, str] = {}
"""The address of every page by its name, as it is declared."""


def page(route: str, view: View, name: str, gate: Gate) -> URLPattern:
    """Return the address of a page with its gate. Raises ValueError for a name that is taken."""
    if name in GATES:
        raise ValueError(f"two pages are called {name}")
    GATES[name], ROUTES[name] = gate, route
    return path(route, view, name=name)


def gate_of(request: HttpRequest) -> Gate | None:
    """Return the gate of the page that was asked for, None for one without."""
    match: Any = request.resolver_match
    return GATES.get(match.url_name or "") if match is not None else None
