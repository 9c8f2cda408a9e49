"""Deliveries: what leaves the system, at least once and with a key that stays the same.

waiting -> due -> sent, or failed and tried again for days, and then dead until an operator has it sent again. A
consumer of facts queues (`queue`), a room that has a way out registers it (`@channel`), the worker sends
(`deliver_due`).
"""

from __future__ import annotations

from counterpart.foundation.deliveries.channels import CHANNELS, Channel, Delivery, Undeliverable, channel
from counterpart.foundation.deliveries.overseeing import Listed, counts, listed, replay
from counterpart.foundation.deliveries.queueing import Parcel, queue, release
from counterpart.foundation.deliveries.sending import deliver_due, deliver_on
from counterpart.foundation.deliveries.states import PAUSES, ChannelKind, DeliveryState, pause_after

__all__ = [
    "CHANNELS",
    "PAUSES",
    "Channel",
    "ChannelKind",
    "Delivery",
    "DeliveryState",
    "Listed",
    "Parcel",
    "Undeliverable",
    "channel",
    "counts",
    "deliver_due",
    "deliver_on",
    "listed",
    "pause_after",
    "queue",
    "release",
    "replay",
]
