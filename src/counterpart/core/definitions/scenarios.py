"""Scenarios: executable examples of a module. They are its tests and its training material."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from counterpart.core.definitions.shape import Names, Part, PeriodText


def _players(value: Any) -> Any:
    """Let a member code, or one authority, stand for a party of one."""
    if isinstance(value, str):
        return [{"member": value}]
    return [value] if isinstance(value, dict) else value


class Player(Part):
    """An authority in a scenario: of which member, and (where several play) under which name."""

    member: str
    authority: str | None = None


Players = Annotated[tuple[Player, ...], BeforeValidator(_players)]


class Given(Part):
    """The situation that a scenario begins with."""

    at: str = Field(default="2026-03-02 09:00", pattern=r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$")
    parties: dict[str, Players] = Field(default_factory=dict)
    subject: dict[str, Any] = Field(default_factory=dict)
    exchange: dict[str, Any] = Field(default_factory=dict)
    ask: tuple[str, ...] = ()
    switches: dict[str, dict[str, bool | str]] = Field(default_factory=dict)
    members: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()


class Step(Part):
    """One step: something is done, time passes, or something is looked at. Unknown keys are errors.

    `child` moves the step into a child (`transfer`, or `transfer/2` for the second), `track` into a row
    (`delivery/DK`). `refused` says why the action must fail.
    """

    do: str | None = None
    as_: str | None = Field(default=None, alias="as")
    member: str | None = None
    track: str | None = None
    child: str | None = None
    form: dict[str, Any] = Field(default_factory=dict)
    subject: dict[str, Any] = Field(default_factory=dict)
    exchange: dict[str, Any] = Field(default_factory=dict)
    ask: tuple[str, ...] = ()
    choose: Any = None
    questions: tuple[str, ...] = ()
    reason: str | None = None
    answer: dict[str, Any] = Field(default_factory=dict)
    refused: str | None = None
    wait: PeriodText | None = None
    until: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$")
    expect: str | None = None
    due: str | None = None
    basis: Names = ()
    may: tuple[str, ...] | None = None
    lang: str | None = None
    question: str | None = None
    reads: str | None = None
    shows: Names = ()
    hides: Names = ()
    told: Names = ()
    blocked: str | None = None
    erased: str | None = None
    counts: dict[str, int] = Field(default_factory=dict)


class Scenario(Part):
    """A story: given this, these steps happen and these things hold."""

    scenario: str
    procedure: str
    given: Given = Given()
    steps: tuple[Step, ...] = Field(min_length=1)
