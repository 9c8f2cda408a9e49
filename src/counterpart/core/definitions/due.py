"""The small language of `due:` (grammar, section 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterpart.core.deadlines.periods import Period, parse_period

HOW_TO_WRITE = (
    "write e.g. '14 days', '5 working days', '1 months from sent', '5 days after subject.decided_on', "
    "'by exchange.agreed_on', 'clock host', 'with reaction.open' "
    "or 'earliest of [30 days from asked, exchange.agreed_on]'"
)


@dataclass(frozen=True, slots=True)
class SinceEntry:
    """A period from this entry into the state."""

    period: Period


@dataclass(frozen=True, slots=True)
class SinceState:
    """A period from the first entry into `state` in this machine, track or round; coming back never restarts it."""

    period: Period
    state: str


@dataclass(frozen=True, slots=True)
class AfterDate:
    """A period after the date called `name`; not moved to a working day."""

    period: Period
    name: str


@dataclass(frozen=True, slots=True)
class OnDate:
    """The date called `name`; not moved to a working day."""

    name: str


@dataclass(frozen=True, slots=True)
class OfClock:
    """The date at which a clock of the procedure runs out."""

    clock: str


@dataclass(frozen=True, slots=True)
class WithTrack:
    """The latest date of the open rows of a track, or only of those in `state`; the rows fire first."""

    track: str
    state: str | None


@dataclass(frozen=True, slots=True)
class EarliestOf:
    """The earliest of several deadlines; one that has no date yet does not count."""

    parts: tuple[Due, ...]


Due = SinceEntry | SinceState | AfterDate | OnDate | OfClock | WithTrack | EarliestOf

_NAME = r"[a-z][a-z0-9_-]*"
_DOTTED = rf"{_NAME}(?:\.{_NAME})+"
_SINCE_STATE = re.compile(rf"(?P<period>\d+ [a-z ]+?) from (?P<state>{_NAME})")
_AFTER_DATE = re.compile(rf"(?P<period>\d+ [a-z ]+?) after (?P<name>{_DOTTED})")
_ON_DATE = re.compile(rf"(?:by )?(?P<name>{_DOTTED})")
_OF_CLOCK = re.compile(rf"clock (?P<clock>{_NAME})")
_WITH_TRACK = re.compile(rf"with (?P<track>{_NAME})(?:\.(?P<state>{_NAME}))?")
_EARLIEST = re.compile(r"earliest of \[(?P<parts>[^\[\]]+)\]")


def parse_due(text: str) -> Due:
    """Read one deadline. Raises ValueError that says how deadlines are written."""
    text = text.strip()
    if earliest := _EARLIEST.fullmatch(text):
        parts = tuple(parse_due(part) for part in earliest["parts"].split(","))
        if len(parts) < 2:
            raise ValueError(f"'{text}' names one deadline only; {HOW_TO_WRITE}")
        return EarliestOf(parts)
    return _parse_single(text)


def _parse_single(text: str) -> Due:
    if match := _OF_CLOCK.fullmatch(text):
        return OfClock(match["clock"])
    if match := _WITH_TRACK.fullmatch(text):
        return WithTrack(match["track"], match["state"])
    if match := _ON_DATE.fullmatch(text):
        return OnDate(match["name"])
    try:
        if match := _SINCE_STATE.fullmatch(text):
            return SinceState(parse_period(match["period"]), match["state"])
        if match := _AFTER_DATE.fullmatch(text):
            return AfterDate(parse_period(match["period"]), match["name"])
        return SinceEntry(parse_period(text))
    except ValueError as error:
        raise ValueError(f"'{text}' is not a period or a deadline; {HOW_TO_WRITE}") from error


def single_parts(due: Due) -> tuple[Due, ...]:
    """Return the deadlines that `due` is made of: itself, or the parts of an `earliest of`."""
    return due.parts if isinstance(due, EarliestOf) else (due,)
