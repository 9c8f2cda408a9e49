"""What a condition may name, with the type of each: the checker builds it from a definition.

The complete list of what may be read is in the module grammar, section 1: `subject.*`, `form.<form>.*`,
`answers.<question>`, `exchange.{wanted_on, agreed_on, urgent, copied}`, `today`, `now`, `<party>.member`,
`<party>.policy.<switch>`, `parent.state`, `parent.subject.*`, tracks and children; inside a form its own fields, bare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What sort of value a name has. Types of fields that behave alike in a condition share a kind.

    A yes/no *field* is YES_NO; a yes/no *question* is answered with a CODE of the list `yes_no`. TEXT is also an
    identifier, an address of any sort, a telephone number. MEMBER is of the network, COUNTRY of the world. LINK is an
    entry or another exchange, GROUP a group of fields.
    """

    YES_NO = "yes_no"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    CODE = "code"
    STATE = "state"
    DATE = "date"
    DATETIME = "datetime"
    MEMBER = "member"
    COUNTRY = "country"
    LANGUAGE = "language"
    AUTHORITY = "authority"
    FILE = "file"
    GROUP = "group"
    LINK = "link"


_WORDS = {
    Kind.YES_NO: "a yes/no value",
    Kind.NUMBER: "a number",
    Kind.MONEY: "an amount of money",
    Kind.TEXT: "a text",
    Kind.CODE: "a code",
    Kind.STATE: "a state",
    Kind.DATE: "a date",
    Kind.DATETIME: "a date with time",
    Kind.MEMBER: "a member of the network",
    Kind.COUNTRY: "a country",
    Kind.LANGUAGE: "a language",
    Kind.AUTHORITY: "an authority",
    Kind.FILE: "a file",
    Kind.GROUP: "a group of fields",
    Kind.LINK: "a link",
}


@dataclass(frozen=True, slots=True)
class ValueType:
    """The type of a value: its kind, for CODE and STATE the list it is taken from, and whether there may be several.

    `code_list` is a key of `Names.code_lists`; None, or a list that is not there, means that any code is accepted
    (that the list is missing is found elsewhere).
    """

    kind: Kind
    code_list: str | None = None
    many: bool = False

    @property
    def words(self) -> str:
        """Return the type as a message says it: "a code of the list 'professions'"."""
        of_list = f" of the list '{self.code_list}'" if self.kind is Kind.CODE and self.code_list else ""
        return f"{_WORDS[self.kind]}{of_list}"

    @property
    def single(self) -> ValueType:
        """Return the type of one of several values."""
        return replace(self, many=False)


@dataclass(frozen=True, slots=True)
class MachineNames:
    """A track, or a child by its local name: its states, and `what` it is called in messages."""

    states: frozenset[str]
    what: str = "track"


DATE = ValueType(Kind.DATE)
YES_NO = ValueType(Kind.YES_NO)
NUMBER = ValueType(Kind.NUMBER)
TEXT = ValueType(Kind.TEXT)

ALWAYS: Mapping[str, ValueType] = MappingProxyType({"today": DATE, "now": ValueType(Kind.DATETIME)})
"""The names that every condition may read."""

OF_EXCHANGE: Mapping[str, ValueType] = MappingProxyType(
    {
        "exchange.wanted_on": DATE,
        "exchange.agreed_on": DATE,
        "exchange.urgent": YES_NO,
        "exchange.copied": YES_NO,
    }
)
"""The names that a condition of a procedure may read of the exchange itself (grammar, section 1)."""


def of_party(party: str, switches: Iterable[str]) -> dict[str, ValueType]:
    """Return the names that a condition may read of a party: its member, and the switches of that member."""
    names = {f"{party}.policy.{switch}": YES_NO for switch in switches}
    return {f"{party}.member": ValueType(Kind.MEMBER), **names}


@dataclass(frozen=True, slots=True)
class Names:
    """All that one condition may name.

    `machines` are tracks and children; `questions`, `question_sets` and `procedures` are for `asked`, `all_answered`
    and `consulted`; `members` are the codes of the network's members, None where no network is known.
    """

    values: Mapping[str, ValueType] = field(default_factory=dict)
    code_lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    machines: Mapping[str, MachineNames] = field(default_factory=dict)
    questions: frozenset[str] = frozenset()
    question_sets: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    members: frozenset[str] | None = None

    def inside(self, prefix: str) -> Names:
        """Return these names for a condition that stands in the form at `prefix`: its fields may be named bare.

        A bare field hides another name spelt the same. To evaluate such a condition see `Condition.inside`.
        """
        return replace(
            self, values={**self.values, **{bare: self.values[f"{prefix}.{bare}"] for bare in self.own(prefix)}}
        )

    def own(self, prefix: str) -> frozenset[str]:
        """Return the names below a prefix, without it."""
        start = f"{prefix}."
        return frozenset(name.removeprefix(start) for name in self.values if name.startswith(start))
