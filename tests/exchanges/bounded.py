"""A circular to everybody, sent and run out in a process that may take so much memory and no more."""

from __future__ import annotations

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
from tests.exchanges.stories import NOW, asked, later

MEGABYTE = 1 << 20
SUBJECT = {"matter": "Who knows the firm?"}


def send_and_run_out(ref: str, number: str, megabytes: str, told: str) -> None:
    """Send to all that there are, and let all rows run out in one second; tell how much memory it took."""
    who = new_ref(NOW)
    asker = Actor(ActorKind.PERSON, who, UUID(ref), int(number), user_id=1, rights=frozenset({Right("circular", "handler")}))
    exchange = open_exchange(asker, asked(), "circular", "circular", Begun(subject=SUBJECT))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    held = _held() + int(megabytes) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (held, held))
    act(asker, asked(), exchange.ref, "send", Capacity("asker"))
    sent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with as_worker():
        ring(CLOCK, asked(later(days=1, seconds=1)), exchange.ref)
    rung = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    Path(told).write_text(f"{(sent - before) >> 10} {(rung - before) >> 10}")


def _held() -> int:
    """The bytes of data that this process holds."""
    [line] = [one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmData")]
    return int(line.split()[1]) << 10
