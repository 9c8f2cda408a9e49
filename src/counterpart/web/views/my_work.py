"""My work: what waits for whom, late first; every row says whose move, what, and by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from counterpart.core.texts import Speaker
from counterpart.directory.queries.players import Participant
from counterpart.exchanges.queries.work import ALL, Cursor, Filter, Move, Wanted, Whose, WorkPage, work_list, work_lists
from counterpart.foundation.words import day_words, distance_words
from counterpart.foundation.words.dates import urgency
from counterpart.modules.pins import installed
from counterpart.modules.texts import speaker
from counterpart.web.rendering import address, render
from counterpart.web.showing.addresses import state_address
from counterpart.web.showing.exchange.route import usual_step
from counterpart.web.showing.labels import about
from counterpart.web.visit import Visit, visit_of

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as it is read. `group` is late, week or later; `mine`: it is the reader's own authority's move."""

    number: str
    address: str
    group: str
    distance: str
    day: str
    urgency: str
    whose: str
    mine: bool
    do: str
    about: str
    with_member: str
    with_name: str
    with_language: str
    state: str


def overview(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader's authority, and below it what is late elsewhere."""
    visit = visit_of(request)
    narrowed = _narrowed(request)
    late = Wanted(Whose.OTHERS, narrowed._replace(until=visit.now))
    ours, others = work_lists(visit.who, [Wanted(Whose.OURS, narrowed, _after(request)), late], visit.now)
    return render(
        request,
        "my_work.html",
        whose=Whose.OURS.value,
        moves=[_shown(visit, one) for one in ours.moves],
        late_elsewhere=[_shown(visit, one) for one in others.moves],
        following=_following(ours),
        narrowed=narrowed,
        areas=_areas(visit),
    )


def one_list(request: HttpRequest, whose: str) -> HttpResponse:
    """Show one list alone, page by page."""
    visit = visit_of(request)
    if whose not in {*Whose}:
        raise Http404
    narrowed = _narrowed(request)
    page = work_list(visit.who, Whose(whose), visit.now, narrowed=narrowed, after=_after(request))
    return render(
        request,
        "my_work.html",
        whose=whose,
        moves=[_shown(visit, one) for one in page.moves],
        late_elsewhere=[],
        following=_following(page),
        narrowed=narrowed,
        areas=_areas(visit),
    )


def _shown(visit: Visit, move: Move) -> Shown:
    words, language = visit.words, visit.words.language
    said = speaker(move.pin.module, move.pin.line, language)
    mine = visit.acting is not None and move.authority is not None and move.authority.id == visit.acting.id
    with_member, other = (move.other_member, move.other) if mine else (move.member, move.authority)
    due, zone = move.due_at, _zone(visit, move)
    today = visit.now.astimezone(zone).date()
    with_name, with_language = other.called(language) if other is not None else ("", "")
    group = "late" if due and due < visit.now else "week" if due and due - visit.now < WEEK else "later"
    return Shown(
        number=move.number,
        address=address(visit, "exchange", number=move.number),
        group=group,
        distance=distance_words(words, due, visit.now, zone) if due else words.gettext("No date"),
        day=day_words(language, due.astimezone(zone).date(), today) if due else "",
        urgency=urgency(due, visit.now),
        whose=_whose(visit, move) if mine else _named(move.authority, language) or move.member,
        mine=mine,
        do=_what_to_do(move, said),
        about=about(move.pin, said, move.label),
        with_member=with_member,
        with_name=with_name,
        with_language="" if with_language == language else with_language,
        state=said.text(state_address(move.pin, move.place, move.state)),
    )


def _zone(visit: Visit, move: Move) -> ZoneInfo:
    """Return by which clock the date of a move is told: by that of whose move it is, as on the page of the exchange.

    A day that ends in London has ended an hour later in Warsaw, and is the same day for both who work to it.
    """
    return ZoneInfo(move.authority.zone) if move.authority is not None else visit.zone


def _whose(visit: Visit, move: Move) -> str:
    """Return to whom in the reader's own authority a move was given."""
    if move.allocated_to is None:
        return visit.words.gettext("Nobody yet")
    if move.allocated_to == visit.who.user_id:
        return visit.words.gettext("You")
    return visit.words.gettext("A colleague")


def _what_to_do(move: Move, said: Speaker) -> str:
    """Return the title of the usual next step, if it is the party's to do; else that of the state."""
    step = usual_step(move.pin.rules.machine(move.place.track), move.state)
    usual = step is not None and move.party in step.by
    return said.text(step.text if step is not None and usual else state_address(move.pin, move.place, move.state))


def _named(one: Participant | None, language: str) -> str:
    """Return the name of an authority as the reader reads it."""
    return one.called(language)[0] if one is not None else ""


def _areas(visit: Visit) -> list[tuple[str, str]]:
    found = []
    for one in installed():
        said = speaker(one.module, one.line, visit.words.language)
        found.append((one.module, said.text("module.title")))
    return sorted(found, key=lambda pair: pair[1].casefold())


def _narrowed(request: HttpRequest) -> Filter:
    return ALL._replace(module=request.GET.get("area", "")[:64], member=request.GET.get("country", "")[:8])


def _after(request: HttpRequest) -> Cursor | None:
    """Read where a page begins; an address that somebody has changed begins at the beginning."""
    said = request.GET.get("after", "").split("~", 2)
    if len(said) != 3:
        return None
    try:
        return Cursor(dt.datetime.fromisoformat(said[0]), int(said[1]), said[2])
    except ValueError:
        return None


def _following(page: WorkPage) -> str:
    cursor = page.following
    return f"{cursor.due_at.isoformat()}~{cursor.exchange_id}~{cursor.place}" if cursor is not None else ""
