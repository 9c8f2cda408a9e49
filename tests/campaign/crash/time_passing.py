"""The clock of an installation under test, moved from one deadline to the next."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from counterpart.foundation.clock import set_clock_file
from tests.campaign.crash.killing import until
from tests.exchanges.stories import NOW, stored

NEXT = "select min(fire_at) from exchanges_deadline"
LATE = "select count(*) from exchanges_deadline where fire_at <= %s"
WEEKS = dt.timedelta(weeks=11)
"""From the Monday on which the stories of a cycle begin to that of the next."""

OVER = dt.timedelta(weeks=10, days=2)
"""From that Monday until what is due in a cycle was done: drafts are thrown away after nine weeks."""


class Passing:
    """The one clock of all processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOW
        self.move_to(NOW)

    def move_to(self, moment: dt.datetime) -> None:
        self.now = max(moment, self.now)
        set_clock_file(self.path, at=self.now)

    def begin_again(self) -> None:
        """Go back to the first Monday: only while nothing runs."""
        self.now = NOW
        self.move_to(NOW)

    def move(self, **period: float) -> None:
        self.move_to(self.now + dt.timedelta(**period))

    def move_on(self, end: dt.datetime) -> bool:
        """Move to what is due next, or to the end of a cycle when that comes first; tell whether it does not."""
        [(first,)] = stored(NEXT)
        self.move_to(end if first is None else min(first, end))
        return first is not None and first <= end

    def until_nothing_is_late(self) -> None:
        until(lambda: stored(LATE, [self.now]) == [(0,)], "a deadline is not kept")
