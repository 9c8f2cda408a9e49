"""Scenarios: executable examples of a module. They are its tests and its training material."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from counterpart.core.definitions.records import RetainedData
from counterpart.core.definitions.shape import Id, Names, Part, PeriodText


def _player(value: Any) -> Any:
    """Let `DE` stand for an authority of DE, and `DE/board` for the one called so."""
    if not isinstance(value, str):
        return value
    member, slash, authority = value.partition("/")
    return {"member": member, "authority": authority} if slash else {"member": member}


def _players(value: Any) -> Any:
    """Let one authority stand for a party of one."""
    if value is None:
        return []
    return [_player(each) for each in value] if isinstance(value, list | tuple) else [_player(value)]


def _ends(value: Any) -> Any:
    """Let a date alone mean the personal data."""
    return {"personal": value} if isinstance(value, str) else value


def _some(value: Any) -> Any:
    """Refuse an empty list; `min_length` would say so of steps, too, that are all wrong in themselves."""
    if value in ([], ()):
        raise ValueError("a scenario has at least one step")
    return value


def _existing(value: str) -> str:
    """Refuse a date that no calendar has; the moment stays as written."""
    if value not in (NONE, NEVER):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"'{value}' is no date or time that exists") from None
    return value


class Player(Part):
    """An authority in a scenario: of which member, and (where several play) under which name."""

    member: str
    authority: str | None = None


Players = Annotated[
    tuple[Player, ...], BeforeValidator(_players, json_schema_input_type=str | Player | list[str | Player])
]
NEVER = "never"
NONE = "none"
_DATE = r"\d{4}-\d{2}-\d{2}"
_MOMENT = rf"{_DATE}( \d{{2}}:\d{{2}}(:\d{{2}})?)?"
Moment = Annotated[str, Field(pattern=rf"^{_MOMENT}$"), AfterValidator(_existing)]
"""A date, or a date and a time, by the clock of the party that starts the exchange."""

DueMoment = Annotated[str, Field(pattern=rf"^({_MOMENT}|{NONE})$"), AfterValidator(_existing)]
End = Annotated[str, Field(pattern=rf"^({_DATE}|{NEVER})$"), AfterValidator(_existing)]
Ends = Annotated[dict[RetainedData, End], BeforeValidator(_ends, json_schema_input_type=End | dict[RetainedData, End])]


class Given(Part):
    """The situation that a scenario begins with.

    `at` and every other moment are by the clock of the party that starts the exchange. A party whose `country` is
    `none` (the supervising body) takes part by itself; `supervisor: []` leaves it out. `switches` are kept by member
    (`PL`) or authority (`PL/board`), `members` take part (none named: all), `consulted` are procedures that were
    searched before.
    """

    at: Moment = "2026-03-02 09:00"
    parties: dict[str, Players] = Field(default_factory=dict)
    subject: dict[str, Any] = Field(default_factory=dict)
    exchange: dict[str, Any] = Field(default_factory=dict)
    ask: Names = ()
    switches: dict[str, dict[str, bool | str]] = Field(default_factory=dict)
    members: Names = ()
    consulted: Names = ()


class Step(Part):
    """One step: time passes, something is edited or answered, something is done, something is looked at, in this order.

    Where: `child` names a linked exchange (`transfer`, or `transfer/2` for the second), `track` a row (`delivery/DK`,
    or `part/1` for the first), `clock` a clock whose `due` is looked at.
    Who: `as` a party, `member` which of several (`DK`, or `DK/board`), `person` who there, for four eyes.
    What is done: `wait` or `until`; `subject`, `exchange` and `ask` edit; `answer` answers, `{cannot: reason}` says why
    not; `do` an action with its `form`, `reason`, `choose` and `questions`. `refused` says why it must fail: a code of
    the engine or the name of a need is compared, other words are for the reader.
    What is looked at: `expect` a state, `due` a date (`none`), `basis` words of its explanation, `may` the actions of
    the party, `shows` and `hides` fields and answers, `told` the parties that heard of the last event, `blocked` and
    `erased` a date (of personal data, or of each kind), `counts` figures, `reads` a question in a language.
    """

    child: str | None = None
    track: str | None = None
    clock: Id | None = None
    as_: str | None = Field(default=None, alias="as")
    member: str | None = None
    person: str | None = None
    wait: PeriodText | None = None
    until: Moment | None = None
    subject: dict[str, Any] = Field(default_factory=dict)
    exchange: dict[str, Any] = Field(default_factory=dict)
    ask: Names = ()
    answer: dict[str, Any] = Field(default_factory=dict)
    do: str | None = None
    form: dict[str, Any] = Field(default_factory=dict)
    choose: Players = ()
    questions: Names = ()
    reason: str | None = None
    refused: str | None = None
    expect: str | None = None
    due: DueMoment | None = None
    basis: Names = ()
    may: Names | None = None
    shows: Names = ()
    hides: Names = ()
    told: Names | None = None
    blocked: Ends | None = None
    erased: Ends | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    lang: str | None = None
    question: str | None = None
    reads: str | None = None


class Scenario(Part):
    """A story: given this, these steps happen and these things hold."""

    scenario: str
    procedure: str
    given: Given = Given()
    steps: Annotated[tuple[Step, ...], BeforeValidator(_some)] = Field(json_schema_extra={"minItems": 1})
