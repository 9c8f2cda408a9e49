"""Questions in words: what came from the case is marked, and the same question as somebody else reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from counterpart.core.texts import Speaker
from counterpart.foundation.words import language_name
from counterpart.web.showing.saying import Saying

_FILLED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Asking:
    """What questions are filled from: the form of the subject, and the values of it that the reader may see.

    `values` stand by dotted name. `text_language` is the language of people's own words in them.
    """

    form: str | None
    values: Mapping[str, Any]
    text_language: str = ""
    said: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """Placeholders that were filled already, by language and name: many questions ask about one person."""


@dataclass(frozen=True, slots=True)
class Original:
    """A text in another language than the page's: which, what that is called, and the text."""

    language: str
    title: str
    text: Markup


def question_text(speaker: Speaker, name: str, asking: Asking) -> Markup:
    """Return a question as markup, what came from the case marked as `filled`. Raises NotFound for one unknown."""
    return filled_in(speaker.question(name, asking.form, asking.values, asking.said))


def filled_in(text: str) -> Markup:
    """Return a text as markup: values that came from the case are marked, their brackets gone."""
    escaped = escape(text)  # brackets are none of the letters that are escaped
    if "[" not in escaped:
        return escaped
    return Markup(_FILLED.sub(_marked, str(escaped)))  # noqa: S704  all of it was escaped


def _marked(found: re.Match[str]) -> str:
    return f'<span class="filled">{found[1]}</span>'


def original_of(saying: Saying, other: Speaker | None, name: str, asking: Asking) -> Original | None:
    """Return a question as another reader reads it; None where that is the same language, or it is not translated."""
    address = f"question.{name}.text"
    if other is None or other.language == saying.language or address not in other.english:
        return None
    if other.language != other.area.definition.source_language and address not in other.said:
        return None
    title = language_name(saying.language, other.language)
    return Original(other.language, title, question_text(other, name, asking))
