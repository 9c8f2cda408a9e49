"""Inviting an authority, and the invitations that are open: sent once more, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from counterpart.core.errors import Conflict, CounterpartError, Invalid, OutOfTurn
from counterpart.directory.actions.inviting import Invite, invite, repeat_invitation, withdraw_invitation
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.queries.joining import Invitation, invitations_of
from counterpart.foundation.refs import new_ref
from counterpart.foundation.words import date_words, own_name, words_of
from counterpart.modules.pins import network
from counterpart.web.asking import asked_of, ref_of
from counterpart.web.reading import posted
from counterpart.web.reading.registering import Typed
from counterpart.web.rendering import address, render
from counterpart.web.showing.desk.reach import (
    Reach,
    desk_of,
    kind_options,
    member_options,
    reach_of,
    why_not,
)
from counterpart.web.showing.fields import FieldShown
from counterpart.web.showing.options import Option
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.regions import region_name
from counterpart.web.showing.registering.fields import (
    kinds_said,
    labels,
    member_name,
    person_languages,
    region_field,
    role_words,
    roles_field,
)
from counterpart.web.views.language import chosen, language_of, remembered
from counterpart.web.visit import Visit, visit_of

REPEAT, WITHDRAW = "repeat", "withdraw"
MAIL_LANGUAGE = "mail_language"
"""Not `language`, which is what the buttons send that change the language of the page."""
DONE = frozenset({"invited", REPEAT, WITHDRAW})


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation as it is read."""

    ref: UUID
    name: str
    email: str
    kind: str
    member: str
    region: str
    roles: tuple[str, ...]
    sent: str
    ends: str
    failed: bool


