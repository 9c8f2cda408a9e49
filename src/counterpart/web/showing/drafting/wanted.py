"""The date by which an answer is wanted, in days that the other side works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.deadlines import WEEKEND, Calendar
from counterpart.web.showing.exchange.scene import Named, Scene

MOST_HOLIDAYS = 6
MOST_DAYS = 800
"""So far ahead days are counted."""


@dataclass(frozen=True, slots=True)
class WantedShown:
    """What a wanted date means for one who has to answer: the day in words, and how many days they work until then.

    `holidays` are their public holidays until then, with their names; `off` is the name of the day off that the date
    itself is, `weekend` says that it is at their weekend.
    """

    who: Named
    day: str
    working_days: int
    holidays: tuple[tuple[str, str], ...]
    off: str
    weekend: bool


def wanted_shown(scene: Scene, party: str, day: dt.date | None) -> WantedShown | None:
    """Return what a date means for the first authority that plays a party; None without either, or for a past day."""
    seat = next((one for one in scene.page.seats if one.party == party), None)
    if day is None or seat is None or day <= scene.today or (day - scene.today).days > MOST_DAYS:
        return None
    zone = seat.authority.zone if seat.authority is not None else ""
    calendar = scene.page.pin.rules.profile.calendar(seat.member, zone)
    off = calendar.day_off(day) or ""
    return WantedShown(
        who=scene.authority_named(seat.authority, seat.member),
        day=scene.day(day),
        working_days=calendar.working_days(scene.today, day),
        holidays=tuple((scene.day(one), name) for one, name in _holidays(calendar, scene.today, day))[:MOST_HOLIDAYS],
        off="" if off == WEEKEND else off,
        weekend=off == WEEKEND,
    )


def _holidays(calendar: Calendar, after: dt.date, until: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Yield the public holidays on days of the week that would be worked."""
    for number in range(after.toordinal() + 1, until.toordinal() + 1):
        day = dt.date.fromordinal(number)
        name = calendar.day_off(day)
        if name is not None and name != WEEKEND:
            yield day, name
