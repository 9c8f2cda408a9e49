"""What a played exchange contributes to a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.simulation.events import Event
from counterpart.core.statistics import Entry, History, RowHistory, contributions, figure_of
from counterpart.core.statistics.history import Facet
from counterpart.core.workflow import MAIN, Linked, Matter, Place
from counterpart.core.writing.keeping import calendar_of_starter
from counterpart.core.writing.records import SUBJECT, Record, flat


def counted(
    module: ModuleDefinition,
    name: str,
    matter: Matter,
    records: Mapping[str, Record],
    events: Iterable[Event],
    now: datetime,
) -> int:
    """Return how many a figure counts in the exchanges of a scenario; of a share, how many of them fulfil it."""
    statistic, lines = module.statistics[name], list(events)
    figure = figure_of(statistic)
    number = 0
    for key, linked in matter.exchanges.items():
        if linked.rules.name == statistic.procedure:
            history = _history(linked, records[key], [one for one in lines if one.exchange == key.partition("/")[2]])
            calendar = calendar_of_starter(linked.rules, linked.situation)
            found = contributions(figure, linked.rules.procedure, history, calendar, now)
            number += sum(one.n for one in found)
    return number


def _history(linked: Linked, record: Record, events: Iterable[Event]) -> History:
    entries: dict[Place, list[Entry]] = {}
    members: dict[Place, str] = {row.place: row.player.member for row in linked.situation.rows.values()}
    for event in events:
        moved = event.moved
        if moved is not None and (not moved.action or moved.before != moved.state):
            entries.setdefault(moved.place, []).append(Entry(moved.state, event.at))
    rows: dict[str, list[RowHistory]] = {}
    for place, found in entries.items():
        if place.track:
            rows.setdefault(place.track, []).append(RowHistory(tuple(found), members.get(place, "")))
    situation = linked.situation
    dates = {"exchange.wanted_on": situation.wanted_on, "exchange.agreed_on": situation.agreed_on}
    return History(
        entries=tuple(entries.get(MAIN, ())),
        rows={track: tuple(each) for track, each in rows.items()},
        facets=_facets(linked, record),
        dates={name: day for name, day in dates.items() if day is not None},
        asked=tuple(record.asked),
    )


def _facets(linked: Linked, record: Record) -> dict[str, Facet]:
    """Return the values that a figure may be grouped by."""
    values = flat(record.subject, f"{SUBJECT}.")
    for (_, form), written in record.forms.items():
        values |= flat(written, f"form.{form}.")
    facets: dict[str, Facet] = {
        name: tuple(str(one) for one in value) if isinstance(value, list) else value
        for name, value in values.items()
        if isinstance(value, str | int | bool | list)
    }
    for party, seats in linked.situation.seats.items():
        facets[f"{party}.member"] = tuple(seat.player.member for seat in seats)
    return facets
