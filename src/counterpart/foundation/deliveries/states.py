"""Which ways lead out of the system, and how far a delivery has come."""

from __future__ import annotations

import datetime as dt
import enum

PAUSES: tuple[dt.timedelta, ...] = (
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=15),
    dt.timedelta(hours=1),
    dt.timedelta(hours=3),
    dt.timedelta(hours=6),
    dt.timedelta(hours=12),
    dt.timedelta(days=1),
    dt.timedelta(days=1),
    dt.timedelta(days=2),
)
"""Before the second, third, … attempt: almost five days, longer than a weekend with a holiday. Then it is dead."""


class ChannelKind(enum.IntEnum):
    """A way out of the system; the numbers are stored and never change. New ones are added at the end."""

    MAIL = 1
    WEB_HOOK = 2
    CALL = 3
    """A question to a connected register."""
    PUBLISH = 4
    DOCUMENT = 5
    """A PDF."""
    SIGNATURE = 6
    CHARGE = 7


class DeliveryState(enum.IntEnum):
    """How far a delivery has come; the numbers are stored and never change."""

    WAITING = 1
    """The room that does it is not there yet."""
    DUE = 2
    SENT = 3
    FAILED = 4
    """Attempted, and to be attempted again at its time."""
    DEAD = 5
    """Given up; an operator can have it sent again."""


def pause_after(attempts: int) -> dt.timedelta | None:
    """Return how long to wait after so many attempts; None when that was the last one."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
