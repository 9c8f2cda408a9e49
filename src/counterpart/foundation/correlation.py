"""For whose request a thread works: one id from the request to its action, log, fact, job and mail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_REQUEST: ContextVar[UUID | None] = ContextVar("request", default=None)


def current_request() -> UUID | None:
    """Return the id of the request that is being worked for, None where nobody asked."""
    return _REQUEST.get()


@contextmanager
def on_behalf_of_request(request: UUID | None) -> Iterator[None]:
    """Work for a request in a block: every line that a process logs in it carries the id."""
    token = _REQUEST.set(request)
    try:
        yield
    finally:
        _REQUEST.reset(token)
