"""How a network counts its periods: the rule is data of the network profile, with the law it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpart.core.deadlines.periods import Period, Unit

FirstDay = Literal["excluded", "included"]
EndOnDayOff = Literal["next_working_day", "stays", "previous_working_day"]

_DAYS_OF_MINIMUM = 2


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A rule of counting; Regulation (EEC, Euratom) No 1182/71, Article 3, is one set of its values.

    first_day: whether the day of the event is part of the period (Article 3(1): excluded).
    end_on_day_off: where a period ends whose last day is a day off (Article 3(4): next_working_day).
        `previous_working_day` never goes back before the day of the event: then it stays.
    least_working_days: how many a period of two days or more has at least (Article 3(5): 2); 0 for no such rule.
    reference: the law, as it is shown beside a date.

    Periods in hours and less are no matter of the rule: they run from the instant and end at an instant. (Article 3(1)
    would begin them at the next full hour, which nobody could explain to a machine that waits ten seconds.)
    """

    first_day: FirstDay
    end_on_day_off: EndOnDayOff
    least_working_days: int = 0
    reference: str = ""

    def least_for(self, period: Period) -> int:
        """Return how many working days the period must include; 0 for one that is shorter than two days."""
        if period.unit is Unit.WORKING_DAY or period.is_exact:
            return 0
        if period.unit is Unit.DAY and period.count < _DAYS_OF_MINIMUM:
            return 0
        return self.least_working_days
