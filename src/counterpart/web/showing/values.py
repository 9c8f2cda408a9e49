"""Values as people read them: dates, codes, members, amounts, files; and forms as labels with their values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date, format_time
from markupsafe import Markup
from markupsafe import escape as escaped

from counterpart.core.definitions.forms import FormField
from counterpart.core.texts.speaking import locale_of
from counterpart.core.workflow.forms import FormRules, visible
from counterpart.core.workflow.forms.filling_in import FieldRules
from counterpart.core.workflow.forms.kinds import Surroundings
from counterpart.foundation.words import country_name, date_words, language_name
from counterpart.web.reading import number_typed
from counterpart.web.showing.options import LOOKED_UP, member_name
from counterpart.web.showing.saying import Saying

FREE = frozenset({"text", "longtext", "identifier"})
"""Types of fields that hold people's own words (names among them), in a language that somebody says."""


@dataclass(frozen=True, slots=True)
class ValueShown:
    """One value: its text, the language of the text where it is not the page's, and where it leads."""

    text: str
    language: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class FactShown:
    """One field that holds something: label, values, and what is inside a group or its rows.

    `long` is text of several lines; `personal` is "no", "yes" or "sensitive".
    """

    path: str
    label: str
    values: tuple[ValueShown, ...] = ()
    inside: tuple[FactShown, ...] = ()
    rows: tuple[tuple[FactShown, ...], ...] = ()
    personal: str = "no"
    long: bool = False


@dataclass(frozen=True, slots=True)
class FactsShown:
    """The facts of one section; without a title for fields outside of any."""

    title: str
    facts: tuple[FactShown, ...]


def value_shown(saying: Saying, field: FormField, value: Any, text_language: str = "") -> ValueShown:
    """Return one value of a field (not a list) in words; `text_language` is that of people's own words."""
    kind = field.type
    if kind in FREE and isinstance(value, str):
        return ValueShown(value, text_language if text_language != saying.language else "")
    if kind in LOOKED_UP:
        named = saying.lookups.named(field, str(value))
        return ValueShown(str(value)) if named is None else ValueShown(named.name, named.language, named.address)
    if kind == "url" and str(value).startswith(("https://", "http://")):
        return ValueShown(str(value), address=str(value))
    return ValueShown(_said(saying, field, value))


def values_shown(saying: Saying, field: FormField, value: Any, text_language: str = "") -> tuple[ValueShown, ...]:
    """Return the values of a field in words, one for each of several."""
    several = value if isinstance(value, list | tuple) else [value]
    return tuple(value_shown(saying, field, one, text_language) for one in several if one not in (None, ""))


def facts_of_form(
    saying: Saying,
    rules: FormRules,
    values: Mapping[str, Any],
    around: Surroundings,
    *,
    seen: Collection[str] | None = None,
    text_language: str = "",
) -> tuple[FactsShown, ...]:
    """Return what a form holds, section by section, without what is empty or hidden.

    `seen` are the dotted fields that the reader may see; None stands for all. Raises KeyError for a form that the
    speaker's module does not have.
    """
    form = saying.speaker.area.definition.forms[rules.name]
    shown = visible(rules, values, around)
    teller = _Teller(saying, f"form.{rules.name}", seen, text_language)
    sections = [("", form.fields.keys())]
    sections += [(saying.text(f"form.{rules.name}.section.{name}"), one.fields.keys())
                 for name, one in form.sections.items()]  # fmt: skip
    found = (
        FactsShown(title, tuple(teller.facts([one for one in rules.fields if one.name in names], shown)))
        for title, names in sections
    )
    return tuple(one for one in found if one.facts)


def day_in_words(saying: Saying, value: object) -> str:
    """Return a date in words with its weekday: "Wednesday, 3 May 1989"; nothing for what is no date."""
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return ""
    return format_date(day, "full", locale=_dated(saying))


def moment_in_words(saying: Saying, value: object) -> str:
    """Return day and time by the reader's clock; nothing for what is neither."""
    try:
        moment = dt.datetime.fromisoformat(str(value)).astimezone(saying.zone)
    except (ValueError, OverflowError):
        return ""
    return f"{date_words(saying.language, moment.date())}, {_time(saying, moment)}"


def joined(values: Sequence[ValueShown]) -> Markup:
    """Return several values as one line of markup, each with its language and its link."""
    return Markup(", ").join(marked(value) for value in values)


def marked(value: ValueShown) -> Markup:
    """Return a value as markup."""
    text = escaped(value.text)
    if value.language:
        text = Markup('<span lang="%s">%s</span>') % (value.language, value.text)
    return Markup('<a href="%s">%s</a>') % (value.address, text) if value.address else text


def _said(saying: Saying, field: FormField, value: Any) -> str:
    kind = field.type
    if isinstance(value, bool):
        return saying.code("yes_no", "yes" if value else "no")
    if field.list is not None:
        return saying.code(field.list, str(value))
    if kind in ("member", "members"):
        return member_name(saying, str(value))
    if kind in ("country", "countries"):
        return country_name(saying.language, str(value))
    if kind == "language":
        return language_name(saying.language, str(value))
    if kind == "money" and isinstance(value, Mapping):
        return f"{number_typed(value.get('amount', ''), saying.language)} {value.get('currency', '')}".strip()
    return _counted_or_dated(saying, kind, value)


def _counted_or_dated(saying: Saying, kind: str, value: Any) -> str:
    if kind == "number":
        return number_typed(value, saying.language)
    if kind == "datetime":
        return moment_in_words(saying, value) or str(value)
    if kind != "date":
        return str(value)
    try:
        return date_words(saying.language, dt.date.fromisoformat(str(value)))
    except ValueError:  # kept as it came, from before the field was a date
        return str(value)


def _time(saying: Saying, moment: dt.datetime) -> str:
    width = "medium" if moment.second else "short"
    return str(format_time(moment, width, tzinfo=saying.zone, locale=_dated(saying)))


def _dated(saying: Saying) -> Any:
    return locale_of(saying.language)


class _Teller:
    """Turns fields with values into facts."""

    def __init__(self, saying: Saying, form: str, seen: Collection[str] | None, text_language: str) -> None:
        self.saying, self.form, self.seen, self.text_language = saying, form, seen, text_language

    def facts(self, fields: Sequence[FieldRules], values: Mapping[str, Any], prefix: str = "") -> Iterator[FactShown]:
        """Yield the facts of fields that hold something and may be seen; `prefix` is that of their dotted names."""
        for rules in fields:
            value = values.get(rules.name)
            path = f"{prefix}{rules.name}"
            fact = self._fact(rules, value, path) if value not in (None, "", [], {}) else None
            if fact is not None:
                yield fact

    def _fact(self, rules: FieldRules, value: Any, path: str) -> FactShown | None:
        label = self.saying.text(f"{self.form}.{path}.label") or rules.field.label
        personal = rules.field.personal or "no"
        if rules.fields and isinstance(value, Mapping):
            inside = tuple(self.facts(rules.fields, value, f"{path}."))
            return FactShown(path, label, inside=inside, personal=personal) if inside else None
        if rules.fields:
            several = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
            rows = tuple(tuple(self.facts(rules.fields, row, f"{path}.")) for row in several)
            return FactShown(path, label, rows=tuple(filter(None, rows)), personal=personal) if any(rows) else None
        if self.seen is not None and path not in self.seen:
            return None
        values = values_shown(self.saying, rules.field, value, self.text_language)
        return FactShown(path, label, values, personal=personal, long=rules.field.type == "longtext")
