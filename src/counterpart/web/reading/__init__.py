"""What people typed, read back as values: forms, answers, chosen questions.

Nothing here raises on what somebody sent: what cannot be read becomes a problem with a code, and the raw text is kept
to be shown again. What a form does not have is ignored and told. Start reading at `forms.py`; `dates.py` and
`numbers.py` know how people write these in their language, `names.py` how the fields of a page are called.
"""

from __future__ import annotations

from counterpart.web.reading.answers import AnswerRead, AnswersRead, read_answers, read_chosen
from counterpart.web.reading.dates import day_read, day_typed, moment_read, moment_typed
from counterpart.web.reading.forms import FormRead, read_form
from counterpart.web.reading.names import Command, command_of
from counterpart.web.reading.numbers import number_read, number_typed
from counterpart.web.reading.posted import Posted, posted
from counterpart.web.reading.writer import Writer

__all__ = [
    "AnswerRead",
    "AnswersRead",
    "Command",
    "FormRead",
    "Posted",
    "Writer",
    "command_of",
    "day_read",
    "day_typed",
    "moment_read",
    "moment_typed",
    "number_read",
    "number_typed",
    "posted",
    "read_answers",
    "read_chosen",
    "read_form",
]
