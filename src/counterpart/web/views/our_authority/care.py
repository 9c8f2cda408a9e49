"""The overview of an authority for those who see to it: its data, areas, people, coordinators, and what needs care."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.directory.actions.upkeep import confirm_record
from counterpart.directory.queries.record_page import AuthorityPage, page_in_care
from counterpart.web.asking import asked_of
from counterpart.web.showing.authority.public import facts_of
from counterpart.web.showing.authority.summary import (
    areas_shown,
    coordinators_shown,
    day,
    former_shown,
    notes_of,
)
from counterpart.web.showing.authority.wording import why_not_managing
from counterpart.web.views.our_authority.frame import Problem, back, refused, shown, where
from counterpart.web.visit import Visit, visit_of

CONFIRM = "confirm"


def own_authority(request: HttpRequest) -> HttpResponse:
    """Show the overview of the authority that the reader acts for."""
    acting = visit_of(request).acting
    if acting is None:
        raise NotFound("authority_unknown")
    return overview(request, acting.ref)


def overview(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the overview, or take the word that everything is still right. Raises Refused, NotFound."""
    visit = visit_of(request)
    page = page_in_care(visit.who, ref)
    errors: list[Problem] = []
    if request.method == "POST" and request.POST.get("do") == CONFIRM:
        errors = refused(visit, lambda: confirm_record(visit.who, asked_of(request), ref))
        if not errors:
            return back(visit, page, "care", done="confirmed")
    return shown(
        request,
        page,
        "care",
        errors,
        facts=facts_of(visit, page.record),
        areas=areas_shown(visit, page),
        coordinators=coordinators_shown(visit, page),
        former=former_shown(visit, page),
        notes=notes_of(visit, page),
        checked=_checked(visit, page),
        people=_people(visit, page),
        change=where(visit, page, "data"),
        people_address=where(visit, page, "people"),
        why_not=why_not_managing(visit, page),
    )


def _checked(visit: Visit, page: AuthorityPage) -> str:
    if page.confirmed_at is None:
        registered = day(visit, page.registered_at)
        return visit.words.gettext("Registered on %(day)s, and not checked since.", day=registered)
    return visit.words.gettext("Last checked on %(day)s.", day=day(visit, page.confirmed_at))


def _people(visit: Visit, page: AuthorityPage) -> str:
    words = visit.words
    people = words.ngettext("%(num)s person", "%(num)s people", page.users)
    return words.ngettext(
        "%(people)s, %(num)s of them administers it.", "%(people)s, %(num)s of them administer it.",
        page.administrators, people=people,
    )  # fmt: skip
