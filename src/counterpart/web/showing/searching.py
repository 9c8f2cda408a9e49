"""A search as its page has it: what was filled in, what may be chosen, and what was found, in the reader's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from counterpart.core.texts import Speaker
from counterpart.core.workflow import MAIN
from counterpart.exchanges.queries.searching import Hit, open_lines
from counterpart.exchanges.search.fields import Line, found_fields, lines_of
from counterpart.exchanges.search.sought import Given, Phase, Sought, parts_of
from counterpart.foundation.words import date_words, day_words, distance_words
from counterpart.foundation.words.dates import urgency
from counterpart.modules.pins import Pinned, installed, network, newest
from counterpart.modules.texts import speaker
from counterpart.web.reading.dates import day_read, day_typed
from counterpart.web.reading.posted import clean, one_line
from counterpart.web.rendering import address
from counterpart.web.showing.addresses import state_address
from counterpart.web.showing.labels import about
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import Visit

FIELDS = ("number", "value", "area", "state", "country", "since", "until", "late", "given")
LONGEST = 400
OF_PROCEDURE = "is-"
"""Stands before a state of a procedure, so that it is never taken for a phase."""

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was filled in: what stands in each field, what it means, and which days cannot be read."""

    typed: Mapping[str, str]
    sought: Sought
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HitShown:
    """One exchange that was found, as it is read."""

    number: str
    address: str
    area: str
    procedure: str
    state: str
    when: str
    day: str
    urgency: str
    whose: str
    whose_language: str
    about: str
    with_member: str
    with_name: str
    with_language: str
    begun: str


def filled(visit: Visit, data: Mapping[str, str], *, by_value: bool) -> Filled:
    """Return what a form or an address asks for; what means nothing is as if it were not there.

    An address says nothing personal: without `by_value` nothing of that kind is read.
    """
    said = {name: one_line(clean(str(data.get(name, ""))[:LONGEST])) for name in FIELDS}
    if not by_value:
        said["value"] = ""
    module, procedure = _area(said["area"])
    state = said["state"]
    own_state = state.removeprefix(OF_PROCEDURE) if procedure and state.startswith(OF_PROCEDURE) else ""
    if own_state and own_state not in newest(module, procedure).rules.main.states:
        own_state = ""
    language, days = visit.words.language, {}
    for name in ("since", "until"):
        days[name] = day_read(said[name], language) if said[name] else None
    sought = Sought(
        number=said["number"],
        module=module,
        procedure=procedure,
        phase=state if state in {*Phase} else "",
        state=own_state,
        member=said["country"] if said["country"] in network().members else "",
        since=days["since"],
        until=days["until"],
        late=bool(said["late"]),
        given=said["given"] if said["given"] in {*Given} else "",
        value=said["value"],
        days=_days_in(said["value"], language),
    )
    return Filled(said, sought, tuple(name for name in days if said[name] and days[name] is None))


def form_of(sought: Sought) -> dict[str, str]:
    """Return what stands in the fields for a search that was kept."""
    return query_of(sought) | {
        "value": sought.value,
        "since": day_typed(sought.since) if sought.since else "",
        "until": day_typed(sought.until) if sought.until else "",
    }


def query_of(sought: Sought) -> dict[str, str]:
    """Return what of a search may stand in an address: everything but what is personal."""
    area = f"{sought.module}.{sought.procedure}" if sought.procedure else sought.module
    return {
        "number": sought.number,
        "area": area,
        "state": sought.phase or (f"{OF_PROCEDURE}{sought.state}" if sought.state else ""),
        "country": sought.member,
        "since": sought.since.isoformat() if sought.since else "",
        "until": sought.until.isoformat() if sought.until else "",
        "late": "yes" if sought.late else "",
        "given": sought.given,
    }


def with_query(place: str, sought: Sought, **more: str) -> str:
    """Return an address with the filters of a search that are set; all of them, so that nothing set is still asked."""
    said = {name: value for name, value in (query_of(sought) | more).items() if value}
    return f"{place}?{urlencode(said or {'state': ''})}"


def areas(visit: Visit) -> list[tuple[Choice, list[Choice]]]:
    """Return the policy areas, each with its procedures, in the order of the reader's alphabet."""
    order = alphabet(visit.words.language)
    found = []
    for one in installed():
        said = speaker(one.module, one.line, visit.words.language)
        named = [(f"{one.module}.{name}", said.text(f"procedure.{name}.title")) for name in one.procedures]
        found.append(((one.module, said.text("module.title")), sorted(named, key=lambda pair: order(pair[1]))))
    return sorted(found, key=lambda pair: order(pair[0][1]))


def states(visit: Visit, sought: Sought) -> list[Choice]:
    """Return the states of the procedure that was chosen, nothing as long as none is."""
    if not sought.procedure:
        return []
    pin = newest(sought.module, sought.procedure)
    said = speaker(pin.module, pin.line, visit.words.language)
    return [(f"{OF_PROCEDURE}{one}", said.text(state_address(pin, MAIN, one))) for one in pin.rules.main.states]


