"""One person of an authority: their rights, when they are away and who stands in, a new password, leaving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.accounts.actions import send_password_link
from counterpart.core.errors import CounterpartError, NotFound
from counterpart.directory.actions.people import (
    end_absence,
    end_membership,
    give_rights,
    set_absence,
    withdraw_rights,
)
from counterpart.directory.kinds import RelationKind
from counterpart.directory.queries.people import Member, People, people_of
from counterpart.foundation.actor import Right
from counterpart.web.asking import asked_of
from counterpart.web.reading import day_read
from counterpart.web.reading.posted import clean
from counterpart.web.showing.authority.people import (
    person_shown,
    rights_offered,
    rights_typed,
    substitutes,
    today_at,
)
from counterpart.web.showing.authority.wording import why, why_not_managing
from counterpart.web.views.language import remembered
from counterpart.web.views.our_authority.frame import (
    Problem,
    asked_for_part,
    back,
    in_other_words,
    ref_typed,
    refused,
    shown,
    where,
)
from counterpart.web.visit import Visit, visit_of

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Absence:
    """What was typed into the form of an absence."""

    since: str = ""
    until: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the forms of the page."""

    rights: frozenset[Right]
    absence: Absence = field(default_factory=Absence)


def person(request: HttpRequest, ref: UUID, user: UUID) -> HttpResponse:
    """Show somebody, or do what one of the forms asks for. Raises NotFound, Refused."""
    visit = visit_of(request)
    found = people_of(visit.who, ref, visit.now)
    member = found.member(user)
    if request.method != "POST":
        return _shown(request, found, member, Typed(member.rights))
    do = request.POST.get("do", "")
    typed = Typed(
        rights_typed(request.POST.getlist("right"))
        if found.page.not_managing() is None and do != "link"
        else member.rights,
        Absence(*(clean(request.POST.get(name, "")).strip() for name in ("since", "until", "substitute"))),
    )
    if in_other_words(request):
        return remembered(request, _shown(request, found, member, typed))
    errors = _done(request, found, member, typed)
    if errors:
        return _shown(request, found, member, typed, errors)
    return back(visit, found.page, "person", done="link" if do == "link" else "saved", user=user)


def leaves(request: HttpRequest, ref: UUID, user: UUID) -> HttpResponse:
    """Ask who takes over what somebody has in hand, then let them go. Raises NotFound, Refused."""
    visit = visit_of(request)
    found = people_of(visit.who, ref, visit.now)
    member = found.member(user)
    problem = found.page.not_managing()
    if problem is not None:
        raise problem
    successor = request.POST.get("successor", "")
    if in_other_words(request):
        return remembered(request, _leaving(request, found, member, successor))
    if request.method != "POST":
        return _leaving(request, found, member, successor)
    errors = _let_go(request, found, member, successor)
    return _leaving(request, found, member, successor, errors) if errors else back(
        visit, found.page, "people", done="left"
    )  # fmt: skip


def _let_go(request: HttpRequest, found: People, member: Member, successor: str) -> list[Problem]:
    visit = visit_of(request)
    heir = ref_typed(successor)
    if not successor:
        return [("successor", visit.words.gettext("Say who takes over, or that nobody does."))]
    if successor != NOBODY and heir not in {one.ref for one in substitutes(found, member)}:
        return [("successor", visit.words.gettext("Choose one of the list."))]
    return refused(visit, lambda: end_membership(visit.who, asked_of(request), found.page.ref, member.ref, heir))


def _done(request: HttpRequest, found: People, member: Member, typed: Typed) -> list[Problem]:
    """Do what a form asks for, and return what is said against it."""
    visit, page, do = visit_of(request), found.page, request.POST.get("do", "")
    if do == "rights":
        return _give(request, found, member, typed.rights)
    if do == "absence":
        return _absent(request, found, member, typed.absence)
    if do == "link":
        return refused(visit, lambda: send_password_link(visit.who, asked_of(request), member.ref), at="link")
    if do.startswith("back:"):
        since = _iso(do.removeprefix("back:"))
        return refused(visit, lambda: end_absence(visit.who, asked_of(request), page.ref, member.ref, since), at="away")
    raise NotFound("action_unknown", action=do)


