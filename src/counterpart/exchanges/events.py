"""Facts of exchanges, in the past tense: what the worker, notices, statistics and others hear after the commit.

One fact for each exchange that an action touched, beside one entry of its log. The stream is the ref of the exchange.
Nothing in them is personal: names of the definition, refs and numbers of authorities, moments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Where:
    """Which exchange, of which kind, between whom; `members` are those of the parties in order of declaration."""

    exchange: int
    number: str
    module: str
    procedure: str
    procedure_id: int
    state: str
    version: int
    members: dict[str, list[str]] = field(default_factory=dict)
    family: bool = False


@dataclass(frozen=True, slots=True)
class ExchangeOpened(Where):
    """An exchange began, by somebody or as the child of another (`parent` is the number of its row).

    `moves`, `told`, `effects` and `party`, `authority`: as for `ExchangeMoved`.
    """

    TYPE: ClassVar[str] = "exchange.opened"
    V: ClassVar[int] = 1
    parent: int | None = None
    party: str = ""
    authority: int | None = None
    moves: list[dict[str, Any]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    effects: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ExchangeMoved(Where):
    """Something moved in an exchange: by a person, the clock or an automatic action.

    `moves`: action, place (`track`, `keys` of rows), `before`, `state`, `cause`, `party`, `authority` (ref), `due_at`.
    `told`: whom to tell what: `kind`, `party`, `message`, `authorities` (numbers), `track`. `effects`: what else the
    definition wants done, by verb. `party` and `authority` (number) are who acted.
    """

    TYPE: ClassVar[str] = "exchange.moved"
    V: ClassVar[int] = 1
    action: str = ""
    party: str = ""
    authority: int | None = None
    moves: list[dict[str, Any]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    effects: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ContentWritten(Where):
    """Something was written without a step: `what` is edit, ask, answer, message, note or file; `slots` where."""

    TYPE: ClassVar[str] = "exchange.written"
    V: ClassVar[int] = 1
    what: str = ""
    party: str = ""
    authority: int | None = None
    slots: list[str] = field(default_factory=list)
    audience: list[str] | None = None


@dataclass(frozen=True, slots=True)
class ExchangeAllocated(Where):
    """An authority gave an exchange to people of its own (numbers), or took it back from all.

    `left`: whoever had it has left, nobody has it now, and it is the authority's move.
    """

    TYPE: ClassVar[str] = "exchange.allocated"
    V: ClassVar[int] = 1
    authority: int | None = None
    users: list[int] = field(default_factory=list)
    left: bool = False


@dataclass(frozen=True, slots=True)
class ExchangeLinked(Where):
    """An exchange was linked to another one."""

    TYPE: ClassVar[str] = "exchange.linked"
    V: ClassVar[int] = 1
    other: int = 0
    kind: int = 0


@dataclass(frozen=True, slots=True)
class DraftDeleted(Where):
    """A draft that nobody else ever saw was thrown away; its keys are destroyed after the commit."""

    TYPE: ClassVar[str] = "exchange.draft_deleted"
    V: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class DataEnded(Where):
    """The time of some kinds of data was over (names of key classes): they are blocked by now, or erased."""

    TYPE: ClassVar[str] = "exchange.data_ended"
    V: ClassVar[int] = 1
    blocked: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ExchangeChased(Where):
    """A coordinator (`authority`, its number) reminded whose move it is. `told`: as for `ExchangeMoved`."""

    TYPE: ClassVar[str] = "exchange.chased"
    V: ClassVar[int] = 1
    authority: int | None = None
    told: list[dict[str, Any]] = field(default_factory=list)
