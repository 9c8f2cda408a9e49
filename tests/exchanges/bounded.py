"""A circular to everybody, sent and run out in a process that may take so much memory and no more."""

from __future__ import annotations

import datetime as dt
import resource
from pathlib import Path
from uuid import UUID

from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.actions.ringing import CLOCK, ring
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.refs import new_ref
from counterpart.foundation.serving import as_worker
from tests.foundation.events import NOW, asked

MEGABYTE = 1 << 20
A_DAY_LATER = NOW + dt.timedelta(days=1, seconds=1)
SUBJECT = {"matter": "Who knows the firm?"}


def send_and_run_out(ref: str, number: str, megabytes: str) -> None:
    """Send to all that there are, and let all rows run out in one second."""
    who = new_ref(NOW)
    rights = frozenset({Right("circular", "handler")})
    asker = Actor(ActorKind.PERSON, who, UUID(ref), int(number), user_id=1, rights=rights)
    exchange = open_exchange(asker, asked(), "circular", "circular", Begun(subject=SUBJECT))
    held = _held() + int(megabytes) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (held, held))
    act(asker, asked(), exchange.ref, "send", Capacity("asker"))
    with as_worker():
        ring(CLOCK, asked(A_DAY_LATER), exchange.ref)


def _held() -> int:
    """The bytes of data that this process holds."""
    [line] = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmData")]
    return int(line.split()[1]) << 10
