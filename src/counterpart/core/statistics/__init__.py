"""Statistics: which figures a module counts, and what one exchange contributes to each of them.

A figure is counted from the history of an exchange (states, instants, rows of tracks) and from its facets, never from
personal data: that a figure is not grouped by any is found by the checker. Pure functions over a definition and a
`History`; imports `definitions`, `deadlines` and below. Start reading at `figures.py` (the small language of `count`,
`duration`, `share` and `top`), then `counting.py`.
"""

from __future__ import annotations

from counterpart.core.statistics.counting import Contribution, contributions
from counterpart.core.statistics.figures import (
    Asked,
    Entered,
    Exchanges,
    Exclusion,
    Figure,
    Lasted,
    Measure,
    ReachedBy,
    ReachedWithin,
    StateName,
    figure_of,
    parse_count,
    parse_duration,
    parse_exclusion,
    parse_share,
    parse_top,
)
from counterpart.core.statistics.history import Entry, History, RowHistory
from counterpart.core.statistics.places import TIMES, located
from counterpart.core.statistics.sums import Sum, summed

__all__ = [
    "TIMES",
    "Asked",
    "Contribution",
    "Entered",
    "Entry",
    "Exchanges",
    "Exclusion",
    "Figure",
    "History",
    "Lasted",
    "Measure",
    "ReachedBy",
    "ReachedWithin",
    "RowHistory",
    "StateName",
    "Sum",
    "contributions",
    "figure_of",
    "located",
    "parse_count",
    "parse_duration",
    "parse_exclusion",
    "parse_share",
    "parse_top",
    "summed",
]
