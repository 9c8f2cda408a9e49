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
    """It was given a role in a policy area, or the role was suspended; `arriving`: as it was registered."""

    TYPE: ClassVar[str] = "directory.access_changed"
    V: ClassVar[int] = 1
    module: str
    role: str
    granted: bool
    arriving: bool = False


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
    """A member, or one authority of it, chose otherwise; what is open follows it from its next step on."""

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


@dataclass(frozen=True, slots=True)
class InvitationSent:
    """Somebody was invited to register an authority, or is told so again. The stream is the ref of the invitation."""

    TYPE: ClassVar[str] = "directory.invitation_sent"
    V: ClassVar[int] = 1
    member: str
    kind: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class InvitationEnding:
    """An invitation ends in two weeks, unless it is used. The stream is its ref."""

    TYPE: ClassVar[str] = "directory.invitation_ending"
    V: ClassVar[int] = 1
    member: str
    kind: int


@dataclass(frozen=True, slots=True)
class InvitationClosed:
    """An invitation was withdrawn or has ended: `how` is `withdrawn` or `expired`. The stream is its ref."""

    TYPE: ClassVar[str] = "directory.invitation_closed"
    V: ClassVar[int] = 1
    how: str


@dataclass(frozen=True, slots=True)
class AuthorityJoined:
    """An authority registered itself and waits to be validated; `coordinator` is the ref of who invited it."""

    TYPE: ClassVar[str] = "directory.authority_joined"
    V: ClassVar[int] = 1
    member: str
    kind: int
    coordinator: str | None


@dataclass(frozen=True, slots=True)
class AuthorityWaiting:
    """An authority that registered itself has waited for another week; `coordinator` is the ref of who invited it."""

    TYPE: ClassVar[str] = "directory.authority_waiting"
    V: ClassVar[int] = 1
    member: str
    kind: int
    coordinator: str | None


@dataclass(frozen=True, slots=True)
class AuthorityArrived:
    """An authority takes part from now on, and its first user is to choose a password; `validated`: it had joined."""

    TYPE: ClassVar[str] = "directory.authority_arrived"
    V: ClassVar[int] = 1
    user: str
    validated: bool


@dataclass(frozen=True, slots=True)
class AuthorityRejected:
    """An authority that had registered itself does not take part; its data are erased."""

    TYPE: ClassVar[str] = "directory.authority_rejected"
    V: ClassVar[int] = 1
    invitation: str


@dataclass(frozen=True, slots=True)
class SecondUserWanted:
    """An authority that came a week ago still has one user."""

    TYPE: ClassVar[str] = "directory.second_user_wanted"
    V: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class AuthorityConfirmed:
    """Somebody said that everything that is recorded of it is still right."""

    TYPE: ClassVar[str] = "directory.authority_confirmed"
    V: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class AuthorityChased:
    """It was asked to see to a concern: by a coordinator, or by the worker when its record is old."""

    TYPE: ClassVar[str] = "directory.authority_chased"
    V: ClassVar[int] = 1
    concern: str
    by_worker: bool
