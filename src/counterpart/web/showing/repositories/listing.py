"""What an import of entries reads by, and what it found, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.core.definitions.forms import FormField
from counterpart.core.workflow.forms import Problem
from counterpart.directory.bulk.found import BulkFinding
from counterpart.foundation.words import words_of
from counterpart.web.reading.entry_lists import PROBLEM, ListForm, folded
from counterpart.web.showing.options import options_of
from counterpart.web.showing.problems import problem_said
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.repositories.telling import Teller
from counterpart.web.showing.saying import Saying

FEW = 12
"""Up to so many values are told of a column."""


@dataclass(frozen=True, slots=True)
class FindingShown:
    """Something about a cell, a row or the file."""

    row: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column that a list may have: its heading, what it is called, whether it must be filled in, some values."""

    heading: str
    label: str
    required: bool
    values: tuple[str, ...]
    more: int


def list_form(teller: Teller, english: Saying) -> ListForm:
    """Return what a list is read by; `english` says what fields and codes are called in English."""
    rules = teller.pin.rules.forms[teller.form]
    headings = {}
    for one in rules.fields:
        address = f"form.{teller.form}.{one.name}.label"
        for name in (one.name, english.text(address), teller.saying.text(address)):
            headings[folded(name)] = one.name
    kept: dict[int, Mapping[str, str]] = {}

    def labels(field: FormField) -> Mapping[str, str]:
        if id(field) not in kept:
            several = [options_of(saying, _one_of(field), teller.around) or () for saying in (english, teller.saying)]
            kept[id(field)] = {folded(one.label): one.value for options in several for one in options}
        return kept[id(field)]

    return ListForm(rules, teller.around, teller.saying.writer, headings, labels)


def columns_shown(teller: Teller) -> list[ColumnShown]:
    """Return the columns that a list may have, in the order of the form."""
    found = []
    for one in teller.pin.rules.forms[teller.form].fields:
        if one.fields or one.field.type in ("file", "files", "entry", "exchange", "authority"):
            continue
        values = [option.value for option in options_of(teller.saying, _one_of(one.field), teller.around) or ()]
        required = one.required is True
        found.append(
            ColumnShown(one.name, teller.label(one.name), required, tuple(values[:FEW]), max(0, len(values) - FEW))
        )
    return found


def finding_shown(teller: Teller, one: BulkFinding) -> FindingShown:
    """Return what was found, with the heading as it stands in the file."""
    words = teller.saying.words
    if one.code.startswith(PROBLEM):
        field = teller.placed(one.column).field if one.column else None
        text = problem_said(teller.saying, Problem(one.column, one.code.removeprefix(PROBLEM)), field)
    elif one.code == "column_of_no_field":
        text = words.gettext("An entry has no field “%(found)s”: see which columns there are.", **one.parameters)
    else:
        text = reason(words, one.code, one.parameters)
    return FindingShown(str(one.row) if one.row else "–", one.column, text)


def english_of(teller: Teller, saying: Saying) -> Saying:
    """Return who says the same in English."""
    return Saying(saying.speaker, words_of("en"), teller.saying.zone, teller.saying.today)


def _one_of(field: FormField) -> FormField:
    single = {"codes": "code", "countries": "country", "members": "member"}.get(field.type, field.type)
    return field.model_copy(update={"type": single, "many": False})
