"""What kinds of authorities, of relations between them and of states there are; the numbers are stored.

The four coordinators are those of Regulation (EU) No 1024/2012, Art. 6, as the network came to use them: national,
super-delegated (a region of a federal state), of one legislative area, and delegated. That each may also act as an
authority with the same rights is Art. 6(4).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


class AuthorityKind(enum.IntEnum):
    """What an authority is in the network."""

    NATIONAL = 1
    """National coordinator (NIMIC): one for a member, in all areas."""
    REGIONAL = 2
    """Super-delegated coordinator (SDIMIC): as a national one, in its region."""
    AREA = 3
    """Coordinator of a policy area (LIMIC): nationally or in its region."""
    DELEGATED = 4
    """Delegated coordinator (DIMIC): of an area, a field of competence or a region, as delegated."""
    AUTHORITY = 5
    """Competent authority."""
    SUPERVISOR = 6
    """The supervising body of the network; belongs to no member."""
    BODY = 7
    """An agency or a board that an act lets take part; belongs to no member."""
    EXTERNAL = 8
    """An organisation outside the network that an act lets take part; belongs to no member."""
    REGISTER = 9
    """A register that answers by itself."""


@dataclass(frozen=True, slots=True)
class Powers:
    """What comes with a kind: `short` is its name in the field; whom it registers; where its word counts.

    `every_area`: has access to all areas by definition. `whole_member`: in the whole member, not in its region alone.
    `of_member`: belongs to a member of the network.
    """

    short: str
    coordinates: bool = False
    every_area: bool = False
    whole_member: bool = False
    of_member: bool = True
    registers: frozenset[AuthorityKind] = frozenset()


_LOCAL = frozenset({AuthorityKind.AUTHORITY, AuthorityKind.REGISTER})

POWERS: Mapping[AuthorityKind, Powers] = MappingProxyType(
    {
        AuthorityKind.NATIONAL: Powers(
            "NIMIC",
            coordinates=True,
            every_area=True,
            whole_member=True,
            registers=_LOCAL | {AuthorityKind.REGIONAL, AuthorityKind.AREA, AuthorityKind.DELEGATED},
        ),
        AuthorityKind.REGIONAL: Powers(
            "SDIMIC",
            coordinates=True,
            every_area=True,
            registers=_LOCAL | {AuthorityKind.AREA, AuthorityKind.DELEGATED},
        ),
        AuthorityKind.AREA: Powers("LIMIC", coordinates=True, registers=_LOCAL | {AuthorityKind.DELEGATED}),
        AuthorityKind.DELEGATED: Powers("DIMIC", coordinates=True, registers=_LOCAL),
        AuthorityKind.AUTHORITY: Powers("CA"),
        AuthorityKind.SUPERVISOR: Powers("supervisor", of_member=False),
        AuthorityKind.BODY: Powers("body", of_member=False),
        AuthorityKind.EXTERNAL: Powers("external", of_member=False),
        AuthorityKind.REGISTER: Powers("register"),
    }
)
"""What comes with each kind (domain sheet 2.1)."""

BY_OPERATOR = frozenset({AuthorityKind.NATIONAL, AuthorityKind.SUPERVISOR, AuthorityKind.BODY, AuthorityKind.EXTERNAL})
"""Whom the operator of the network registers: national coordinators, and those that belong to no member."""

EVERY_AREA = tuple(int(kind) for kind, powers in POWERS.items() if powers.every_area)
"""Kinds that have access to all areas without being given it."""


class AuthorityState(enum.IntEnum):
    """Where an authority is in its life (domain sheet 2.4)."""

    REGISTERED = 1
    AWAITING = 2
    """Has registered itself and waits to be validated."""
    REJECTED = 3
    INACTIVE = 4
    SUCCEEDED = 5
    """Has become part of others, or has been closed; its name stays readable."""


class AccessState(enum.IntEnum):
    """Whether an authority may take part in a role of a policy area."""

    GRANTED = 1
    SUSPENDED = 2
    """Goes on with what is open, begins nothing, is not found."""


class RelationKind(enum.IntEnum):
    """What a coordinator (or a linked authority) is to an authority (domain sheet 2.2)."""

    VALIDATING = 1
    """Registered it and may change its official name; exactly one, in the network as a whole."""
    ACCESS = 2
    """Gives and suspends access to a policy area; exactly one in each."""
    REQUEST = 3
    """Watches, approves and settles disputes; one or more in each policy area."""
    LINKED = 4
    """Sees the overview of what the authority has, no content and nothing personal."""


SINGLE = frozenset({RelationKind.VALIDATING, RelationKind.ACCESS})
"""Relations of which an authority has exactly one: a new one ends the one before."""


class InvitationState(enum.IntEnum):
    """How far an invitation has come."""

    OPEN = 1
    USED = 2
    """An authority registered itself with it, and waits."""
    VALIDATED = 3
    REJECTED = 4
    WITHDRAWN = 5
    EXPIRED = 6


class SuccessionKind(enum.IntEnum):
    """How an authority ended."""

    MERGED = 1
    """Into one other."""
    SPLIT = 2
    """Into several; each policy area goes to one of them."""
    CLOSED = 3
    """Without a successor."""
