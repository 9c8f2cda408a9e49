"""Speaking: a text of a module in a reader's language, with its placeholders filled.

Values stand in brackets, `[Mr John SMITH]`: that isolates the inserted nominative from the sentence's grammar, and
shows which words came from the case. A placeholder over blocked or hidden data reads `[…]`.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime

from counterpart.core.composing.area import Area
from counterpart.core.definitions.forms import FormField, fields_by_name
from counterpart.core.definitions.questions import Question, SeveralCodes, placed_questions
from counterpart.core.errors import NotFound
from counterpart.core.texts.placeholders import Hole, filled

HIDDEN = "…"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Speaker:
    """Says the texts of one module in one language; what has no translation is said in English.

    `english` and `said` hold the patterns by address, `words` what the network calls a member and its supervisor,
    `members` the names of members that CLDR does not know.
    """

    area: Area
    language: str
    english: Mapping[str, str]
    said: Mapping[str, str]
    words: Mapping[str, str]
    members: Mapping[str, str] = field(default_factory=dict)

    def text(self, address: str, *, values: Mapping[str, str] | None = None) -> str:
        """Return the text of an address, holes filled from `values` and the network's words.

        A hole that nobody fills stays as it is. Raises NotFound for an address the module does not have.
        """
        known = {**self.words, **(values or {})}
        return filled(self.pattern(address), lambda hole: known.get(hole.name, f"{{{hole.name}}}"))

    def pattern(self, address: str) -> str:
        """Return the text of an address with its holes still open."""
        if address not in self.english:
            raise NotFound("text_unknown", address=address)
        return self.said.get(address) or self.english[address]

    def code(self, code_list: str, code: str) -> str:
        """Return the label of a code; a code that is no longer in the list is shown as it is."""
        address = f"code.{code_list}.{code}"
        return self.text(address) if address in self.english else code

    def question(
        self,
        name: str,
        subject_form: str | None,
        subject: Mapping[str, Any],
        said: dict[tuple[str, str], str] | None = None,
    ) -> str:
        """Return a question as this reader sees it: each placeholder in brackets, blocked data as `[…]`.

        `subject` holds the values that the reader may see, by dotted field name. `said` keeps placeholders that were
        filled from them, by language and name, for the next question about the same.
        """
        patterns = self._placeholders(subject_form)
        kept = said if said is not None else {}

        def bracketed(hole: Hole) -> str:
            if hole.name in self.words:
                return self.words[hole.name]
            if hole.name not in patterns or subject_form is None:
                return f"{{{hole.name}}}"
            key = (self.language, hole.name)
            if key not in kept:
                kept[key] = self.placeholder(subject_form, hole.name, subject)
            return f"[{kept[key]}]"

        return filled(self.pattern(f"question.{name}.text"), bracketed)

    def placeholder(self, form: str, name: str, values: Mapping[str, Any]) -> str:
        """Return a placeholder of a form filled with values, without brackets; `…` when nothing of it is known."""
        fields = fields_by_name(self.area.definition.forms[form])

        def value(hole: Hole) -> str:
            placed = fields.get(hole.name)
            return self.value(placed.field, values[hole.name]) if placed is not None and hole.name in values else ""

        said = _SPACES.sub(" ", filled(self.pattern(f"form.{form}.placeholder.{name}"), value)).strip()
        return said or HIDDEN

    def value(self, field: FormField, value: Any) -> str:
        """Return the value of a field in words of the reader's language."""
        if value is None or value == "":
            return ""
        if isinstance(value, list | tuple):
            return ", ".join(self.value(field, item) for item in value)
        if field.list is not None:
            return self.code(field.list, str(value))
        return self._of_kind(field.type, value)

    def answer(self, question: Question, value: Any) -> str:
        """Return an answer in words of the reader's language."""
        kind = question.answer.codes if isinstance(question.answer, SeveralCodes) else question.answer.kind
        if isinstance(value, list | tuple):
            return ", ".join(self.answer(question, item) for item in value)
        if kind in self.area.definition.codelists:
            return self.code(kind, str(value))
        return self._of_kind(kind, value)

    def _of_kind(self, kind: str, value: Any) -> str:
        locale = locale_of(self.language)
        if kind == "yes_no" and isinstance(value, bool):
            return self.code("yes_no", "yes" if value else "no")
        if kind in ("country", "countries"):
            return str(locale.territories.get(str(value), value))
        if kind in ("member", "members"):
            return self._member(str(value), locale)
        if kind == "language":
            return str(locale.languages.get(str(value), value))
        if kind in ("date", "datetime"):
            return _date_in_words(value, locale)
        return str(value)

    def _member(self, code: str, locale: Locale) -> str:
        network = self.area.network
        member = network.members.get(code) if network is not None else None
        if member is None:
            return code
        if member.iso:
            return str(locale.territories.get(member.iso, member.name))
        return self.members.get(code, member.name)

    def _placeholders(self, form: str | None) -> frozenset[str]:
        known = self.area.definition.forms.get(form) if form is not None else None
        return frozenset(known.placeholders) if known is not None else frozenset()


ENGLISH = "en"
EUROPEAN_ENGLISH = "en-GB"
"""In English the day comes before the month, as everywhere else in the network."""


@functools.lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Return CLDR's rules of a language tag; English (that of Europe) where CLDR does not know it."""
    try:
        return Locale.parse(EUROPEAN_ENGLISH if language == ENGLISH else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(EUROPEAN_ENGLISH, sep="-")


def questions_of(area: Area) -> dict[str, Question]:
    """Return all questions of a module by their id."""
    return {
        placed.question.q: placed.question
        for name, question_set in area.definition.questionsets.items()
        for placed in placed_questions(name, question_set)
    }


def _date_in_words(value: Any, locale: Locale) -> str:
    moment = value
    if isinstance(value, str):
        try:
            moment = (
                dt.datetime.fromisoformat(value) if len(value) > len("2026-01-01") else dt.date.fromisoformat(value)
            )
        except ValueError:
            return value
    if isinstance(moment, dt.datetime):
        return str(format_datetime(moment, locale=locale, format="medium"))
    return str(format_date(moment, locale=locale, format="medium")) if isinstance(moment, dt.date) else str(value)
