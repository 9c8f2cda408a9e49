"""What this room asks of rooms above it, which it cannot import: they register their answers in their `apps.py`."""

from __future__ import annotations

from counterpart.foundation.asks import Question

open_work_of: Question[[int], int] = Question("open_work_of")
"""How many exchanges (entries, cases …) an authority, by its number, still has a part in.

Asked inside the action that deactivates it. A room may stop counting early: more than none is what matters.
"""
