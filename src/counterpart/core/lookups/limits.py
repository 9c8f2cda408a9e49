"""How often somebody may search: `50 per day`, so that nobody reads a repository by guessing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpart.core.deadlines import Period, Unit, Unreadable
from counterpart.core.deadlines.periods import add_months, add_seconds

AT_MOST_HELP = "write e.g. '50 per day'; also per hour, per month"
_WRITTEN = re.compile(r"([0-9]{1,6}) per (hour|day|month)", re.ASCII)
_PERIODS: Mapping[str, Period] = {
    "hour": Period(1, Unit.HOUR),
    "day": Period(1, Unit.DAY),
    "month": Period(1, Unit.MONTH),
}


@dataclass(frozen=True, slots=True)
class AtMost:
    """So many searches in any hour, day or month: the window slides, so that midnight opens no second supply."""

    count: int
    period: Period

    def reached(self, searches: Iterable[dt.datetime], now: dt.datetime) -> bool:
        """Return whether the searches before `now` (all aware) already use up what is allowed."""
        begin = self._begin(now)
        return sum(begin < at <= now for at in searches) >= self.count

    def _begin(self, now: dt.datetime) -> dt.datetime:
        if self.period.months:
            return dt.datetime.combine(add_months(now.date(), -self.period.months), now.timetz())
        return add_seconds(now, -self.period.seconds)

    def __str__(self) -> str:
        """Return the limit as it is written."""
        return f"{self.count} per {self.period.unit}"


def parse_at_most(text: str) -> AtMost:
    """Read `50 per day`. Raises Unreadable, which says how to write it, also for nothing at all."""
    written = _WRITTEN.fullmatch(text)
    if written is None or not int(written[1]):
        raise Unreadable("lookup.at_most", field="limit", text=text, advice=AT_MOST_HELP)
    return AtMost(int(written[1]), _PERIODS[written[2]])