def searched_fields(visit: Visit, sought: Sought) -> list[tuple[str, str]]:
    """Return, by policy area, the titles of the fields in which the reader may look for something personal."""
    readable = open_lines(visit.who, lines_of(sought.module, sought.procedure))
    forms = {one.module: one for one in installed()}
    found = []
    for module in found_fields(readable):
        if module not in forms:
            continue
        said = speaker(module, forms[module].line, visit.words.language)
        titles = dict.fromkeys(_titles(said, [one for one in readable if one.module == module]))
        found.append((said.text("module.title"), ", ".join(titles)))
    order = alphabet(visit.words.language)
    return sorted(found, key=lambda pair: order(pair[0]))


def hit_shown(visit: Visit, hit: Hit) -> HitShown:
    """Return one exchange as the reader reads it."""
    words, language = visit.words, visit.words.language
    said = speaker(hit.pin.module, hit.pin.line, language)
    with_name, with_language = hit.other.called(language) if hit.other is not None else ("", "")
    when, day, mark = _when(visit, hit)
    whose, whose_language = _whose(visit, hit)
    label = words.gettext("Blocked: nobody reads what is in it.") if hit.blocked else about(hit.pin, said, hit.label)
    return HitShown(
        number=hit.number,
        address=address(visit, "exchange", number=hit.number),
        area=said.text("module.title"),
        procedure=said.text(f"procedure.{hit.pin.procedure}.title"),
        state=said.text(state_address(hit.pin, MAIN, hit.state)),
        when=when,
        day=day,
        urgency=mark,
        whose=whose,
        whose_language="" if whose_language == language else whose_language,
        about=label,
        with_member=hit.other_member,
        with_name=with_name,
        with_language="" if with_language == language else with_language,
        begun=date_words(language, hit.created_at.astimezone(visit.zone).date()),
    )


def wrong_in(visit: Visit, form: Filled) -> list[Choice]:
    """Return what is wrong with the days of a form, each with its field."""
    said = visit.words.gettext("Write a day: day, month and year in numbers, for example 31 5 2026.")
    return [(name, said) for name in form.unreadable]


def _area(said: str) -> tuple[str, str]:
    """Return the policy area and the procedure that `pq.request` names, as far as they are installed."""
    module, _, procedure = said.partition(".")
    known = next((one for one in installed() if one.module == module), None)
    if known is None:
        return "", ""
    return module, procedure if procedure in known.procedures else ""


def _days_in(value: str, language: str) -> dict[str, str]:
    """Return which of the values that were typed are days, each as `1976-12-15`."""
    whole = day_read(value, language)
    if whole is not None:
        return {value: whole.isoformat()}
    days = {one: day_read(one, language) for one in parts_of(value)}
    return {one: day.isoformat() for one, day in days.items() if day is not None}


def _titles(said: Speaker, readable: list[Line]) -> list[str]:
    found = []
    for line in readable:
        for name in found_fields([line]).get(line.module, {}):
            where = f"form.{line.rules.procedure.subject}.{name.partition('.')[2]}.label"
            found.append(said.text(where) if where in said.english else name.partition(".")[2])
    return found


def _when(visit: Visit, hit: Hit) -> tuple[str, str, str]:
    """Return by when somebody must move, or when it ended: words, the day, and how it is marked."""
    words, language = visit.words, visit.words.language
    if hit.closed_at is not None:
        today = visit.now.astimezone(visit.zone).date()
        return words.gettext("Ended"), day_words(language, hit.closed_at.astimezone(visit.zone).date(), today), ""
    due = hit.mover.due_at if hit.mover is not None else None
    if due is None:
        return words.gettext("No date"), "", ""
    zone = _zone(visit, hit)
    day = day_words(language, due.astimezone(zone).date(), visit.now.astimezone(zone).date())
    return distance_words(words, due, visit.now, zone), day, urgency(due, visit.now)


def _zone(visit: Visit, hit: Hit) -> ZoneInfo:
    """Return by which clock the date of a move is told: by that of whose move it is, as on a work list."""
    mover = hit.mover.authority if hit.mover is not None else None
    return ZoneInfo(mover.zone) if mover is not None else visit.zone


def _whose(visit: Visit, hit: Hit) -> tuple[str, str]:
    """Return whose move it is, and the language of the name; nothing where nobody has to move."""
    if hit.mover is None:
        return "", ""
    words = visit.words
    if not hit.mover.mine:
        found = hit.mover.authority
        return found.called(words.language) if found is not None else (hit.mover.member, "")
    if hit.given_to_me:
        return words.gettext("You"), ""
    return words.gettext("A colleague") if hit.given_to_others else words.gettext("Nobody yet"), ""


def as_day(visit: Visit, moment: dt.datetime | None) -> str:
    """Return the day of a moment by the reader's clock, as a spreadsheet reads it."""
    return moment.astimezone(visit.zone).date().isoformat() if moment is not None else ""


def pin_titles(visit: Visit, pin: Pinned, state: str) -> tuple[str, str, str]:
    """Return what the policy area, the procedure and a state of it are called."""
    said = speaker(pin.module, pin.line, visit.words.language)
    titles = (said.text("module.title"), said.text(f"procedure.{pin.procedure}.title"))
    return (*titles, said.text(state_address(pin, MAIN, state)))
