"""Who sees what: which exchanges a party may open, and which fields and answers leave the server for it.

One meaning for `visible_to` and `sees` (modules-grammar.md 5): deny by default once a `visible_to` is said, the most
restrictive of all that apply wins, and who wrote a thing or may edit it always sees it. Pure functions over the
definition and a `Viewer`; imports `definitions` and below. Start reading at `seeing.py`.
"""

from __future__ import annotations

from counterpart.core.visibility.seeing import (
    may_open,
    sees_answer,
    sees_field,
    sees_kinds,
    visible_answers,
    visible_fields,
    visible_values,
)
from counterpart.core.visibility.viewer import Viewer

__all__ = [
    "Viewer",
    "may_open",
    "sees_answer",
    "sees_field",
    "sees_kinds",
    "visible_answers",
    "visible_fields",
    "visible_values",
]