def _give(request: HttpRequest, found: People, member: Member, wanted: frozenset[Right]) -> list[Problem]:
    """Give what is new, and take what is not wanted any more: two actions, the second only after the first."""
    visit, ref, user = visit_of(request), found.page.ref, member.ref
    new, gone = sorted(wanted - member.rights), sorted(member.rights - wanted)
    errors: list[Problem] = []
    if gone:
        asked = asked_for_part(request, "withdraw")
        errors = refused(visit, lambda: withdraw_rights(visit.who, asked, ref, user, gone), at="rights")
    if new and not errors:
        given = asked_for_part(request, "give")
        errors = refused(visit, lambda: give_rights(visit.who, given, ref, user, new), at="rights")
    return errors


def _absent(request: HttpRequest, found: People, member: Member, typed: Absence) -> list[Problem]:
    visit, language = visit_of(request), visit_of(request).words.language
    since, until = day_read(typed.since, language), day_read(typed.until or typed.since, language)
    known = {str(one.ref): one.ref for one in substitutes(found, member)}
    errors = [
        (name, visit.words.gettext("Write a day: day, month and year in numbers, for example 31 5 2026."))
        for name, day in (("since", since), ("until", until)) if day is None
    ]  # fmt: skip
    if typed.substitute not in {*known, NOBODY}:
        errors.append(("substitute", visit.words.gettext("Say who stands in, or that nobody does.")))
    if errors or since is None or until is None:
        return errors
    heir, asked = known.get(typed.substitute), asked_of(request)
    return refused(
        visit,
        lambda: set_absence(visit.who, asked, found.page.ref, member.ref, heir, since, until),
        at="since",
    )


def _shown(
    request: HttpRequest, found: People, member: Member, typed: Typed, errors: list[Problem] | None = None
) -> HttpResponse:
    visit, page = visit_of(request), found.page
    managing = page.not_managing()
    return shown(
        request,
        page,
        "person",
        errors,
        person=person_shown(visit, page, member),
        offered=rights_offered(visit, page, typed.rights),
        absence=typed.absence,
        substitutes=[(str(one.ref), one.name) for one in substitutes(found, member)],
        wrong=dict(errors or []),
        why_not=why_not_managing(visit, page),
        why_no_absence="" if member.ref == visit.who.ref else why(visit, managing),
        why_no_link=_why_no_link(visit, found, member, managing),
        today=today_at(page, visit),
        leave=where(visit, page, "leaves", user=member.ref),
        here_at=where(visit, page, "person", user=member.ref),
        people_at=where(visit, page, "people"),
    )


def _leaving(
    request: HttpRequest, found: People, member: Member, successor: str, errors: list[Problem] | None = None
) -> HttpResponse:
    visit, page = visit_of(request), found.page
    last = member.administers and page.administrators == 1
    return shown(
        request,
        page,
        "leaves",
        errors,
        person=person_shown(visit, page, member),
        substitutes=[(str(one.ref), one.name) for one in substitutes(found, member)] if page.own else [],
        successor=successor or ("" if page.own else NOBODY),
        wrong=dict(errors or []),
        last=last,
        here_at=where(visit, page, "leaves", user=member.ref),
        person_at=where(visit, page, "person", user=member.ref),
    )


def _why_no_link(visit: Visit, found: People, member: Member, managing: CounterpartError | None) -> str:
    """Return why no link to choose a password can be sent to somebody; nothing where it can."""
    if managing is not None:
        return why(visit, managing)
    if member.blocked:
        return visit.words.gettext("This account is blocked already.")
    validating: Mapping[int, object] = {one.who.id: one for one in found.page.related(RelationKind.VALIDATING)}
    if not found.page.own and visit.who.authority_id not in validating:
        return visit.words.gettext("Only the coordinator that validated the authority can do this.")
    return ""


def _iso(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise NotFound("absence_unknown", since=text) from problem
