"""Writing: what people write in the exchanges of a file, and what the engine is told of it.

The engine moves a `Situation` and holds no values; here values and engine meet. A `Desk` holds the exchanges of one
file with what was written in them; `editing.py` and `acting.py` change it as one party may, everything or nothing;
`seeing.py` says what a party sees of it. The simulator and the running system do the same through the same functions:
the one keeps a desk in memory, the other loads it from tables and writes the difference. Pure: nothing here waits, and
nothing knows a database. Imports `workflow`, `visibility`, `retention` and below. Start reading at `desk.py`.
"""

from __future__ import annotations

from counterpart.core.writing.acting import Handed, act
from counterpart.core.writing.authors import Author, players_of
from counterpart.core.writing.desk import Desk
from counterpart.core.writing.editing import answer, ask, check_offered, edit, edit_exchange, take_over
from counterpart.core.writing.keeping import Life, terms_at
from counterpart.core.writing.knowing import Setting, dates_in, facts_at, known_of, surroundings
from counterpart.core.writing.records import QUESTIONS, SUBJECT, Answer, Record, Values, flat
from counterpart.core.writing.seeing import seen_by, subject_seen_by, viewer_of

__all__ = [
    "QUESTIONS",
    "SUBJECT",
    "Answer",
    "Author",
    "Desk",
    "Handed",
    "Life",
    "Record",
    "Setting",
    "Values",
    "act",
    "answer",
    "ask",
    "check_offered",
    "dates_in",
    "edit",
    "edit_exchange",
    "facts_at",
    "flat",
    "known_of",
    "players_of",
    "seen_by",
    "subject_seen_by",
    "surroundings",
    "take_over",
    "terms_at",
    "viewer_of",
]
