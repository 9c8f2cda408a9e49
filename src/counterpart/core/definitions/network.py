"""The network profile: what is particular to one federation, as data (grammar, section 10).

Members, groups, languages, calendars, how periods are counted, and the limits that the law sets. `std` and the
checker know none of it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.records import RetainedData
from counterpart.core.definitions.shape import Id, LanguageTag, Part, Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MEMBER_PATTERN = r"^[A-Z][A-Z0-9_-]*$"
MemberCode = Annotated[str, Field(pattern=MEMBER_PATTERN)]
DateText = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
MOST_TILES = 40
"""Columns and rows of a map: more would be too small to read."""
AtMost = Annotated[str, Field(pattern=r"^at most \d+ (days?|weeks?|months?|years?)$")]


class Membership(Part):
    """From when until when; both days count, and an open end stays open."""

    since: DateText | None = None
    until: DateText | None = None


class FixedHoliday(Part):
    """A day off that the profile names itself: every year (`MM-DD`) or once (`YYYY-MM-DD`)."""

    on: str = Field(pattern=r"^(\d{4}-)?\d{2}-\d{2}$")
    name: Text


class MapTile(Part):
    """Where a member stands on a map of equal squares: columns count from the left, rows from the top, both from 1."""

    column: int = Field(ge=1, le=MOST_TILES)
    row: int = Field(ge=1, le=MOST_TILES)


class Member(Part):
    """A member of the network. `calendar` names a table of public holidays; `holidays` are added to it.

    The member's code is a name of the profile and never handed to a library: `iso` and `calendar` are for that.
    `map` is its square on the map; members without one stand below, in the order of their codes.
    """

    name: Text
    iso: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    calendar: str | None = None
    holidays: tuple[FixedHoliday, ...] = ()
    time_zone: str
    languages: tuple[LanguageTag, ...] = Field(min_length=1)
    weekend: tuple[Weekday, ...] = ("saturday", "sunday")
    membership: Membership = Membership()
    map: MapTile | None = None


def _members_of_group(value: Any) -> Any:
    """Let a list of codes stand for members without dates."""
    return {code: {} for code in value} if isinstance(value, list | tuple) else value


class Group(Part):
    """A named group of members, perhaps with dates."""

    title: Text
    members: Annotated[dict[MemberCode, Membership], BeforeValidator(_members_of_group)]


class Words(Part):
    """What a member and the supervising body are called; they fill `{member}` and `{supervisor}` in texts."""

    member: Text
    members: Text
    supervisor: Text


class Counting(Part):
    """How a period is counted, with the act that says so."""

    first_day: Literal["excluded", "included"] = "excluded"
    end_on_day_off: Literal["next_working_day", "previous_working_day", "stays"] = "next_working_day"
    least_working_days: int = Field(default=0, ge=0, le=5)
    reference: str


class Longer(Part):
    """The ceiling that holds where a module names an act that allows longer."""

    block_after: AtMost | None = None
    erase_after: AtMost | None = None


class LegalLimit(Part):
    """A limit of the law that modules may not exceed; `message` is what the finding says."""

    data: tuple[RetainedData, ...] = Field(min_length=1)
    from_: str = Field(default="closure", alias="from")
    block_after: AtMost | None = None
    erase_after: AtMost | None = None
    longer: Longer | None = None
    basis: str
    message: str


class NetworkDefinition(Part):
    """The profile of one network."""

    format: Literal[2]
    network: Id
    title: Text
    summary: Text | None = None
    source_language: LanguageTag = "en"
    languages: tuple[LanguageTag, ...] = Field(min_length=1)
    members: dict[MemberCode, Member] = Field(min_length=1)
    groups: dict[str, Group] = Field(default_factory=dict)
    words: Words
    counting: Counting
    limits: dict[Id, LegalLimit] = Field(default_factory=dict)
    legal_references: tuple[str, ...] = ()
    person_form: dict[Id, FormField] = Field(default_factory=dict)
