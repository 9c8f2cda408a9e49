"""What the trial room does after the commit: every fact becomes a delivery and a job, and each leaves a line."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

from counterpart.foundation.deliveries import ChannelKind, Delivery, Parcel, channel, queue
from counterpart.foundation.facts import FactRow, consumer
from counterpart.foundation.jobs import job
from counterpart.foundation.periodic import every

BOOK = Path(os.environ["TRIAL_BOOK"])


def write(line: str) -> None:
    """Add a line, in one piece also beside another process."""
    descriptor = os.open(BOOK, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"{line}\n".encode())
    finally:
        os.close(descriptor)


@job("trial_room.note")
def note(fact: int) -> None:
    """Note a fact."""
    write(f"job {fact}")


@consumer("trial_room.book", "trial.stamped")
def pass_on(facts: Sequence[FactRow], now: dt.datetime) -> None:
    """Have everything posted, and noted by a job."""
    queue([Parcel(fact.id, ChannelKind.MAIL, "the book", {}, fact.request) for fact in facts], now)
    for fact in facts:
        note.later(request=fact.request, fact=fact.id)


@channel(ChannelKind.MAIL)
def send(delivery: Delivery, now: dt.datetime) -> None:
    """Send a delivery: into the book."""
    write(f"mail {delivery.fact_id} {delivery.key}")


@every(seconds=1, name="trial_room.ring")
def ring(now: dt.datetime) -> None:
    """Ring once a second."""
    write(f"ring {now.isoformat()}")
