"""In which policy areas an authority takes part, and as what: given and suspended by its coordinator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.directory.actions.giving_access import grant_access, suspend_access
from counterpart.directory.areas import role_kinds
from counterpart.directory.kinds import POWERS, AccessState
from counterpart.directory.queries.record_page import Access, AuthorityPage, page_in_care
from counterpart.web.asking import asked_of
from counterpart.web.showing.authority.summary import day
from counterpart.web.showing.authority.wording import area_title, areas_in_order, role_title, why_not_coordinating
from counterpart.web.views.our_authority.frame import Problem, back, refused, shown, where
from counterpart.web.visit import Visit, visit_of

GRANT, SUSPEND = "grant", "suspend"
OF_AUTHORITIES, OF_COORDINATORS = "authority", "coordinator"


@dataclass(frozen=True, slots=True)
class RoleOffered:
    """A role of a policy area: how it stands, since when, and what the button for it does (empty: nothing)."""

    id: str
    title: str
    open: bool
    suspended: bool
    since: str
    do: str


@dataclass(frozen=True, slots=True)
class AreaOffered:
    """A policy area with the roles that the authority has or could have; `why_not` is why the reader gives none."""

    id: str
    title: str
    roles: tuple[RoleOffered, ...]
    why_not: str

    @property
    def held(self) -> bool:
        """Say whether the authority has a role in it, perhaps a suspended one."""
        return any(one.open or one.suspended for one in self.roles)


def access(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the policy areas, or give or suspend a role. Raises NotFound, Refused."""
    visit = visit_of(request)
    page = page_in_care(visit.who, ref)
    errors: list[Problem] = []
    if request.method == "POST":
        errors = _changed(request, ref)
        if not errors:
            return back(visit, page, "access", done="saved")
    areas = [_area(visit, page, module) for module in areas_in_order(visit.words)]
    reasons = {area.why_not for area in areas}
    return shown(
        request,
        page,
        "access",
        errors,
        groups=_groups(visit, areas),
        why_not=reasons.pop() if len(reasons) == 1 else "",
        everywhere=POWERS[page.record.kind].every_area,
        here_at=where(visit, page, "access"),
    )


def _changed(request: HttpRequest, ref: UUID) -> list[Problem]:
    visit = visit_of(request)
    do, _, what = request.POST.get("do", "").partition(":")
    module, _, role = what.partition(".")
    if do == GRANT:
        return refused(visit, lambda: grant_access(visit.who, asked_of(request), ref, module, role), at=what)
    if do == SUSPEND:
        return refused(visit, lambda: suspend_access(visit.who, asked_of(request), ref, module, role), at=what)
    raise NotFound("action_unknown", action=do)


def _groups(visit: Visit, areas: list[AreaOffered]) -> list[tuple[str, str, list[AreaOffered]]]:
    """Return the areas in which the authority takes part, and the others."""
    words = visit.words
    here = [one for one in areas if one.held]
    others = [one for one in areas if not one.held]
    named = [
        ("h-here", words.gettext("Takes part in"), here),
        ("h-others", words.gettext("Other policy areas"), others),
    ]
    return [group for group in named if group[-1]]


def _area(visit: Visit, page: AuthorityPage, module: str) -> AreaOffered:
    return AreaOffered(
        f"h-{module}",
        area_title(visit.words, module),
        tuple(_roles(visit, page, module)),
        why_not_coordinating(visit, page, module),
    )


def _roles(visit: Visit, page: AuthorityPage, module: str) -> Iterator[RoleOffered]:
    has = {one.role: one for one in page.accesses if one.module == module}
    kinds = {OF_AUTHORITIES, OF_COORDINATORS} if POWERS[page.record.kind].coordinates else {OF_AUTHORITIES}
    for role, kind in role_kinds(module).items():
        if role in has or kind in kinds:
            yield _role(visit, module, role, has.get(role))


def _role(visit: Visit, module: str, role: str, held: Access | None) -> RoleOffered:
    is_open = held is not None and held.state is AccessState.GRANTED
    return RoleOffered(
        f"{module}.{role}",
        role_title(visit.words, module, role),
        is_open,
        held is not None and not is_open,
        visit.words.gettext("since %(day)s", day=day(visit, held.since)) if held is not None else "",
        f"{SUSPEND if is_open else GRANT}:{module}.{role}",
    )
