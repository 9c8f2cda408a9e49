"""How an authority works where the law leaves a choice: approvals by the coordinator, disputes, direct alerts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import NotFound
from counterpart.directory.actions.switching import set_switch, set_switch_of_authority
from counterpart.directory.areas import area
from counterpart.directory.queries.record_choices import Stands, switches_of
from counterpart.directory.queries.record_page import AuthorityPage, looking_after
from counterpart.web.asking import asked_of
from counterpart.web.showing.authority.wording import (
    area_title,
    areas_in_order,
    switch_words,
    why,
    why_not_coordinating,
)
from counterpart.web.views.our_authority.frame import Problem, back, refused, shown, where
from counterpart.web.visit import Visit, visit_of

ON, OFF, UNSET = "on", "off", "unset"
VALUES = {ON: True, OFF: False, UNSET: None}
OTHERWHERE = "-"
"""A country chooses on the pages of its coordinator, not on those of every authority."""
FOR_AUTHORITY, FOR_MEMBER = "authority", "member"


@dataclass(frozen=True, slots=True)
class SwitchShown:
    """A switch: how it stands and why; what was chosen for the authority and for its member (empty: nothing)."""

    id: str
    title: str
    help: str
    on: bool
    because: str
    authority: str
    member: str


@dataclass(frozen=True, slots=True)
class AreaShown:
    """The switches of a policy area, and why the reader sets none, for the authority or for the member."""

    id: str
    title: str
    switches: tuple[SwitchShown, ...]
    why_not: str
    member_why_not: str


def switches(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the switches, or set one. Raises NotFound, Refused."""
    visit = visit_of(request)
    with looking_after(visit.who, ref) as page:
        stand = switches_of(page, visit.now)
    errors: list[Problem] = []
    if request.method == "POST":
        errors = _set(request, page)
        if not errors:
            return back(visit, page, "switches", done="saved")
    return shown(
        request,
        page,
        "switches",
        errors,
        areas=list(_areas(visit, page, stand)),
        here_at=where(visit, page, "switches"),
    )


def _set(request: HttpRequest, page: AuthorityPage) -> list[Problem]:
    """Set one switch: the button says for whom, which, and how."""
    visit = visit_of(request)
    whom, module, key, value = [*request.POST.get("do", "").split(":"), "", "", "", ""][:4]
    at = f"{module}.{key}"
    if value not in VALUES or whom not in {FOR_AUTHORITY, FOR_MEMBER}:
        raise NotFound("action_unknown", action=whom)
    wanted, asked = VALUES[value], asked_of(request)
    if whom == FOR_AUTHORITY:
        return refused(visit, lambda: set_switch_of_authority(visit.who, asked, page.ref, module, key, wanted), at=at)
    member = page.record.member
    return refused(visit, lambda: set_switch(visit.who, asked, member, module, key, wanted), at=at)


def _areas(visit: Visit, page: AuthorityPage, stand: Mapping[tuple[str, str], Stands]) -> Iterator[AreaShown]:
    takes_part = {one.module for one in page.accesses}
    every = page.standing is not None and page.own and page.standing.powers.every_area
    for module in areas_in_order(visit.words):
        policies = area(module).policies
        if not policies or not (every or module in takes_part):
            continue
        yield AreaShown(
            f"h-{module}",
            area_title(visit.words, module),
            tuple(_switch(visit, module, key, one.default == ON, stand) for key, one in policies.items()),
            why_not_coordinating(visit, page, module),
            why(visit, page.not_setting_for_member(module)) if page.own else OTHERWHERE,
        )


def _switch(visit: Visit, module: str, key: str, default: bool, stand: Mapping[tuple[str, str], Stands]) -> SwitchShown:
    title, explanation = switch_words(visit.words, module, key)
    stands = stand.get((module, key), Stands())
    chosen = [one for one in (stands.authority, stands.member) if one is not None]
    words = visit.words
    if stands.authority is not None:
        because = words.gettext("chosen for this authority")
    elif stands.member is not None:
        because = words.gettext("chosen for the whole country")
    else:
        because = words.gettext("as the policy area says, unless somebody chooses")
    return SwitchShown(
        f"{module}.{key}",
        title,
        explanation,
        chosen[0] if chosen else default,
        because,
        _said(stands.authority),
        _said(stands.member),
    )


def _said(value: bool | None) -> str:
    return next(name for name, meant in VALUES.items() if meant is value)
