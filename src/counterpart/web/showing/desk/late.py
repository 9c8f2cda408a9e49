"""What is late and what is to be decided, row by row, as the coordinator reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from counterpart.core.texts import Speaker
from counterpart.core.workflow import Place
from counterpart.directory.queries.desk import Counted
from counterpart.directory.queries.joining import Awaiting
from counterpart.directory.queries.players import Participant
from counterpart.exchanges.actions.chasing import AGAIN
from counterpart.exchanges.queries.desk import Decision, Late, LateRow
from counterpart.foundation.words import Words, date_words, day_words, distance_words
from counterpart.foundation.words.dates import urgency
from counterpart.modules.pins import Pinned
from counterpart.modules.texts import speaker
from counterpart.web.rendering import address
from counterpart.web.showing.addresses import state_address
from counterpart.web.showing.authority.wording import Called
from counterpart.web.showing.exchange.route import usual_step
from counterpart.web.showing.registering.fields import kinds_said
from counterpart.web.visit import Visit


@dataclass(frozen=True, slots=True)
class LateShown:
    """One exchange in which somebody has to move. `remind` says whether the button is there, `why_not` why it is not.

    `ask` is the member whose coordinator is asked, where the move is not of the own member.
    """

    number: str
    address: str
    distance: str
    day: str
    urgency: str
    who: Called | None
    whose: str
    care: str
    do: str
    other: str
    reminded: str
    remind: bool
    why_not: str
    ask: str
    mine: bool
    also: int


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """Something that waits for the coordinator: in an exchange, or a registration."""

    distance: str
    day: str
    urgency: str
    do: str
    address: str
    about: str
    who: Called | None
    whose: str
    language: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """The moves of one list on the desk, how many there are in all, and how many are not shown."""

    name: str
    title: str
    count: str
    rows: tuple[LateShown, ...]
    more: int


def tab_titles(words: Words) -> dict[Late, str]:
    """Return what the lists are called."""
    return {
        Late.OURS: words.gettext("Our authorities"),
        Late.OTHERS: words.gettext("Other countries"),
        Late.COORDINATORS: words.gettext("Coordinators"),
        Late.STILL: words.gettext("No move for 30 days"),
    }


def group_titles(words: Words) -> dict[Late, str]:
    """Return what stands above the rows of a list."""
    return {
        Late.OURS: words.gettext("Our authorities must move"),
        Late.OTHERS: words.gettext("Other countries must move"),
        Late.COORDINATORS: words.gettext("Coordinators must move"),
        Late.STILL: words.gettext("Nobody has moved for 30 days"),
    }


def counted(words: Words, count: Counted) -> str:
    """Return a number that was not counted further than a page needs."""
    return words.gettext("more than %(num)s", num=count.number) if count.more else str(count.number)


def group_shown(visit: Visit, which: Late, rows: tuple[LateRow, ...], count: Counted) -> GroupShown:
    """Return a list as it stands on the desk."""
    shown = tuple(late_shown(visit, which, one) for one in rows)
    title = group_titles(visit.words)[which]
    return GroupShown(which.value, title, counted(visit.words, count), shown, max(count.number - len(shown), 0))


def late_shown(visit: Visit, which: Late, row: LateRow) -> LateShown:
    """Return one row."""
    words = visit.words
    said = speaker(row.pin.module, row.pin.line, words.language)
    own = visit.acting is not None and row.mover_member == visit.acting.member
    distance, day, mark = _since(visit, row) if which is Late.STILL else _due(visit, row.due_at, row.mover)
    why_not = _why_not(visit, row)
    return LateShown(
        number=row.number,
        address=address(visit, "exchange", number=row.number),
        distance=distance,
        day=day,
        urgency=mark,
        who=Called.of(visit, row.mover) if row.mover is not None else None,
        whose=words.gettext("You") if row.mine else "",
        care=address(visit, "authority_care", ref=row.mover.ref) if row.mover is not None and own else "",
        do=_what_to_do(row.pin, row.place, row.state, row.mover_party, said),
        other=row.other_member if own else "",
        reminded=_times(words, row.reminded),
        remind=not row.mine and not why_not,
        why_not=why_not,
        ask="" if own else row.mover_member,
        mine=row.mine,
        also=row.also,
    )


def decision_shown(visit: Visit, one: Decision) -> DecisionShown:
    """Return something that waits in an exchange: the title of the step that is usual, else where it stands."""
    said = speaker(one.pin.module, one.pin.line, visit.words.language)
    distance, day, mark = _due(visit, one.due_at, one.origin)
    if mark == "late" and one.due_at is not None:
        distance = distance_words(visit.words, one.due_at, visit.now, visit.zone)
    about = visit.words.gettext("%(number)s, with %(member)s", number=one.number, member=one.other_member)
    return DecisionShown(
        distance,
        day,
        mark,
        _what_to_do(one.pin, one.place, one.state, one.party, said),
        address(visit, "exchange", number=one.number),
        about if one.other_member else one.number,
        Called.of(visit, one.origin) if one.origin is not None else None,
        "",
        "",
    )


def awaiting_shown(visit: Visit, one: Awaiting) -> DecisionShown:
    """Return a registration that waits."""
    words, language = visit.words, visit.words.language
    of = language if language in one.names else next(iter(one.names), "")
    days = (visit.now.astimezone(visit.zone).date() - one.since.astimezone(visit.zone).date()).days
    return DecisionShown(
        words.ngettext("Waits for %(num)s day", "Waits for %(num)s days", days) if days else words.gettext("New today"),
        _day(visit, one.since, visit.zone),
        "soon" if days else "",
        words.gettext("Validate a registration"),
        address(visit, "decide", ref=one.ref),
        kinds_said(words)[one.kind],
        None,
        one.names.get(of, one.name),
        "" if of == language else of,
    )


def _since(visit: Visit, row: LateRow) -> tuple[str, str, str]:
    return _days(visit.words, (visit.now - row.since).days), _day(visit, row.since, visit.zone), "late"


def _due(visit: Visit, due: dt.datetime | None, mover: Participant | None) -> tuple[str, str, str]:
    """Return a date by the clock of whose move it is, as everywhere else."""
    if due is None:
        return visit.words.gettext("No date"), "", ""
    zone = ZoneInfo(mover.zone) if mover is not None else visit.zone
    mark, day = urgency(due, visit.now), _day(visit, due, zone)
    if mark != "late":
        return distance_words(visit.words, due, visit.now, zone), day, mark
    days = (visit.now.astimezone(zone).date() - due.astimezone(zone).date()).days
    return _days(visit.words, days), day, mark


def _days(words: Words, days: int) -> str:
    """Return for how long something is late; the heading of the column says that it is."""
    return words.ngettext("%(num)s day", "%(num)s days", days) if days else words.gettext("Today")


def _day(visit: Visit, moment: dt.datetime, zone: ZoneInfo) -> str:
    today = visit.now.astimezone(zone).date()
    return day_words(visit.words.language, moment.astimezone(zone).date(), today)


def _times(words: Words, number: int) -> str:
    if not number:
        return words.gettext("not yet")
    return words.ngettext("%(num)s time", "%(num)s times", number)


def _why_not(visit: Visit, row: LateRow) -> str:
    """Return why nobody is reminded now, nothing where somebody can be."""
    if row.chased_at is None or row.chased_at <= visit.now - AGAIN:
        return ""
    day = date_words(visit.words.language, row.chased_at.astimezone(visit.zone).date())
    return visit.words.gettext("reminded on %(day)s", day=day)


def _what_to_do(pin: Pinned, place: Place, state: str, party: str, said: Speaker) -> str:
    """Return the title of the usual next step, if it is the party's to do; else that of the state."""
    step = usual_step(pin.rules.machine(place.track), state)
    return said.text(step.text if step is not None and party in step.by else state_address(pin, place, state))


def all_counts(words: Words, counts: Mapping[Late, Counted]) -> str:
    """Return how many are late in all: by whosever move."""
    late = [counts[one] for one in Late if one is not Late.STILL]
    return counted(words, Counted(sum(one.number for one in late), any(one.more for one in late)))
