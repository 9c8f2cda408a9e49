"""What every form sends along: its id, made when the page was drawn, and what its writer saw."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from counterpart.core.errors import Invalid
from counterpart.foundation.doing import Asked
from counterpart.web.visit import visit_of

REQUEST = "request"
EXPECTED = "expected"


def asked_of(request: HttpRequest, field: str = REQUEST) -> Asked:
    """Return the call that a form makes: the same form sent twice is the same call. Raises Invalid without its id."""
    return Asked(ref_of(request, field), visit_of(request).now)


def ref_of(request: HttpRequest, field: str) -> UUID:
    """Return a ref that a form sends along. Raises Invalid for what is none."""
    try:
        return UUID(request.POST.get(field, ""))
    except ValueError as problem:
        raise Invalid("ref_unreadable", field=field) from problem


def expected_of(request: HttpRequest) -> int | None:
    """Return the version of the exchange that the writer saw, None where the form does not say."""
    said = request.POST.get(EXPECTED, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
