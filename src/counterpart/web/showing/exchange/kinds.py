"""Kinds of data as people call them: for what is kept how long, and for what is not read any more."""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.foundation.words import Words


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