@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: HttpRequest) -> HttpResponse:
    """Show the form, or invite whoever was typed into it. Raises Refused."""
    visit = visit_of(request)
    reach = reach_of(visit)
    typed = Typed(posted(request.POST.lists()))
    if chosen(request):
        visit.words = words_of(language_of(request))
        return remembered(request, _form(request, reach, typed, {}))
    if request.method != "POST":
        return _form(request, reach, typed, {})
    try:
        invite(visit.who, asked_of(request), _invite(reach, typed))
    except (Invalid, Conflict) as problem:
        return _form(request, reach, typed, _wrong(visit, problem))
    return HttpResponseRedirect(f"{address(visit, 'invitations')}?done=invited")


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Show the open invitations, the newest first; send one once more, or take it back. Raises Refused."""
    visit = visit_of(request)
    desk_of(visit)
    error = ""
    if request.method == "POST":
        do = request.POST.get("do", "")
        try:
            _decide(request, do)
        except OutOfTurn as problem:
            error = reason(visit.words, problem.code, problem.parameters)
        else:
            return HttpResponseRedirect(f"{address(visit, 'invitations')}?done={do}")
    found = invitations_of(visit.who, after=_after(request))
    done = request.GET.get("done", "")
    return render(
        request,
        "desk/invitations.html",
        409 if error else 200,
        rows=[_row(visit, one) for one in found.invitations],
        following=found.following,
        error=error,
        done=done if done in DONE and not error else "",
        why_not=why_not(visit),
        request_id=new_ref(visit.now),
    )


def _decide(request: HttpRequest, do: str) -> None:
    visit = visit_of(request)
    action = {REPEAT: repeat_invitation, WITHDRAW: withdraw_invitation}.get(do)
    if action is None:
        raise Invalid("choice_missing", field="do")
    action(visit.who, asked_of(request), ref_of(request, "invitation"))


def _invite(reach: Reach, typed: Typed) -> Invite:
    kinds = {str(int(kind)): kind for kind in AuthorityKind}
    return Invite(
        email=typed.one("email"),
        language=typed.one(MAIL_LANGUAGE),
        member=typed.one("member") if len(reach.members) > 1 else reach.members[0],
        kind=kinds.get(typed.one("kind"), AuthorityKind.AUTHORITY),
        name=typed.one("name"),
        region=reach.region or typed.one("region").upper() or None,
        roles=tuple(one for one in typed.roles() if one in reach.roles),
    )


def _wrong(visit: Visit, problem: CounterpartError) -> dict[str, str]:
    field = str(problem.parameters.get("field", "name"))
    return {MAIL_LANGUAGE if field == "language" else field: reason(visit.words, problem.code, problem.parameters)}


def _form(request: HttpRequest, reach: Reach, typed: Typed, wrong: dict[str, str]) -> HttpResponse:
    visit = visit_of(request)
    fields = _fields(visit, reach, typed, wrong)
    words = visit.words
    errors = [
        (one.id, words.gettext("%(label)s: %(problem)s", label=one.label, problem=one.error))
        for one in fields
        if one.error
    ]
    return render(
        request,
        "desk/invite.html",
        422 if wrong else 200,
        fields=fields,
        errors=errors,
        request_id=new_ref(visit.now),
    )


def _fields(visit: Visit, reach: Reach, typed: Typed, wrong: dict[str, str]) -> list[FieldShown]:
    words, named = visit.words, labels(visit.words)
    language = typed.one(MAIL_LANGUAGE) or _usual_language(visit, reach)
    spoken = tuple(Option(code, own_name(code), code, code == language) for code in person_languages())
    called = words.gettext("As you call it: the authority gives its official names itself.")
    whose = words.gettext("Of the office, or of an official there: this address gets the code.")
    mail = words.gettext("Language of the mail")
    kinds = kind_options(visit, reach, typed.one("kind"))
    found = [
        _line("name", words.gettext("Name of the authority"), typed, called),
        _line("email", named["person_email"], typed, whose, "email"),
        FieldShown(MAIL_LANGUAGE, MAIL_LANGUAGE, mail, "list", options=spoken, required=True),
        FieldShown("kind", "kind", named["kind"], "buttons", options=kinds, required=True),
    ]
    if len(reach.members) > 1:
        options = member_options(visit, reach, typed.one("member"))
        found.append(FieldShown("member", "member", words.gettext("Country"), "list", options=options))
    if not reach.region:
        member = reach.members[0] if len(reach.members) == 1 else typed.one("member")
        found.append(region_field(words, member, typed.one("region"), wrong.get("region", "")))
    if reach.roles:
        hint = words.gettext("A proposal: you decide when the authority has registered itself.")
        found.append(roles_field(words, reach.roles, typed)._replace(hint=hint))
    return [one._replace(error=wrong.get(one.name, "")) for one in found]


def _usual_language(visit: Visit, reach: Reach) -> str:
    """Return in which language people of the member are written to, that of the reader where it is none of ours."""
    known = network().members.get(reach.members[0]) if len(reach.members) == 1 else None
    own = known.languages if known is not None else ()
    return next((one for one in own if one in person_languages()), visit.words.language)


def _line(name: str, label: str, typed: Typed, hint: str, keyboard: str = "") -> FieldShown:
    return FieldShown(name, name, label, "line", typed.one(name), hint=hint, required=True, keyboard=keyboard)


def _row(visit: Visit, one: Invitation) -> InvitationRow:
    language = visit.words.language
    return InvitationRow(
        ref=one.ref,
        name=one.name,
        email=one.email,
        kind=kinds_said(visit.words)[one.kind],
        member=member_name(visit.words, one.member) if one.member else "",
        region=region_name(one.region) if one.region else "",
        roles=tuple(role_words(visit.words, *role) for role in one.roles),
        sent=date_words(language, one.sent_at.astimezone(visit.zone).date()),
        ends=date_words(language, one.ends_at.astimezone(visit.zone).date()),
        failed=one.mail_failed_at is not None,
    )


def _after(request: HttpRequest) -> int:
    said = request.GET.get("after", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
