"""Facts of accounts, in the past tense. The stream is the user's ref; nothing in them is personal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class UserEntered:
    """Somebody has an account; they may not have a password yet."""

    TYPE: ClassVar[str] = "accounts.user_entered"
    V: ClassVar[int] = 1
    language: str


@dataclass(frozen=True, slots=True)
class UserChanged:
    """Something changed about a user: `what` is `password`, `preferences`, `address`, `blocked` or `unblocked`."""

    TYPE: ClassVar[str] = "accounts.user_changed"
    V: ClassVar[int] = 1
    what: str


@dataclass(frozen=True, slots=True)
class UserSignedIn:
    """Somebody signed in for the first time."""

    TYPE: ClassVar[str] = "accounts.user_signed_in_first"
    V: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class UserLeft:
    """Somebody works in the network no longer."""

    TYPE: ClassVar[str] = "accounts.user_left"
    V: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class PasswordLinkSent:
    """Somebody is mailed a link by which they choose a password."""

    TYPE: ClassVar[str] = "accounts.password_link_sent"
    V: ClassVar[int] = 1
