"""Which kinds of data does a procedure hold? Retention has to say of each when it is blocked and erased."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context
from counterpart.core.checking.forms.places import PROTECTED
from counterpart.core.checking.readable import questions_of
from counterpart.core.definitions.forms import FormField, placed_fields
from counterpart.core.definitions.procedures import Procedure

FILES = frozenset({"file", "files"})
ALWAYS = ("messages", "log")
"""Every exchange tells people something, and who did what is always logged."""


def data_held(context: Context, procedure: Procedure) -> dict[str, str]:
    """Return the kinds of data that a procedure holds, each with an example or an empty text."""
    fields, questions = dict(_fields(context, procedure)), questions_of(context.definition, procedure)
    held: dict[str, list[str]] = {
        "personal": [name for name, field in fields.items() if field.personal in PROTECTED],
        "sensitive": [name for name, field in fields.items() if field.personal == "sensitive"],
        "attachments": [name for name, field in fields.items() if field.type in FILES],
        "answers": [placed.question.q for placed in questions],
        "drafts": ["" for state in procedure.states.values() if state.edit],
    }
    held["personal"] += [placed.question.q for placed in questions if placed.question.personal in PROTECTED]
    held["sensitive"] += [placed.question.q for placed in questions if placed.question.personal == "sensitive"]
    held["attachments"] += [placed.question.q for placed in questions if placed.question.attachment != "no"]
    found = {kind: ", ".join(filter(None, names[:3])) for kind, names in held.items() if names}
    return found | dict.fromkeys(ALWAYS, "")


def _fields(context: Context, procedure: Procedure) -> Iterator[tuple[str, FormField]]:
    for form in (procedure.subject, *procedure.forms):
        if form in context.definition.forms:
            for placed in placed_fields(context.definition.forms[form]):
                yield f"{form}.{placed.name}", placed.field
