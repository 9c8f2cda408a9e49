"""What an authority is competent for, picked from the lists of its policy areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.directory.actions.giving_access import set_competences
from counterpart.directory.queries.record_page import AuthorityPage, page_in_care
from counterpart.directory.search.competences import codes
from counterpart.web.showing.authority.summary import areas_shown
from counterpart.web.showing.authority.wording import why_not_managing
from counterpart.web.showing.options import Option
from counterpart.web.showing.sorting import alphabet
from counterpart.web.views.language import remembered
from counterpart.web.views.our_authority.frame import (
    Problem,
    asked_for_part,
    back,
    in_other_words,
    refused,
    shown,
    where,
)
from counterpart.web.visit import Visit, visit_of

Chosen = Mapping[tuple[str, str], frozenset[str]]
"""By policy area and list the codes."""
SHOWN = "list"
"""Names the lists that a form shows: what it does not show is left as it is."""
FEW = 30
"""So many codes are shown at once; of more, those that are chosen, and the others folded."""


@dataclass(frozen=True, slots=True)
class ListShown:
    """A list of a policy area: `name` of its fields, and all its codes in the order of the alphabet."""

    name: str
    title: str
    all: tuple[Option, ...]

    @property
    def chosen(self) -> tuple[Option, ...]:
        """Those that are chosen."""
        return tuple(one for one in self.all if one.chosen)

    @property
    def others(self) -> tuple[Option, ...]:
        """Those that are not."""
        return tuple(one for one in self.all if not one.chosen)

    @property
    def folded(self) -> bool:
        """Say whether those that are not chosen are folded."""
        return len(self.all) > FEW


def competences(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the lists, or store what was ticked. Raises NotFound, Refused."""
    visit = visit_of(request)
    page = page_in_care(visit.who, ref)
    if request.method != "POST":
        return _shown(request, page, _stored(page))
    named = frozenset(request.POST.getlist(SHOWN))
    ticked = {
        place: frozenset(request.POST.getlist(_field(*place)))
        for place in _lists(visit, page)
        if _field(*place) in named
    }
    if in_other_words(request):
        return remembered(request, _shown(request, page, ticked))
    problem = page.not_managing()
    if problem is not None:
        raise problem
    errors = [one for place in ticked for one in _kept(request, page, place, ticked[place])]
    return _shown(request, page, ticked, errors) if errors else back(visit, page, "competences", done="saved")


def _kept(request: HttpRequest, page: AuthorityPage, place: tuple[str, str], ticked: frozenset[str]) -> list[Problem]:
    """Store one list, if anything in it was changed; return what is said against it."""
    if ticked == _stored(page).get(place, frozenset()):
        return []
    visit = visit_of(request)
    asked = asked_for_part(request, _field(*place))
    return refused(
        visit, lambda: set_competences(visit.who, asked, page.ref, *place, sorted(ticked)), at=_field(*place)
    )


def _shown(
    request: HttpRequest, page: AuthorityPage, chosen: Chosen, errors: list[Problem] | None = None
) -> HttpResponse:
    visit = visit_of(request)
    return shown(
        request,
        page,
        "competences",
        errors,
        lists=[_list(visit, place, title, chosen) for place, title in _lists(visit, page).items()],
        areas=areas_shown(visit, page, suspended=False),
        why_not=why_not_managing(visit, page),
        here_at=where(visit, page, "competences"),
    )


def _stored(page: AuthorityPage) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for module, name, code in page.competences:
        found[module, name] = found.get((module, name), frozenset()) | {code}
    return found


def _lists(visit: Visit, page: AuthorityPage) -> dict[tuple[str, str], str]:
    """Return the lists that the authority picks from, with the title of the area."""
    areas = areas_shown(visit, page, suspended=False)
    return {(one.module, name): one.title for one in areas for name in one.lists}


def _list(visit: Visit, place: tuple[str, str], title: str, chosen: Chosen) -> ListShown:
    said, order = codes(), alphabet(visit.words.language)
    held = chosen.get(place, frozenset())
    named = [(one[2], said.title(one, visit.words.language)) for one in said.titles if one[:2] == place]
    named.sort(key=lambda pair: order(pair[1]))
    return ListShown(_field(*place), title, tuple(Option(code, text, chosen=code in held) for code, text in named))


def _field(module: str, name: str) -> str:
    return f"{module}.{name}"
