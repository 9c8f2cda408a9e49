"""Who sends: for each channel one function, registered by the room that has it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.core.errors import CounterpartError
from counterpart.foundation.deliveries.states import ChannelKind
from counterpart.foundation.layout import laid_out
from counterpart.foundation.registry import Registry


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something to be sent. `target` says to whom, by ref; `body` holds refs and names of the definition, no values."""

    id: int
    fact_id: int
    channel: ChannelKind
    target: str
    body: dict[str, Any]
    attempts: int
    request: UUID | None

    @property
    def key(self) -> str:
        """Return what is the same for every attempt: by it whoever gets it knows that they have it already."""
        told = laid_out("counterpart delivery", self.fact_id, int(self.channel), self.target)
        return hashlib.blake2b(told, digest_size=16).hexdigest()


Send = Callable[[Delivery, dt.datetime], None]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way out that is there: what sends."""

    kind: ChannelKind
    send: Send


class Undeliverable(CounterpartError):
    """A delivery that no further attempt would help: raised by who sends, and it is dead at once."""


CHANNELS: Registry[Channel] = Registry("channels")


def channel(kind: ChannelKind) -> Callable[[Send], Send]:
    """Register who sends on a channel.

    The worker calls it outside of every transaction, as the role worker. It returns when the other side has it and
    raises when not: anything is tried again after a growing pause, but for Undeliverable. Killed in between it is
    called again: at least once, with the same `Delivery.key`.
    """

    def register(send: Send) -> Send:
        CHANNELS.add(kind.name.lower(), Channel(kind, send))
        return send

    return register
