"""What this room asks of rooms above it, at once: they answer in their `apps.py` (`foundation/asks.py` says how)."""

from __future__ import annotations

from collections.abc import Sequence

from counterpart.foundation.asks import Question

MOST_COUNTED = 10_000
"""Nobody counts further: what is said then is "10,000 or more"."""

open_exchanges: Question[[Sequence[int]], int] = Question("open_exchanges")
"""How many exchanges that are not closed pin one of these procedures; counted up to `MOST_COUNTED`.

Asked outside of transactions, in the role worker: open `as_actor([], read_only=True)`.
"""
