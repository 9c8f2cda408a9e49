"""Kinds of data as people call them: for what is kept how long, and for what is not read any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpart.core.definitions.forms import placed_fields
from counterpart.core.writing.editing import placed_of
from counterpart.foundation.words import Words
from counterpart.web.showing.exchange.scene import Scene

KINDS = ("personal", "sensitive", "answers", "attachments", "messages", "log")
"""What is sent, and what is written of it; working copies are their writer's own affair."""


def kinds_said(words: Words) -> dict[str, str]:
    """Return what kinds of data are called, by the names that definitions and keys have for them."""
    return {
        "personal": words.gettext("Data about people"),
        "sensitive": words.gettext("Sensitive data"),
        "answers": words.gettext("Answers"),
        "attachments": words.gettext("Documents"),
        "messages": words.gettext("Messages"),
        "drafts": words.gettext("Working copies"),
        "log": words.gettext("Who did what and when, without content"),
    }


def some_said(words: Words, names: Iterable[str]) -> str:
    """Return some kinds of data as a list in words, in the order in which they are always told."""
    wanted = set(names)
    return ", ".join(title for name, title in kinds_said(words).items() if name in wanted)


def kinds_in(scene: Scene) -> Iterator[str]:
    """Yield the kinds of data that the procedure has."""
    rules = scene.page.pin.rules
    form = rules.procedure.subject
    fields = placed_fields(rules.module.forms[form]) if form else []
    marks = {one.field.personal for one in fields} | {one.question.personal for one in placed_of(rules).values()}
    absent = {kind for kind, mark in (("personal", "yes"), ("sensitive", "sensitive")) if mark not in marks}
    absent |= set() if rules.questions else {"answers"}
    yield from (kind for kind in KINDS if kind not in absent)
