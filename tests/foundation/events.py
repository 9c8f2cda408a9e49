"""A small room for tests of what happens after the commit: letters are stamped, and somebody hears of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
BRENNAN = Actor(ActorKind.PERSON, new_ref(NOW), authority_ref=new_ref(NOW), authority_id=1)
STREAM = new_ref(NOW)


@dataclass(frozen=True, slots=True)
class Stamped:
    """A letter was stamped."""

    TYPE: ClassVar[str] = "trial.stamped"
    V: ClassVar[int] = 1
    times: int


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter was posted."""

    TYPE: ClassVar[str] = "trial.posted"
    V: ClassVar[int] = 1
    times: int


@action("events.stamp")
def stamp(doing: Doing, stream: UUID, times: int) -> int:
    doing.log(stream, EntryKind.STEP, action="stamp")
    doing.announce(stream, Stamped(times))
    return times


@action("events.post")
def post(doing: Doing, stream: UUID, times: int) -> int:
    doing.log(stream, EntryKind.STEP, action="post")
    doing.announce(stream, Posted(times))
    return times


def stamped(*times: int, stream: UUID = STREAM) -> None:
    for number in times:
        stamp(BRENNAN, asked(), stream, number)


def posted(*times: int, stream: UUID = STREAM) -> None:
    for number in times:
        post(BRENNAN, asked(), stream, number)


def asked(at: dt.datetime = NOW) -> Asked:
    return Asked(new_ref(at), at)


def stored(statement: str, *values: Any) -> list[Row]:
    with as_actor([], read_only=True):
        return rows(statement, list(values))
