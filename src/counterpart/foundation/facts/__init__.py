"""Facts after the commit: numbered by one sequencer, read by consumers that each keep their own place.

Use: `@consumer` in a room's `handlers.py`. The worker calls `sequence_facts` and `feed_consumers` in its loop; tests
call them directly, in any process.
"""

from __future__ import annotations

from counterpart.foundation.facts.consuming import CONSUMERS, Consumer, consumer, feed_consumers
from counterpart.foundation.facts.row import FactRow
from counterpart.foundation.facts.sequencing import Sequencer, sequence_facts

__all__ = ["CONSUMERS", "Consumer", "FactRow", "Sequencer", "consumer", "feed_consumers", "sequence_facts"]
