"""The end of an authority: how, who goes on with what it had, what will happen, and only then the deed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import Refused
from counterpart.directory.actions.ending import EVERYTHING_ELSE, deactivate, succeed
from counterpart.directory.kinds import SuccessionKind
from counterpart.directory.queries.finding import find
from counterpart.directory.queries.players import Participant, participants_by_ref
from counterpart.directory.queries.record_choices import Touched, touched_by_end
from counterpart.directory.queries.record_page import AuthorityPage, looking_after
from counterpart.directory.search.wanted import LONGEST_TEXT, Wanted
from counterpart.web.asking import asked_of
from counterpart.web.showing.authority.ending import (
    DEACTIVATED,
    HOW,
    consequences,
    obstacle,
    place_titles,
    places_of,
    ways_shown,
)
from counterpart.web.showing.authority.wording import Called
from counterpart.web.views.language import remembered
from counterpart.web.views.our_authority.frame import (
    Problem,
    back,
    in_other_words,
    ref_typed,
    refused,
    said,
    shown,
    where,
)
from counterpart.web.visit import Visit, visit_of

FOUND, MOST_KNOWN = 10, 30


@dataclass(frozen=True, slots=True)
class Typed:
    """What was chosen: how it ends, who goes on for which part, what was searched for, and whom that found."""

    how: str
    after: Mapping[str, UUID | None]
    text: str
    known: tuple[Participant, ...]


def ending(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Ask how, show what will happen, end it. Raises NotFound, Refused for who does not coordinate it."""
    visit = visit_of(request)
    with looking_after(visit.who, ref) as page:
        problem = page.not_coordinating()
        if problem is not None:
            raise problem
        touched = touched_by_end(page)
    typed = _typed(request, page)
    do = request.POST.get("do", "")
    if in_other_words(request):
        return remembered(request, _form(request, page, typed, touched))
    if request.method != "POST":
        return _form(request, page, typed, touched)
    if do not in {"check", "end"}:
        return _form(request, page, typed, touched, _without_a_way(visit, typed))
    errors = _wrong(visit, page, typed, touched)
    if not errors and do == "end":
        errors = _ended(request, page, typed)
        if not errors:
            return back(visit, page, "care", done="ended")
    return _form(request, page, typed, touched, errors) if errors else _check(request, page, typed, touched)


def _typed(request: HttpRequest, page: AuthorityPage) -> Typed:
    visit, sent = visit_of(request), request.POST
    text = sent.get("q", "")[:LONGEST_TEXT]
    looked = _found(visit, page, text) if text.strip() and sent.get("do") == "look" else []
    refs = [one for name in ("known", *(_field(place) for place in places_of(page))) for one in sent.getlist(name)]
    kept = [ref for ref in map(ref_typed, refs) if ref is not None]
    wanted = list(dict.fromkeys([*looked, *kept]))[:MOST_KNOWN]
    known = participants_by_ref(wanted) if wanted else {}
    after = {place: ref_typed(sent.get(_field(place), "")) for place in places_of(page)}
    return Typed(sent.get("how", ""), after, text, tuple(known[ref] for ref in wanted if ref in known))


def _found(visit: Visit, page: AuthorityPage, text: str) -> list[UUID]:
    wanted = Wanted(text, members=(page.record.member,))
    return [hit.ref for hit in find(visit.who, wanted, FOUND).found if hit.ref != page.ref]


def _wrong(visit: Visit, page: AuthorityPage, typed: Typed, touched: Touched) -> list[Problem]:
    without = _without_a_way(visit, typed)
    if without:
        return without
    blocked = obstacle(visit, page, typed.how, touched)
    if blocked:
        return [("how", blocked)]
    missing = [place for place in _asked(page, typed.how) if typed.after.get(place) is None]
    return [(_field(place), visit.words.gettext("Say who goes on with this.")) for place in missing]


def _without_a_way(visit: Visit, typed: Typed) -> list[Problem]:
    return [] if typed.how in HOW else [("how", visit.words.gettext("Say how it ends."))]


def _ended(request: HttpRequest, page: AuthorityPage, typed: Typed) -> list[Problem]:
    visit = visit_of(request)
    try:
        if typed.how == DEACTIVATED:
            return refused(visit, lambda: deactivate(visit.who, asked_of(request), page.ref), at="how")
        kind = SuccessionKind[typed.how.upper()]
        after = {place: typed.after[place] for place in _asked(page, typed.how)} or {EVERYTHING_ELSE: None}
        return refused(visit, lambda: succeed(visit.who, asked_of(request), page.ref, kind, after), at="how")
    except Refused as problem:
        if problem.code != "not_a_coordinator":
            raise
        return [("how", said(visit, problem))]


def _asked(page: AuthorityPage, how: str) -> Sequence[str]:
    """Return for which parts somebody has to go on."""
    if how == SuccessionKind.MERGED.name.lower():
        return [EVERYTHING_ELSE]
    return list(places_of(page)) if how == SuccessionKind.SPLIT.name.lower() else []


def _form(
    request: HttpRequest, page: AuthorityPage, typed: Typed, touched: Touched, errors: list[Problem] | None = None
) -> HttpResponse:
    visit = visit_of(request)
    asked = _asked(page, typed.how)
    titles = place_titles(visit, asked)
    return shown(
        request,
        page,
        "ending",
        errors,
        ways=ways_shown(visit, page, touched),
        how=typed.how,
        known=[(one.ref, Called.of(visit, one)) for one in typed.known],
        places=[(_field(place), title, typed.after.get(place)) for place, title in titles.items() if place in asked],
        asks=bool(asked),
        carried=[(_field(place), ref) for place, ref in typed.after.items() if ref and place not in asked],
        q=typed.text,
        looked=request.POST.get("do") == "look",
        wrong=dict(errors or []),
        here_at=where(visit, page, "ending"),
        back_at=where(visit, page, "care"),
        why_not="" if page.lives else visit.words.gettext("This authority is not active (any more)."),
    )


def _check(request: HttpRequest, page: AuthorityPage, typed: Typed, touched: Touched) -> HttpResponse:
    visit = visit_of(request)
    known = {one.ref: one for one in typed.known}
    asked = _asked(page, typed.how)
    heirs = {place: known[ref] for place in asked if (ref := typed.after[place]) in known and ref is not None}
    titles = place_titles(visit, asked)
    return shown(
        request,
        page,
        "ending_check",
        how=typed.how,
        heirs=[(titles[place], Called.of(visit, one)) for place, one in heirs.items()],
        told=consequences(visit, page, typed.how, touched),
        carried=[(_field(place), typed.after[place]) for place in asked],
        known=[one.ref for one in typed.known],
        here_at=where(visit, page, "ending"),
    )


def _field(place: str) -> str:
    return f"after-{place or 'all'}"
