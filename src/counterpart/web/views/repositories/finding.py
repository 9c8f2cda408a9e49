"""Which repositories are open to the reader, what is found in one, and one entry of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from counterpart.core.errors import Refused
from counterpart.exchanges.permissions import must_hold_right
from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import date_words
from counterpart.repositories.permissions import Repository, repositories_of, repository_of
from counterpart.repositories.queries.reading import EntryPage, entry_page
from counterpart.repositories.queries.searching import search
from counterpart.web.rendering import address, render
from counterpart.web.showing.areas import startable
from counterpart.web.showing.options import member_name
from counterpart.web.showing.repositories.finding import AFTER, facets_shown, hit_shown, query_of, sought_in
from counterpart.web.showing.repositories.telling import Teller
from counterpart.web.showing.values import facts_of_form
from counterpart.web.visit import Visit, visit_of


@dataclass(frozen=True, slots=True)
class RepositoryShown:
    """A repository in the list: its area, its title, where it is searched, and its lookups with their addresses."""

    area: str
    title: str
    help: str
    address: str
    lookups: tuple[tuple[str, str], ...]


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Show the repositories that the reader's authority may use."""
    visit = visit_of(request)
    found = sorted((_shown(visit, one) for one in repositories_of(visit.who)), key=lambda one: (one.area, one.title))
    return render(request, "repositories/choose.html", repositories=found)


@require_safe
def find(request: HttpRequest, module: str, procedure: str) -> HttpResponse:
    """Search one repository. Raises NotFound where the reader's authority has none of this name."""
    visit = visit_of(request)
    repository = repository_of(visit.who, module, procedure)
    teller = Teller.of(visit, repository.pin)
    sought = sought_in(repository, request.GET)
    after = request.GET.get(AFTER, "")
    number = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    hits = search(visit.who, repository, sought, number)
    return render(
        request,
        "repositories/search.html",
        teller=teller,
        title=teller.title(),
        area=teller.area(),
        here_at=address(visit, "repository", module=module, procedure=procedure),
        sought=sought,
        hits=hits,
        found=[hit_shown(visit, teller, repository, one) for one in hits.found],
        facets=facets_shown(visit, teller, repository, sought, hits),
        states=[(one, teller.state(one)) for one in repository.states],
        following=query_of(sought, hits.after) if hits.after else "",
        first=number is None,
        lookups=_lookups(visit, repository, teller),
        begin_at=(begun := begin_at(visit, repository)),
        import_at=address(visit, "entries_import", module=module, procedure=procedure) if begun else "",
        request_id=new_ref(visit.now),
    )


@require_safe
def show(request: HttpRequest, module: str, procedure: str, number: str) -> HttpResponse:
    """Show one entry. Raises NotFound for one that is not published to the reader."""
    visit = visit_of(request)
    repository = repository_of(visit.who, module, procedure)
    entry = entry_page(visit.who, repository, number, visit.now)
    teller = Teller.of(visit, entry.pin)
    language = visit.words.language
    spoken = entry.keeper.own_name[0] if entry.keeper is not None else ""
    keeper = entry.keeper.called(language) if entry.keeper is not None else ("", "")
    return render(
        request,
        "repositories/entry.html",
        teller=teller,
        entry=entry,
        name=teller.name_of(entry.values, entry.number),
        own_language="" if spoken == language else spoken,
        groups=facts_of_form(
            teller.saying,
            entry.pin.rules.forms[teller.form],
            entry.values,
            teller.around,
            text_language="" if spoken == language else spoken,
        ),
        state=teller.state(entry.state),
        usual=entry.state == repository.states[0],
        country=member_name(teller.saying, entry.member),
        keeper=keeper,
        keeper_at=address(visit, "authority", ref=entry.keeper.ref) if entry.keeper is not None else "",
        days=_days(visit, teller, entry),
        back=address(visit, "repository", module=module, procedure=procedure),
        own_at=address(visit, "exchange", number=entry.number) if entry.own else "",
    )


def _days(visit: Visit, teller: Teller, entry: EntryPage) -> list[tuple[str, str]]:
    words = visit.words
    said = (
        (words.gettext("Published"), entry.published_at),
        (words.gettext("Last changed"), entry.changed_at),
        (words.gettext("In this state since"), entry.confirmed_at),
    )
    zone = teller.saying.zone
    return [(label, date_words(words.language, at.astimezone(zone).date())) for label, at in said if at is not None]


def _shown(visit: Visit, repository: Repository) -> RepositoryShown:
    teller = Teller.of(visit, repository.pin)
    pin = repository.pin
    where = address(visit, "repository", module=pin.module, procedure=pin.procedure) if repository.is_open else ""
    text = teller.saying.text(f"procedure.{pin.procedure}.help") or teller.saying.text("module.summary")
    return RepositoryShown(teller.area(), teller.title(), text, where, _lookups(visit, repository, teller))


def _lookups(visit: Visit, repository: Repository, teller: Teller) -> tuple[tuple[str, str], ...]:
    pin = repository.pin
    return tuple(
        (
            teller.saying.text(f"procedure.{pin.procedure}.lookup.{name}"),
            address(visit, "look_up", module=pin.module, procedure=pin.procedure, lookup=name),
        )
        for name in repository.asked
    )


def begin_at(visit: Visit, repository: Repository) -> str:
    """Return where an entry is begun, nothing for whoever may not."""
    pin = repository.pin
    try:
        must_hold_right(visit.who, pin.rules, pin.rules.starter)
    except Refused:
        return ""
    if not any((one.module, one.procedure) == (pin.module, pin.procedure) for one in startable(visit)):
        return ""
    return address(visit, "begin", module=pin.module, procedure=pin.procedure)
