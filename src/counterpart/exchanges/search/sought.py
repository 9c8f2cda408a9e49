"""What somebody looks for: every filter empty for all. Only `value` may hold something personal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from counterpart.core.errors import Invalid
from counterpart.foundation.numbers import number_characters, parse_number

LONGEST_VALUE = 200
MOST_PARTS = 5
"""Values that all must be met."""
LEAST_OF_NUMBER = 3
"""Characters of a number: fewer stand in too many of them."""
SEPARATORS = str.maketrans({";": ",", "\n": ","})


class Phase(StrEnum):
    """How far an exchange has come, whatever its procedure calls it."""

    OPEN = "open"
    ENDED = "ended"


class Given(StrEnum):
    """To whom in the own authority it was given."""

    ME = "me"
    COLLEAGUE = "colleague"
    NOBODY = "nobody"


class Part(NamedTuple):
    """One value as it was typed, and the day that it may mean (as `2026-03-02`, else empty)."""

    text: str
    day: str


class Range(NamedTuple):
    """Texts from the first one, and before the last one, in the order of their bytes."""

    least: str
    below: str


NOTHING = Range("", "")
HALF, WHOLE = 4, 8
"""Characters of a number; `0` and a blank stand behind and before the `/` of its part."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. `phase` is one of `Phase`, `state` one of the procedure.

    It began between the days `since` and `until`. `value` is what was typed about somebody: values with commas between
    them; `days` says which of them are days.
    """

    number: str = ""
    module: str = ""
    procedure: str = ""
    phase: str = ""
    state: str = ""
    member: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    late: bool = False
    given: str = ""
    value: str = ""
    days: Mapping[str, str] = field(default_factory=dict)

    @property
    def personal(self) -> bool:
        """Say whether something personal is looked for."""
        return bool(self.parts)

    @property
    def tellable(self) -> bool:
        """Say whether it may stand in an address. A number of letters alone may be a name in the wrong field."""
        return not self.personal and (not self.number or any(one.isdigit() for one in self.number))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The values that all must be met."""
        whole = self.value.strip()
        if whole in self.days:
            return (Part(whole, self.days[whole]),)
        return tuple(Part(one, self.days.get(one, "")) for one in parts_of(whole))

    def ranges(self) -> tuple[Range, Range]:
        """Return between which numbers, and between which second halves of numbers, the one that is meant lies.

        Only the beginning of a half may be said: `7F3`, `92Q`. Nothing lies in an empty range. Raises Invalid as
        `parse_number`, and `number_short`.
        """
        characters = "" if "/" in self.number else number_characters(self.number)
        if not characters or len(characters) >= WHOLE:
            said = parse_number(self.number)
            return Range(str(said), f"{said}{'0' if said.part == 1 else ' '}"), NOTHING
        if len(characters) < LEAST_OF_NUMBER:
            raise Invalid("number_short", field="number", needed=LEAST_OF_NUMBER)
        if len(characters) <= HALF:
            return _beginning(characters), _beginning(characters)
        return _beginning(f"{characters[:HALF]}-{characters[HALF:]}"), NOTHING


def _beginning(text: str) -> Range:
    return Range(text, f"{text}~")


def parts_of(value: str) -> tuple[str, ...]:
    """Return the values in what was typed: `Brennan, 15 12 1976` are two."""
    found = (one.strip() for one in value.translate(SEPARATORS).split(","))
    return tuple(dict.fromkeys(filter(None, found)))


def must_be_askable(sought: Sought) -> None:
    """See that a search can be asked at all. Raises Invalid on `number` or `value`, `since`."""
    if sought.number:
        sought.ranges()
    if len(sought.value) > LONGEST_VALUE or len(sought.parts) > MOST_PARTS:
        raise Invalid("search_value_long", field="value", most=MOST_PARTS)
    if sought.since and sought.until and sought.since > sought.until:
        raise Invalid("search_days", field="since")
