"""Facts of the directory, in the past tense. The stream is the ref of the authority; nothing in them is personal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AuthorityRegistered:
    """An authority is in the network."""

    TYPE: ClassVar[str] = "directory.authority_registered"
    V: ClassVar[int] = 1
    member: str
    kind: int


@dataclass(frozen=True, slots=True)
class AuthorityChanged:
    """Its record or its competences have changed; `fields` are names of fields."""

    TYPE: ClassVar[str] = "directory.authority_changed"
    V: ClassVar[int] = 1
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccessChanged:
    """It was given a role in a policy area, or the role was suspended."""

    TYPE: ClassVar[str] = "directory.access_changed"
    V: ClassVar[int] = 1
    module: str
    role: str
    granted: bool


@dataclass(frozen=True, slots=True)
class RelationChanged:
    """A coordinator (or linked authority) began or ceased to be one of it; open exchanges look again."""

    TYPE: ClassVar[str] = "directory.relation_changed"
    V: ClassVar[int] = 1
    module: str
    kind: int
    coordinator: str
    living: bool


@dataclass(frozen=True, slots=True)
class MembersChanged:
    """Users, their rights or their absences have changed."""

    TYPE: ClassVar[str] = "directory.members_changed"
    V: ClassVar[int] = 1
    user: str
    what: str


@dataclass(frozen=True, slots=True)
class SwitchSet:
    """A member, or one authority of it, chose otherwise; what is open keeps what it began with."""

    TYPE: ClassVar[str] = "directory.switch_set"
    V: ClassVar[int] = 1
    module: str
    key: str
    member: str
    authority: str | None
    value: bool | None


@dataclass(frozen=True, slots=True)
class AuthoritySucceeded:
    """An authority ended. `after` leads from a policy area (empty: all others) to the ref of who goes on with it."""

    TYPE: ClassVar[str] = "directory.authority_succeeded"
    V: ClassVar[int] = 1
    kind: int
    after: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class AuthorityDeactivated:
    """An authority takes part no longer; it had nothing open."""

    TYPE: ClassVar[str] = "directory.authority_deactivated"
    V: ClassVar[int] = 1
    member: str


@dataclass(frozen=True, slots=True)
class NetworkLaid:
    """A whole network was laid down at once; its stream is that of the laying."""

    TYPE: ClassVar[str] = "directory.network_laid"
    V: ClassVar[int] = 1
    authorities: int
    people: int
