"""What this room asks of rooms above it, which it cannot import: they register their answers in their `apps.py`."""

from __future__ import annotations

from counterpart.foundation.asks import Question
from counterpart.foundation.doing import Doing

open_work_of: Question[[int], int] = Question("open_work_of")
"""How many exchanges (entries, cases …) an authority, by its number, still has a part in.

Asked inside the action that deactivates it. A room may stop counting early: more than none is what matters.
"""

allocations_of_leaver: Question[[Doing, int, int, int | None], int] = Question("allocations_of_leaver")
"""Take from a user what an authority has given to them, because they leave it: how many exchanges that was.

Asked inside the action that lets them go, with the numbers of user and authority, and that of the colleague who takes
over: what that one may not do, or all where nobody is named, is nobody's from then on, and who allocates is told.
"""
