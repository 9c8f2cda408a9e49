"""The people of an authority, and the form by which somebody is entered."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from counterpart.accounts.actions import send_password_link
from counterpart.accounts.addresses import address as email_address
from counterpart.accounts.queries import sign_in_of
from counterpart.accounts.users import NewUser, name_of
from counterpart.core.errors import Conflict, Invalid
from counterpart.directory.actions.people import add_member, enter_member
from counterpart.directory.areas import profile
from counterpart.directory.queries.people import people_of
from counterpart.directory.queries.record_page import AuthorityPage, page_in_care
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Right
from counterpart.foundation.words import SPOKEN, own_name
from counterpart.web.asking import asked_of
from counterpart.web.reading.posted import first, one_line, posted
from counterpart.web.rendering import address
from counterpart.web.showing.authority.people import people_shown, rights_offered, rights_typed
from counterpart.web.showing.authority.wording import why_not_managing
from counterpart.web.showing.fields import FieldShown
from counterpart.web.showing.options import Option
from counterpart.web.views.language import remembered
from counterpart.web.views.our_authority.frame import (
    Problem,
    asked_for_part,
    back,
    in_other_words,
    refused,
    said,
    shown,
    where,
)
from counterpart.web.visit import Visit, visit_of

TAKEN = "email_taken"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; `known` when the address is that of somebody who has an account already."""

    name: str
    email: str
    language: str
    rights: frozenset[Right]
    known: bool = False


def people(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the people of an authority: all of them to their colleagues, administrators to who looks after it."""
    visit = visit_of(request)
    found = people_of(visit.who, ref, visit.now)
    return shown(
        request,
        found.page,
        "people",
        people=people_shown(visit, found),
        others=found.others,
        why_not=why_not_managing(visit, found.page),
        enter=where(visit, found.page, "enter"),
    )


def enter(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Show the form for somebody new, or enter them; a link to choose a password goes to them. Raises Refused."""
    visit = visit_of(request)
    page = page_in_care(visit.who, ref)
    problem = page.not_managing()
    if problem is not None:
        raise problem
    if request.method != "POST":
        return _form(request, page, _empty(visit, page))
    typed = _typed(request)
    if in_other_words(request):
        return remembered(request, _form(request, page, typed))
    if request.POST.get("do") == "add":
        return _added(request, page, typed)
    errors = _wrong(visit, typed)
    return _form(request, page, typed, errors) if errors else _entered(request, page, typed)


def _entered(request: HttpRequest, page: AuthorityPage, typed: Typed) -> HttpResponse:
    visit = visit_of(request)
    new = NewUser(typed.email, typed.name, typed.language, page.record.time_zone)
    try:
        user = enter_member(visit.who, asked_of(request), page.ref, new, sorted(typed.rights))
    except Conflict as problem:
        known = Typed(typed.name, typed.email, typed.language, typed.rights, known=problem.code == TAKEN)
        return _form(request, page, known, [("email", said(visit, problem))])
    except Invalid as problem:
        return _form(request, page, typed, [(_place(problem), said(visit, problem))])
    unsent = refused(visit, lambda: send_password_link(visit.who, asked_for_part(request, "link"), user))
    if unsent:
        return HttpResponseRedirect(f"{address(visit, 'authority_person', ref=page.ref, user=user)}?done=saved")
    return back(visit, page, "people", done="entered")


def _added(request: HttpRequest, page: AuthorityPage, typed: Typed) -> HttpResponse:
    """Let somebody who has an account belong to this authority, too."""
    visit = visit_of(request)
    known = sign_in_of(typed.email)
    if known is None:
        return _form(request, page, typed, [("email", visit.words.gettext("There is no such person here."))])
    rights = sorted(typed.rights)
    errors = refused(visit, lambda: add_member(visit.who, asked_of(request), page.ref, known.ref, rights), at="email")
    return _form(request, page, typed, errors) if errors else back(visit, page, "people", done="saved")


def _form(request: HttpRequest, page: AuthorityPage, typed: Typed, errors: list[Problem] | None = None) -> HttpResponse:
    visit = visit_of(request)
    return shown(
        request,
        page,
        "enter",
        errors,
        fields=_fields(visit, typed, dict(errors or [])),
        offered=rights_offered(visit, page, typed.rights),
        known=typed.known,
        here_at=where(visit, page, "enter"),
        people_at=where(visit, page, "people"),
    )


def _fields(visit: Visit, typed: Typed, wrong: dict[str, str]) -> tuple[FieldShown, ...]:
    words = visit.words
    languages = tuple(
        Option(code, own_name(code), code, chosen=code == typed.language)
        for code in SPOKEN
        if code in profile().languages
    )
    hint = words.gettext("With this address the person signs in. A link to choose a password is sent there.")
    return (
        FieldShown(
            "name", "name", words.gettext("Name"), "line", typed.name, error=wrong.get("name", ""), required=True
        ),
        FieldShown(
            "email", "email", words.gettext("E-mail address"), "line", typed.email,
            hint=hint, error=wrong.get("email", ""), required=True, keyboard="email",
        ),
        FieldShown(
            "language", "language_of_person", words.gettext("Language"), "list",
            options=languages, error=wrong.get("language", ""), required=True,
        ),
    )  # fmt: skip


def _empty(visit: Visit, page: AuthorityPage) -> Typed:
    """Return the form of a new colleague; the first person of an authority administers it."""
    spoken = next((code for code in page.record.languages if code in SPOKEN), visit.words.language)
    administrator = Right("", RightName.DATA_ADMINISTRATOR)
    return Typed("", "", spoken, frozenset() if page.administrators else frozenset({administrator}))


def _typed(request: HttpRequest) -> Typed:
    sent = posted(request.POST.lists())
    return Typed(
        one_line(first(sent, "name")),
        one_line(first(sent, "email")),
        first(sent, "language_of_person"),
        rights_typed(sent.get("right", ())),
    )


def _wrong(visit: Visit, typed: Typed) -> list[Problem]:
    found = []
    for judge, text in ((name_of, typed.name), (email_address, typed.email)):
        try:
            judge(text)
        except Invalid as problem:
            found.append((_place(problem), said(visit, problem)))
    if typed.language not in profile().languages:
        found.append(("language", visit.words.gettext("Choose one of the list.")))
    return found


def _place(problem: Invalid) -> str:
    return str(problem.parameters.get("field", "main"))
