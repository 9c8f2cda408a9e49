"""How often Python looks for circles of objects that nobody uses any more, in a process that serves.

Definitions are hundreds of thousands of objects that stay. Python looks through the youngest after each 700 that came
and did not go, which one page makes by itself; most of them end with the page, without any look. Looking seldom saves
a twelfth of the time of a read, and costs some megabytes until the next look.
"""

from __future__ import annotations

import gc

AFTER = 50_000
"""Objects between two looks at the youngest."""
OLDER = (20, 50)
"""Looks at the younger ones between two at those that stayed."""


def collect_seldom() -> None:
    """Look seldom from now on, and not at what lives already. Called once, when a process is about to serve."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(AFTER, *OLDER)
