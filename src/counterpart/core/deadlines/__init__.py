"""Deadlines: when something is due by whose calendar, and why.

Imported by definitions, workflow, retention and all rooms above; imports errors and findings. Start reading at
`periods.py`, `calendars.py` and `rules.py` (the data), then `counting.py` (a period becomes a date), `changing.py`
(extensions, clocks that stand still), `reminders.py`, and `basis.py` with `sentences.py` (the explanation).
"""

from __future__ import annotations

from counterpart.core.deadlines.basis import Basis, Deadline, Kind, Step, StepKind
from counterpart.core.deadlines.calendars import WEEKDAYS, WEEKEND, Calendar, DaysOff, calendar_of
from counterpart.core.deadlines.changing import Pause, extended, extended_to, paused, paused_end, remaining
from counterpart.core.deadlines.counting import due_after, due_from, due_on
from counterpart.core.deadlines.periods import (
    Period,
    Unit,
    Unreadable,
    add_days,
    add_months,
    added,
    later,
    may_be_longer,
    parse_period,
    surely_longer,
)
from counterpart.core.deadlines.public_holidays import holiday_codes, public_holidays
from counterpart.core.deadlines.reminders import (
    Firing,
    FiringKind,
    Reminder,
    fire_times,
    next_after,
    parse_reminder,
)
from counterpart.core.deadlines.rules import CountingRule
from counterpart.core.deadlines.sentences import PERIODS, SENTENCES, Sentence, explained, in_english, sentences

__all__ = [
    "PERIODS",
    "SENTENCES",
    "WEEKDAYS",
    "WEEKEND",
    "Basis",
    "Calendar",
    "CountingRule",
    "DaysOff",
    "Deadline",
    "Firing",
    "FiringKind",
    "Kind",
    "Pause",
    "Period",
    "Reminder",
    "Sentence",
    "Step",
    "StepKind",
    "Unit",
    "Unreadable",
    "add_days",
    "add_months",
    "added",
    "calendar_of",
    "due_after",
    "due_from",
    "due_on",
    "explained",
    "extended",
    "extended_to",
    "fire_times",
    "holiday_codes",
    "in_english",
    "later",
    "may_be_longer",
    "next_after",
    "parse_period",
    "parse_reminder",
    "paused",
    "paused_end",
    "public_holidays",
    "remaining",
    "sentences",
    "surely_longer",
]
