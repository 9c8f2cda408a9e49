"""The record of an authority, to be changed: every text in as many languages as one likes."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import Conflict, Invalid
from counterpart.directory.actions.registering import change_record
from counterpart.directory.kinds import RelationKind
from counterpart.directory.queries.record_page import AuthorityPage, page_in_care
from counterpart.web.asking import asked_of, expected_of
from counterpart.web.reading.posted import posted
from counterpart.web.reading.registering import ADD
from counterpart.web.showing.authority.public import facts_of
from counterpart.web.showing.authority.wording import Called, why_not_managing
from counterpart.web.showing.record_form import (
    Form,
    errors_shown,
    groups_of,
    judged,
    meanwhile,
    refused_form,
    stored_form,
    typed_form,
)
from counterpart.web.views.language import remembered
from counterpart.web.views.our_authority.frame import Problem, back, in_other_words, said, shown, where
from counterpart.web.visit import visit_of


def data(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the form, or store what was typed. Raises NotFound, Refused; OutOfTurn for one that has ended."""
    visit = visit_of(request)
    page = page_in_care(visit.who, ref)
    free = _free(page)
    if request.method != "POST":
        return _shown(request, page, stored_form(visit.words, page, free=free))
    other_words = in_other_words(request)
    sent = posted(request.POST.lists())
    do = request.POST.get("do", "")
    form = typed_form(visit.words, page, sent, free=free, add=do.removeprefix(ADD) if do.startswith(ADD) else "")
    if other_words:
        return remembered(request, _shown(request, page, form))
    if form.added:
        return _shown(request, page, form)
    form = judged(form)
    return _shown(request, page, form) if form.wrong else _stored(request, page, form)


def _stored(request: HttpRequest, page: AuthorityPage, form: Form) -> HttpResponse:
    visit = visit_of(request)
    expected = expected_of(request)
    try:
        change_record(
            visit.who, asked_of(request), page.ref, form.record, page.stored.version if expected is None else expected
        )
    except Invalid as problem:
        return _shown(request, page, refused_form(form, problem))
    except Conflict as problem:
        if problem.code != "record_changed":
            return _shown(request, page, refused_form(form, problem))
        now = page_in_care(visit.who, page.ref)
        others = meanwhile(form, now.record)
        return _shown(request, now, replace(form, page=now), [("main", said(visit, problem))], others)
    return back(visit, page, "data", done="saved")


def _shown(
    request: HttpRequest,
    page: AuthorityPage,
    form: Form,
    errors: list[Problem] | None = None,
    others: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    visit = visit_of(request)
    validating = next(iter(page.related(RelationKind.VALIDATING)), None)
    return shown(
        request,
        page,
        "data",
        [*errors_shown(form), *(errors or [])],
        groups=groups_of(form),
        facts=facts_of(visit, page.record),
        free=form.free,
        validating=Called.of(visit, validating.who) if validating else None,
        why_not=why_not_managing(visit, page),
        version=page.stored.version,
        others=others or [],
        here_at=where(visit, page, "data"),
    )


def _free(page: AuthorityPage) -> bool:
    """Say whether the reader also changes what the authority was validated with: name, region, territory."""
    return not page.own or (page.standing is not None and page.standing.powers.every_area)
