"""The lists behind the numbers of the desk, each with a reminder by one click: for a row, or for all that are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from counterpart.core.errors import OutOfTurn
from counterpart.directory.actions.inviting import repeat_invitation
from counterpart.directory.actions.upkeep import chase
from counterpart.directory.concerns import CHASED, Concern
from counterpart.directory.queries.coverage import gaps
from counterpart.directory.queries.desk import authorities_of_concern, overview
from counterpart.exchanges.actions.chasing import remind
from counterpart.exchanges.queries.desk import After, Late, late
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from counterpart.web.asking import asked_of
from counterpart.web.rendering import address, render
from counterpart.web.showing.authority.wording import area_title, areas_in_order
from counterpart.web.showing.desk.care import concern_help, concern_title, concerned_shown, gaps_shown, overseen_shown
from counterpart.web.showing.desk.late import counted, group_titles, late_shown, tab_titles
from counterpart.web.showing.desk.reach import desk_of, why_not
from counterpart.web.showing.reasons import reason
from counterpart.web.visit import Visit, visit_of

PAGE = 20
MOST_TEXT = 200
DONE = frozenset({"reminded"})


@require_http_methods(["GET", "HEAD", "POST"])
def late_list(request: HttpRequest, which: str) -> HttpResponse:
    """Show what is late by whose move, page by page; remind all whose move is shown. Raises Refused."""
    visit = visit_of(request)
    desk_of(visit)
    if which not in {*Late}:
        raise Http404
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = _remind_all(request, [one[:40] for one in request.POST.getlist("number")[:PAGE]])
        if not errors:
            return HttpResponseRedirect(f"{request.path}?done=reminded")
    page = late(visit.who, Late(which), visit.now, after=_behind(request), limit=PAGE)
    rows = [late_shown(visit, Late(which), one) for one in page.rows]
    return render(
        request,
        "desk/late.html",
        409 if errors else 200,
        which=which,
        title=group_titles(visit.words)[Late(which)],
        tabs=[
            (one.value, title, counted(visit.words, page.counts[one])) for one, title in tab_titles(visit.words).items()
        ],
        rows=rows,
        open=[one.number for one in rows if one.remind],
        following=f"{page.following.moment.isoformat()}~{page.following.exchange_id}" if page.following else "",
        errors=errors,
        done=_done(request),
    )


@require_POST
def remind_one(request: HttpRequest) -> HttpResponse:
    """Remind whose move one exchange waits for, and go back to where the button was. Raises what the action raises."""
    visit = visit_of(request)
    desk_of(visit)
    remind(visit.who, asked_of(request), request.POST.get("number", "")[:40])
    where = request.POST.get("list", "")
    back = address(visit, "desk_late", which=where) if where in {*Late} else address(visit, "desk")
    return HttpResponseRedirect(f"{back}?done=reminded")


@require_http_methods(["GET", "HEAD", "POST"])
def care_list(request: HttpRequest, concern: str) -> HttpResponse:
    """Show the authorities that need something; remind one of them, or all that are shown. Raises Refused."""
    visit = visit_of(request)
    desk_of(visit)
    if concern not in {*Concern}:
        raise Http404
    what, errors = Concern(concern), []
    if request.method == "POST":
        errors = _refused(visit, lambda: _chase(request, what, _refs(request)))
        if not errors:
            return HttpResponseRedirect(f"{request.path}?done=reminded")
    page = authorities_of_concern(visit.who, what, visit.now, after=_number(request), limit=PAGE)
    rows = [concerned_shown(visit, what, one) for one in page.rows]
    return render(
        request,
        "desk/care.html",
        409 if errors else 200,
        concern=concern,
        invited=what not in CHASED,
        title=concern_title(visit.words, what),
        help=concern_help(visit.words, what),
        rows=rows,
        open=[one.ref for one in rows if one.remind],
        following=page.after,
        errors=errors,
        why_not=why_not(visit),
        done=_done(request),
    )


@require_safe
def authorities(request: HttpRequest) -> HttpResponse:
    """Show all authorities that the coordinator looks after, narrowed to a policy area or to words. Raises Refused."""
    visit = visit_of(request)
    desk_of(visit)
    areas = [(one, area_title(visit.words, one)) for one in areas_in_order(visit.words)]
    area = request.GET.get("area", "")
    module = area if area in {one for one, _ in areas} else None
    text = request.GET.get("q", "")[:MOST_TEXT]
    page = overview(visit.who, visit.now, module=module, text=text, after=_number(request))
    return render(
        request,
        "desk/authorities.html",
        rows=[overseen_shown(visit, one) for one in page.rows],
        following=page.after,
        areas=areas,
        area=module or "",
        q=text,
        why_not=why_not(visit),
    )


@require_safe
def gap_list(request: HttpRequest) -> HttpResponse:
    """Show everything that nobody in the member is competent for, area by area. Raises Refused."""
    visit = visit_of(request)
    desk_of(visit)
    return render(request, "desk/gaps.html", gaps=gaps_shown(visit, gaps(visit.who, limit=500)))


def _remind_all(request: HttpRequest, numbers: Sequence[str]) -> list[tuple[str, str]]:
    """Remind of each exchange; one that was reminded of meanwhile, or has moved on, stops nobody else's."""
    visit = visit_of(request)
    first = asked_of(request)
    refused = []
    for place, number in enumerate(numbers):
        asked = first if not place else Asked(new_ref(visit.now), visit.now)
        try:
            remind(visit.who, asked, number)
        except OutOfTurn as problem:
            said = reason(visit.words, problem.code, problem.parameters)
            refused.append(("main-title", f"{number}: {said}"))
    return refused if len(refused) == len(numbers) else []


def _chase(request: HttpRequest, concern: Concern, refs: Sequence[UUID]) -> None:
    visit = visit_of(request)
    if concern in CHASED:
        chase(visit.who, asked_of(request), concern, refs)
        return
    asked = asked_of(request)
    for place, ref in enumerate(refs):
        repeat_invitation(visit.who, asked if not place else Asked(new_ref(visit.now), visit.now), ref)


def _refused(visit: Visit, do: Callable[[], None]) -> list[tuple[str, str]]:
    try:
        do()
    except OutOfTurn as problem:
        return [("main-title", reason(visit.words, problem.code, problem.parameters))]
    return []


def _refs(request: HttpRequest) -> list[UUID]:
    found = []
    for one in request.POST.getlist("authority")[:PAGE]:
        try:
            found.append(UUID(one))
        except ValueError:
            raise Http404 from None
    return found


def _done(request: HttpRequest) -> str:
    done = request.GET.get("done", "")
    return done if done in DONE else ""


def _number(request: HttpRequest) -> int:
    said = request.GET.get("after", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _behind(request: HttpRequest) -> After | None:
    """Read where a page begins; an address that somebody has changed begins at the beginning."""
    moment, _, number = request.GET.get("after", "").partition("~")
    try:
        return After(dt.datetime.fromisoformat(moment), int(number))
    except ValueError:
        return None
