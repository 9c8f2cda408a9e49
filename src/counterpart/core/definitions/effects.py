"""Effects: the closed list of 15 verbs that an action or a state may cause (grammar, sections 1 to 3 and 7)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from counterpart.core.definitions.shape import ConditionText, Id, Names, Part, PeriodText

VERBS = (
    "notify", "open", "start", "signal", "assign", "call", "extend_due", "set", "pdf", "sign", "publish", "unpublish",
    "lock", "snapshot", "charge",
)  # fmt: skip


class Notify(Part):
    """Tell parties something; entering a state tells its new owner by itself."""

    to: Names
    message: Id


class Open(Part):
    """Open rows of a track: for all, for those chosen, for a field, a many-party or the rows in `track.state`."""

    track: Id
    for_: str = Field(default="opening", alias="for")
    again: bool = False
    questions: Literal["choice", "all"] | None = None


class Start(Part):
    """Start a child (under the same file number) or, by `procedure`, a linked exchange of its own."""

    child: Id | None = None
    procedure: Id | None = None
    parties: dict[Id, str] = Field(default_factory=dict)
    copied: dict[str, str] = Field(default_factory=dict, alias="copy")

    @model_validator(mode="after")
    def _one_target(self) -> Start:
        if (self.child is None) == (self.procedure is None):
            raise ValueError("say either 'child' or 'procedure'")
        return self


class Signal(Part):
    """Do an action of the children called `child`, or of the parent; it is done by the system."""

    child: Id | None = None
    parent: Id | None = None
    action: Id | None = None
    if_possible: bool = False

    @model_validator(mode="after")
    def _one_target(self) -> Signal:
        if (self.child is None) == (self.parent is None) or (self.child is None) != (self.action is None):
            raise ValueError("write {child: name, action: name} or {parent: action}")
        return self


class Assign(Part):
    """Fill a party: replaces a single one, adds to a `many` one.

    With `country: same` the chosen one is of the member of whom it replaces.
    """

    party: Id
    from_: str = Field(alias="from")
    country: Literal["same"] | None = None


class Call(Part):
    """Ask a machine: an operation of an interface, on the party that offers it."""

    operation: str = Field(pattern=r"^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*$")
    on: Id


def _extension(value: Any) -> Any:
    return {"by": value} if isinstance(value, str) else value


class ExtendDue(Part):
    """Add `by` to the running deadline, or lengthen it to a total of `to`; extensions never shorten."""

    by: PeriodText | None = None
    to: PeriodText | None = None
    clock: Id | None = None

    @model_validator(mode="after")
    def _one_length(self) -> ExtendDue:
        if (self.by is None) == (self.to is None):
            raise ValueError("write a period, or {to: period} for a total")
        return self


class Effect(Part):
    """One effect: exactly one verb, and perhaps a condition."""

    notify: Notify | None = None
    open: Open | None = None
    start: Start | None = None
    signal: Signal | None = None
    assign: Assign | None = None
    call: Call | None = None
    extend_due: Annotated[ExtendDue, BeforeValidator(_extension)] | None = None
    set: dict[str, Names] | None = None
    pdf: Id | None = None
    sign: Id | None = None
    publish: Literal["participants", "public"] | None = None
    unpublish: Literal["participants", "public"] | None = None
    lock: Names | None = None
    snapshot: Id | None = None
    charge: str | None = None
    when: ConditionText | None = None

    @model_validator(mode="after")
    def _exactly_one_verb(self) -> Effect:
        said = [verb for verb in VERBS if getattr(self, verb) is not None]
        if len(said) != 1:
            raise ValueError("an effect says exactly one of: " + ", ".join(VERBS))
        return self

    @property
    def verb(self) -> str:
        """Return which of the verbs this effect is."""
        return next(verb for verb in VERBS if getattr(self, verb) is not None)
