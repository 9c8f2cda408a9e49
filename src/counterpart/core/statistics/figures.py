"""What a figure counts: the small language of `count`, `duration`, `share`, `top` and `exclude`, as typed values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterpart.core.deadlines import Period, Unreadable, parse_period
from counterpart.core.definitions.records import Statistic

MOST_AT_THE_TOP = 100
KEYS = ("count", "duration", "share", "top")
"""The keys of a statistic that say what is counted; exactly one of them stands."""

COUNT_HELP = "write 'entered <state>', 'tracks <track> entered <state>' or 'exchanges'"
DURATION_HELP = "write '<state> to <state>'"
SHARE_HELP = "write '<state> within <period> of <state>' or '<state> by <date>'"
TOP_HELP = f"write 'questions 5', at most {MOST_AT_THE_TOP}"
EXCLUDE_HELP = "write '<state> within <period>'"

_NAME = r"[a-z][a-z0-9_-]*"
_STATE = rf"{_NAME}(?:\.{_NAME})?"
_ENTERED = re.compile(rf"entered ({_STATE})")
_ROWS = re.compile(rf"tracks ({_NAME}) entered ({_NAME})")
_LASTED = re.compile(rf"({_STATE}) to ({_STATE})")
_WITHIN = re.compile(rf"({_STATE}) within ([0-9]+ [a-z ]+?) of ({_STATE})")
_BY = re.compile(rf"({_STATE}) by ({_NAME}(?:\.{_NAME})+)")
_TOP = re.compile(r"questions ([0-9]{1,3})", re.ASCII)
_EXCLUDED = re.compile(rf"({_STATE}) within ([0-9]+ [a-z ]+)")


@dataclass(frozen=True, slots=True)
class StateName:
    """A state as a statistic names it: `sent`, or `delivery.acknowledged` for that of a track."""

    state: str
    track: str | None = None

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.track}.{self.state}" if self.track else self.state


@dataclass(frozen=True, slots=True)
class Exchanges:
    """How many exchanges there were; a draft that was thrown away is none."""


@dataclass(frozen=True, slots=True)
class Entered:
    """How many exchanges (or rows of a track) have come into a state; coming back is not counted again."""

    state: StateName


@dataclass(frozen=True, slots=True)
class Lasted:
    """How long it took from the first entry into one state to the first entry into another after it."""

    first: StateName
    last: StateName


@dataclass(frozen=True, slots=True)
class ReachedWithin:
    """The share of those that, once in `since`, came into `reached` within a period."""

    reached: StateName
    period: Period
    since: StateName


@dataclass(frozen=True, slots=True)
class ReachedBy:
    """The share of those that came into `reached` not later than a date; who has no such date is not counted."""

    reached: StateName
    date: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How often each question was asked; of these the `most` most frequent are shown."""

    most: int


Measure = Exchanges | Entered | Lasted | ReachedWithin | ReachedBy | Asked


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What is left out: whoever came into `state` within the period, unless it had reached before what is counted."""

    state: StateName
    period: Period


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic, understood: what is counted, what is left out, how it is grouped."""

    measure: Measure
    by: tuple[str, ...] = ()
    buckets: tuple[Period, ...] = ()
    exclude: Exclusion | None = None


def figure_of(statistic: Statistic) -> Figure:
    """Return what a statistic counts. Raises Unreadable, whose `field` is the key that cannot be read."""
    return Figure(
        measure=_measure(statistic),
        by=statistic.by,
        buckets=tuple(parse_period(bucket) for bucket in statistic.buckets),
        exclude=parse_exclusion(statistic.exclude) if statistic.exclude else None,
    )


def parse_count(text: str) -> Exchanges | Entered:
    """Read `entered sent`, `exchanges` or `tracks delivery entered acknowledged`; raises Unreadable."""
    if text == "exchanges":
        return Exchanges()
    if rows := _ROWS.fullmatch(text):
        return Entered(StateName(rows[2], rows[1]))
    if entered := _ENTERED.fullmatch(text):
        return Entered(_state(entered[1]))
    raise _unreadable("count", text, COUNT_HELP)


def parse_duration(text: str) -> Lasted:
    """Read `sent to answered`; raises Unreadable."""
    if lasted := _LASTED.fullmatch(text):
        return Lasted(_state(lasted[1]), _state(lasted[2]))
    raise _unreadable("duration", text, DURATION_HELP)


def parse_share(text: str) -> ReachedWithin | ReachedBy:
    """Read `accepted within 7 days of sent` or `answered by exchange.agreed_on`; raises Unreadable."""
    if within := _WITHIN.fullmatch(text):
        return ReachedWithin(_state(within[1]), parse_period(within[2]), _state(within[3]))
    if by := _BY.fullmatch(text):
        return ReachedBy(_state(by[1]), by[2])
    raise _unreadable("share", text, SHARE_HELP)


def parse_top(text: str) -> Asked:
    """Read `questions 5`; raises Unreadable."""
    top = _TOP.fullmatch(text)
    if top is None or not 1 <= int(top[1]) <= MOST_AT_THE_TOP:
        raise _unreadable("top", text, TOP_HELP)
    return Asked(int(top[1]))


def parse_exclusion(text: str) -> Exclusion:
    """Read `withdrawn within 7 days`; raises Unreadable."""
    if excluded := _EXCLUDED.fullmatch(text):
        return Exclusion(_state(excluded[1]), parse_period(excluded[2]))
    raise _unreadable("exclude", text, EXCLUDE_HELP)


def states_of(measure: Measure) -> tuple[StateName, ...]:
    """Return the states that a measure names."""
    match measure:
        case Entered(state):
            return (state,)
        case Lasted(first, last):
            return (first, last)
        case ReachedWithin(reached, _, since):
            return (reached, since)
        case ReachedBy(reached, _):
            return (reached,)
    return ()


def _measure(statistic: Statistic) -> Measure:
    if statistic.count is not None:
        return parse_count(statistic.count)
    if statistic.duration is not None:
        return parse_duration(statistic.duration)
    if statistic.share is not None:
        return parse_share(statistic.share)
    if statistic.top is not None:
        return parse_top(statistic.top)
    raise Unreadable("statistic.empty", field="statistic", text=statistic.title, advice=f"say one of {', '.join(KEYS)}")


def _state(text: str) -> StateName:
    track, dot, state = text.partition(".")
    return StateName(state, track) if dot else StateName(text)


def _unreadable(key: str, text: str, advice: str) -> Unreadable:
    return Unreadable(f"statistic.{key}", field=key, text=text, advice=advice)
