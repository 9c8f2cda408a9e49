"""What a figure is counted from: where an exchange was and when, without anything of its content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Facet = str | bool | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry into a state, at an instant (aware)."""

    state: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class RowHistory:
    """What happened to one row of a track, in the order of time, and whose row it is."""

    entries: tuple[Entry, ...]
    member: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What happened to one exchange, in the order of time.

    `rows` are those of each track. `facets` are values in clear by the names that `by` may say (`requester.member`,
    `subject.profession`, `form.survey.timely`); a tuple holds several. `dates` are those that a `share … by` names.
    `asked` are the questions of the exchange.
    """

    entries: tuple[Entry, ...]
    rows: Mapping[str, tuple[RowHistory, ...]] = field(default_factory=dict)
    facets: Mapping[str, Facet] = field(default_factory=dict)
    dates: Mapping[str, dt.date] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Return the state that the exchange is in, empty before its first."""
        return self.entries[-1].state if self.entries else ""


def first_entry(entries: tuple[Entry, ...], state: str, *, since: dt.datetime | None = None) -> dt.datetime | None:
    """Return when a state was first entered, not counting what lies before `since`."""
    return next((entry.at for entry in entries if entry.state == state and (since is None or entry.at >= since)), None)
