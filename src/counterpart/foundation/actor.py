"""Who acts: the first parameter of every query and every action.

A frozen value, made by a door from the session, the client's certificate, the job or the command; the rooms below never
look anywhere else. It holds refs, no names: it may be logged.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from counterpart.core.errors import Invalid


class ActorKind(enum.IntEnum):
    """What kind of actor; the numbers are stored in the log and never change."""

    PERSON = 1
    """An official who signed in."""
    CLIENT = 2
    """Another system, through the API."""
    CLOCK = 3
    """A deadline that was reached: the worker."""
    REGISTER = 4
    """The answer of a connected register."""
    APPLICANT = 5
    """Somebody outside, through the portal."""
    OPERATOR = 6
    """Who runs the installation, by the command line."""


class Right(NamedTuple):
    """A right in one module; with an empty module a right in the network as a whole."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for which authority, on whose behalf, with which rights, and how they want to be spoken to.

    `ref` is the user, client, register or applicant; the clock has none. `authority_ref` is the authority acted for,
    part of every form and address: two tabs may act for two authorities. `authority_id` and `user_id` are the same as
    numbers, for joins and for row-level security. `on_behalf_of` is the absent colleague for
    whom a substitute acts. Raises `Invalid` when these do not go together.
    """

    kind: ActorKind
    ref: UUID | None
    authority_ref: UUID | None = None
    authority_id: int | None = None
    user_id: int | None = None
    on_behalf_of: UUID | None = None
    rights: frozenset[Right] = field(default_factory=frozenset)
    language: str = "en"
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        """Refuse an actor that cannot be."""
        if (self.ref is None) != (self.kind is ActorKind.CLOCK):
            raise Invalid("actor_ref", field="ref", kind=self.kind.name)
        if self.on_behalf_of is not None and (self.kind is not ActorKind.PERSON or self.on_behalf_of == self.ref):
            raise Invalid("actor_substitute", field="on_behalf_of", kind=self.kind.name)
        if not self.language:
            raise Invalid("actor_language", field="language")
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, OSError, ValueError) as problem:  # unknown, a folder, or no name of a zone at all
            raise Invalid("actor_time_zone", field="time_zone", time_zone=self.time_zone) from problem

    def may(self, right: str, *, module: str) -> bool:
        """Return whether the actor holds a right in a module; a right in the network gives none in a module."""
        return Right(module, right) in self.rights

    @property
    def zone(self) -> ZoneInfo:
        """The actor's time zone, for the times that they are shown."""
        return ZoneInfo(self.time_zone)
