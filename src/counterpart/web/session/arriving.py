"""The middleware that finds out who visits, and lets through each gate only whom it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import CounterpartError, NotFound
from counterpart.directory.queries.acting import ActsFor
from counterpart.directory.queries.arriving import Visitor, visitor_of
from counterpart.foundation.clock import clock_of
from counterpart.foundation.words import nearest_language, words_of
from counterpart.web.gates import Gate, gate_of
from counterpart.web.session.failing import failed
from counterpart.web.session.returning import to_the_door
from counterpart.web.session.uploading import break_off, must_fit
from counterpart.web.visit import ActingFor, Visit

USER = "user"
LANGUAGE = "language"
"""Keys of the session, and of the cookie in which a visitor's language is kept before they sign in."""

NOBODY = UUID(int=0)
TOO_MUCH = 413
NUMBER = re.compile(r"[0-9]{1,9}")

Answer = Callable[[HttpRequest], HttpResponse]


class ArrivingMiddleware:
    """Puts a `Visit` on every request and keeps the gates."""

    def __init__(self, get_response: Answer) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out who visits, as far as the session tells, and in which language."""
        user = request.session.get(USER)
        visit = Visit(clock_of().now(), words_of(_language(request)))
        visit.user_ref = UUID(user) if user else None
        request.visit = visit  # type: ignore[attr-defined]  # read by `visit_of`
        try:
            return self.get_response(request)
        finally:
            break_off(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Keep the gate of the page; an authority that is not the visitor's to act for does not exist for them."""
        del view, args
        gate = gate_of(request)
        if gate is None:
            raise ImproperlyConfigured(f"no gate stands before {request.path}")
        visit: Visit = request.visit  # type: ignore[attr-defined]  # see above
        try:
            must_fit(request)
        except CounterpartError as problem:
            answer = failed(request, problem)
            answer.status_code = TOO_MUCH
            return answer
        if gate is Gate.OPEN:
            return None
        if visit.user_ref is None:
            return to_the_door(request)
        code = str(kwargs.pop("acting", "")) if gate is Gate.ACTING else ""
        try:
            _let_in(visit, code)
        except CounterpartError as problem:  # raised before any view, so it reaches no other middleware
            return failed(request, problem)
        return None


def _let_in(visit: Visit, code: str) -> None:
    """Find out who visits, and make the actor for the authority in the address; the view itself asks the visit for it.

    Raises NotFound `acting_for` for an authority that is not the visitor's, Refused `account_closed`.
    """
    number = code.partition("-")[0]
    visitor = visitor_of(visit.user_ref or NOBODY, int(number) if NUMBER.fullmatch(number) else None, visit.now)
    visit.user_name = visitor.name
    visit.may_act_for = tuple(_acting_for(one.acts_for) for one in visitor.stands)
    if code:
        _let_act(visit, visitor, code)


def _let_act(visit: Visit, visitor: Visitor, code: str) -> None:
    both = zip(visit.may_act_for, visitor.stands, strict=True)
    acting, stand = next(((one, stand) for one, stand in both if one.code == code), (None, None))
    if acting is None or stand is None:
        raise NotFound("acting_for", authority=code)
    visit.acting, visit.unread = acting, stand.unread
    visit.actor = visitor.acting(stand)


def _acting_for(found: ActsFor) -> ActingFor:
    code = str(found.id) if found.on_behalf_of is None else f"{found.id}-{str(found.on_behalf_of)[-12:]}"
    names, absent = _names(found.names), found.on_behalf_of
    return ActingFor(code, found.ref, found.id, found.member, names, absent, found.kind, found.absent_name)


def _names(names: Mapping[str, Any]) -> dict[str, str]:
    return {language: str(name) for language, name in names.items()}


def _language(request: HttpRequest) -> str:
    said = request.session.get(LANGUAGE) or request.COOKIES.get(LANGUAGE)
    if said:
        return nearest_language([said])
    header = request.headers.get("Accept-Language", "")
    weighted = [(part.partition(";")[0].strip(), part) for part in header.split(",") if part.strip()]
    return nearest_language([tag for tag, _ in sorted(weighted, key=lambda one: -_weight(one[1]))])


def _weight(part: str) -> float:
    try:
        return float(part.partition("q=")[2] or 1)
    except ValueError:
        return 0.0
