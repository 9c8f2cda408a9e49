"""A deadline in words: "7 days from Request sent", "by the agreed date", "while the clock Solving runs".

The sentences are whole, one a form of `due:`, so that they can be translated; names inside come translated already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from counterpart.core.deadlines import PERIODS, Period, parse_period
from counterpart.core.definitions import due
from counterpart.core.definitions.procedures import Procedure, State

DUE_WORDS: Mapping[str, str] = {
    "since_entry": "{period}",
    "since_state": "{period} from “{state}”",
    "after_date": "{period} after {date}",
    "on_date": "by {date}",
    "of_clock": "clock: {clock}",
    "with_track": "together with “{track}”",
    "earliest_of": "the earliest of: {parts}",
    "review": "reviewed every {period}",
    "exchange.agreed_on": "the agreed date",
    "exchange.wanted_on": "the wanted date",
    "from_states": "{action}, from {count} states",
}
Say = Callable[[str], str]


def in_english(period: Period) -> str:
    """Return a period in English words."""
    one, many = PERIODS[period.unit]
    return (one if period.count == 1 else many).format(count=period.count)


@dataclass(frozen=True, slots=True)
class Wording:
    """How pictures speak beside the texts of the procedure: sentences for deadlines, and periods."""

    words: Mapping[str, str] = field(default_factory=lambda: DUE_WORDS)
    period: Callable[[Period], str] = in_english


ENGLISH = Wording()


def due_in_words(key: str, procedure: Procedure, state: State, track: str, say: Say, wording: Wording = ENGLISH) -> str:
    """Return the deadline of a state in words, or nothing when it has none."""
    if state.standing is not None:
        period = parse_period(state.standing.review.removeprefix("every "))
        return wording.words["review"].format(period=wording.period(period))
    if state.due is None:
        return ""
    speaker = _DueWords(key, procedure, track, say, wording)
    return speaker.said(due.parse_due(state.due))


class _DueWords:
    """Says one deadline; knows where the names in it have their texts."""

    def __init__(self, key: str, procedure: Procedure, track: str, say: Say, wording: Wording) -> None:
        self._address = f"procedure.{key}"
        self._procedure, self._track, self._say = procedure, track, say
        self._words, self._period = wording.words, wording.period

    def said(self, deadline: due.Due) -> str:
        words = self._words
        match deadline:
            case due.SinceEntry(period):
                return words["since_entry"].format(period=self._period(period))
            case due.SinceState(period, state):
                return words["since_state"].format(period=self._period(period), state=self._state(state))
            case due.AfterDate(period, name):
                return words["after_date"].format(period=self._period(period), date=self._date(name))
            case due.OnDate(name):
                return words["on_date"].format(date=self._date(name))
            case due.OfClock(clock):
                return words["of_clock"].format(clock=self._say(f"{self._address}.clock.{clock}"))
            case due.WithTrack(track, _):
                return words["with_track"].format(track=self._say(f"{self._address}.track.{track}.title"))
            case due.EarliestOf(parts):
                return words["earliest_of"].format(parts="; ".join(self.said(part) for part in parts))

    def _state(self, name: str) -> str:
        if self._track and name in self._procedure.tracks[self._track].states:
            return self._say(f"{self._address}.{self._track}.state.{name}")
        return self._say(f"{self._address}.state.{name}") if name in self._procedure.states else name

    def _date(self, name: str) -> str:
        if name in self._words:
            return self._words[name]
        kind, _, field = name.partition(".")
        form = self._procedure.subject if kind == "subject" else field.partition(".")[0]
        field = field if kind == "subject" else field.partition(".")[2]
        return self._say(f"form.{form}.{field}.label")
