"""The page of an authority in the directory: for whoever wants to know what it does, and to write to it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.directory.kinds import AuthorityState
from counterpart.directory.queries.record_page import page_of
from counterpart.web.rendering import render
from counterpart.web.showing.authority.public import (
    ends_shown,
    name_facts,
    reach_facts,
    territory_of,
    ways_to_ask,
    work_facts,
)
from counterpart.web.showing.authority.speeds import usual
from counterpart.web.showing.authority.summary import areas_shown, coordinators_shown, former_shown
from counterpart.web.showing.authority.wording import area_title
from counterpart.web.showing.registering.fields import kinds_said
from counterpart.web.views.our_authority.frame import called, country, state_words, where
from counterpart.web.visit import visit_of


def authority(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show an authority, and what one may ask of it. Raises NotFound."""
    visit = visit_of(request)
    page = page_of(visit.who, ref)
    record = page.record
    titles = {one.module: area_title(visit.words, one.module) for one in page.after if one.module}
    return render(
        request,
        "authority.html",
        page=page,
        called=called(visit, page),
        country=country(visit, record.member),
        kind=kinds_said(visit.words)[record.kind],
        state="" if page.lives else state_words(visit.words)[page.stored.state],
        inactive=page.stored.state is AuthorityState.INACTIVE,
        end=ends_shown(visit, page, {**titles, "": visit.words.gettext("Everything else")}),
        names=name_facts(visit, record),
        reach=reach_facts(visit, record),
        work=work_facts(visit, record),
        areas=areas_shown(visit, page, suspended=False),
        territory=territory_of(visit, record),
        coordinators=coordinators_shown(visit, page),
        former=former_shown(visit, page),
        ways=ways_to_ask(visit, page),
        speeds=usual(visit, [page.id]).get(page.id, ()),
        care=where(visit, page, "care") if page.not_looking_after() is None else "",
    )
