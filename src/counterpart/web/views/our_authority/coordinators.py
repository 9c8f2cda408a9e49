"""Who coordinates an authority: by whom it turns to first, handed over, named and taken off."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.directory.actions.giving_access import choose_coordinator, unrelate
from counterpart.directory.kinds import RelationKind
from counterpart.directory.queries.record_page import AuthorityPage, Related, page_in_care
from counterpart.web.asking import asked_of
from counterpart.web.showing.authority.wording import Called, area_title, relation_words, why_not_coordinating
from counterpart.web.showing.sorting import alphabet
from counterpart.web.views.our_authority.frame import Problem, back, ref_typed, refused, shown, where
from counterpart.web.visit import Visit, visit_of

FIRST, REMOVE = "first", "remove"
ORDER = (RelationKind.VALIDATING, RelationKind.ACCESS, RelationKind.REQUEST, RelationKind.LINKED)
SEVERAL = frozenset({RelationKind.REQUEST, RelationKind.LINKED})


@dataclass(frozen=True, slots=True)
class OneShown:
    """A coordinator; `first` when it is turned to first. The buttons send `choose` and `remove`, empty: none."""

    who: Called
    first: bool
    choose: str
    remove: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part that coordinators take, with who takes it; `change` is the page that gives it to another one."""

    id: str
    title: str
    help: str
    them: tuple[OneShown, ...]
    several: bool
    change: str
    why_not: str


@dataclass(frozen=True, slots=True)
class AreaShown:
    """The parts in one policy area, or (empty) those for the authority as a whole."""

    id: str
    title: str
    parts: tuple[PartShown, ...]


def named(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show who coordinates it, or change who is first, or take one off. Raises NotFound, Refused."""
    visit = visit_of(request)
    page = page_in_care(visit.who, ref)
    errors: list[Problem] = []
    if request.method == "POST":
        errors = _changed(request, ref)
        if not errors:
            return back(visit, page, "coordinators", done="saved")
    return shown(
        request,
        page,
        "coordinators",
        errors,
        areas=_areas(visit, page),
        here_at=where(visit, page, "coordinators"),
    )


def part_name(kind: RelationKind, module: str) -> str:
    """Return how a part is called in addresses and forms: `request-pq`, `validating`."""
    return "-".join(filter(None, (kind.name.lower(), module)))


def part_of(name: str) -> tuple[RelationKind, str]:
    """Return the part of that name. Raises NotFound."""
    kind, _, module = name.partition("-")
    if kind.upper() not in RelationKind.__members__:
        raise NotFound("relation_none", part=name)
    return RelationKind[kind.upper()], module


def _changed(request: HttpRequest, ref: UUID) -> list[Problem]:
    visit = visit_of(request)
    do, _, rest = request.POST.get("do", "").partition(":")
    name, _, who = rest.partition(":")
    kind, module = part_of(name)
    other = ref_typed(who)
    if other is None or do not in {FIRST, REMOVE}:
        raise NotFound("action_unknown", action=do)
    if do == FIRST:
        return refused(visit, lambda: choose_coordinator(visit.who, asked_of(request), ref, other, module), at=name)
    return refused(visit, lambda: unrelate(visit.who, asked_of(request), ref, other, kind, module), at=name)


def _areas(visit: Visit, page: AuthorityPage) -> list[AreaShown]:
    words, order = visit.words, alphabet(visit.words.language)
    modules = {one.module for one in page.accesses} | {one.module for one in page.relations if one.module}
    whole = AreaShown("h-whole", words.gettext("As a whole"), (_part(visit, page, RelationKind.VALIDATING, ""),))
    found = [
        AreaShown(
            f"h-{module}", area_title(words, module), tuple(_part(visit, page, kind, module) for kind in ORDER[1:])
        )
        for module in modules
    ]
    return [whole, *sorted(found, key=lambda one: order(one.title))]


def _part(visit: Visit, page: AuthorityPage, kind: RelationKind, module: str) -> PartShown:
    title, explanation = relation_words(visit.words)[kind]
    them = page.related(kind, module)
    return PartShown(
        part_name(kind, module),
        title,
        explanation,
        tuple(_one(visit, page, one, several=len(them) > 1) for one in them),
        kind in SEVERAL,
        where(visit, page, "coordinator", part=part_name(kind, module)),
        why_not_coordinating(visit, page, module),
    )


def _one(visit: Visit, page: AuthorityPage, one: Related, *, several: bool) -> OneShown:
    name = f"{part_name(one.kind, one.module)}:{one.who.ref}"
    is_request = one.kind is RelationKind.REQUEST
    may_choose = page.lives and is_request and several and page.not_choosing_coordinator(one.module) is None
    may_remove = page.lives and one.kind in SEVERAL and page.not_coordinating(one.module) is None
    return OneShown(
        Called.of(visit, one.who),
        is_request and one.chosen,
        f"{FIRST}:{name}" if may_choose and not one.chosen else "",
        f"{REMOVE}:{name}" if may_remove else "",
    )
