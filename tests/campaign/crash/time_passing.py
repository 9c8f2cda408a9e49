"""The clock of an installation under test, moved from one deadline to the next."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from counterpart.foundation.clock import set_clock_file
from tests.campaign.crash.killing import until
from tests.exchanges.stories import NOW, stored

NEXT = "select min(fire_at) from exchanges_deadline"
LATE = "select count(*) from exchanges_deadline where fire_at <= %s"
MONDAY, NINE = 0, dt.time(9, tzinfo=dt.UTC)


class Passing:
    """The one clock of all processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOW
        self.move_to(NOW)

    def move_to(self, moment: dt.datetime) -> None:
        self.now = max(moment, self.now)
        set_clock_file(self.path, at=self.now)

    def move(self, **period: float) -> None:
        self.move_to(self.now + dt.timedelta(**period))

    def move_on(self) -> bool:
        """Move to what is due next; tell whether there is anything."""
        [(first,)] = stored(NEXT)
        if first is not None:
            self.move_to(first)
        return first is not None

    def move_to_monday(self) -> None:
        """Move to nine o'clock of the next Monday, if this is none."""
        days = (MONDAY - self.now.weekday()) % 7
        if days:
            self.move_to(dt.datetime.combine(self.now.date() + dt.timedelta(days=days), NINE))

    def until_nothing_is_late(self) -> None:
        until(lambda: stored(LATE, [self.now]) == [(0,)], "a deadline is not kept")
