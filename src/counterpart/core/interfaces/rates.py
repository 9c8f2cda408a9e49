"""How often a register may be asked: `50 per second`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterpart.core.deadlines import Unreadable

RATE_HELP = "write e.g. '50 per second'; also per minute, per hour, per day"
_WRITTEN = re.compile(r"([0-9]{1,6}) per (second|minute|hour|day)", re.ASCII)
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` questions in any `seconds`."""

    count: int
    seconds: int


def parse_rate(text: str) -> Rate:
    """Read `50 per second`. Raises Unreadable, which says how to write it, also for nothing at all."""
    written = _WRITTEN.fullmatch(text)
    if written is None or not int(written[1]):
        raise Unreadable("interface.rate", field="rate", text=text, advice=RATE_HELP)
    return Rate(int(written[1]), _SECONDS[written[2]])
