"""The form of a lookup, what is read from it, and its answer as it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.lookups import Lookup
from counterpart.core.workflow.forms.kinds import wrong
from counterpart.repositories.queries.given import Given
from counterpart.web.reading.posted import Posted, first
from counterpart.web.reading.singles import single_read
from counterpart.web.showing.options import Option, member_name, options_of
from counterpart.web.showing.problems import general
from counterpart.web.showing.repositories.telling import Teller
from counterpart.web.showing.values import value_shown

PURPOSE = "purpose"
SINGLE = {"codes": "code", "countries": "country", "members": "member"}
"""Of several values one is asked for."""


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field of the form of a lookup, with what was typed and what is wrong with it."""

    name: str
    label: str
    hint: str
    text: str
    error: str
    options: tuple[Option, ...] | None
    is_date: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of the form: values by field of the lookup, texts as typed, and errors by field."""

    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class GivenShown:
    """One hit: label and value of what is told of it; the ref of its keeper, where the hit leads to them."""

    keeper: str
    facts: tuple[tuple[str, str], ...]


def read_of(teller: Teller, lookup: Lookup, posted: Posted) -> Read:
    """Return what was sent; nothing that was typed is lost."""
    read = Read(purpose=first(posted, PURPOSE))
    words = teller.saying.words
    for name in lookup.ask:
        kind = _kind(teller, name)
        text = read.texts[name] = first(posted, f"f-{name}")
        value, problem = single_read(kind.type, text, teller.saying.writer)
        if value is None and not problem:
            read.errors[name] = words.gettext("Fill this in.")
        elif problem or (problem := _unfit(kind, value, teller)):
            read.errors[name] = general(words, problem)
        else:
            read.values[name] = value
    if lookup.purpose and not read.purpose:
        read.errors[PURPOSE] = words.gettext("Say for what purpose you search.")
    return read


def fields_of(teller: Teller, lookup: Lookup, read: Read) -> list[AskedField]:
    """Return the fields of the form."""
    words = teller.saying.words
    found = []
    for name, way in lookup.ask.items():
        kind = _kind(teller, name)
        hint = {
            "similar": words.gettext("Every word must be there; accents and capitals do not matter."),
            "same_or_later": words.gettext("This or a later one."),
            "same_or_earlier": words.gettext("This or an earlier one."),
        }.get(way, "")
        options = options_of(teller.saying, kind, teller.around)
        text, error = read.texts.get(name, ""), read.errors.get(name, "")
        label = teller.label(name.removeprefix("subject."))
        found.append(AskedField(name, label, hint, text, error, options, kind.type == "date"))
    return found


def purposes_of(teller: Teller, lookup: Lookup, chosen: str) -> list[Option]:
    """Return the purposes of which one must be named."""
    codes = teller.pin.rules.module.codelists.get(lookup.purpose or "", {})
    return [Option(code, teller.saying.code(lookup.purpose or "", code), chosen=code == chosen) for code in codes]


def given_shown(teller: Teller, lookup: Lookup, given: Given) -> GivenShown:
    """Return what is told of one hit, in the order in which the lookup names it."""
    words = teller.saying.words
    known: Mapping[str, tuple[str, str]] = {
        "number": (words.gettext("Number"), given.number),
        "state": (words.gettext("State"), teller.state(given.state) if given.state else ""),
    }
    facts: list[tuple[str, str]] = []
    for name in lookup.gives:
        if name in known:
            facts.append(known[name])
        elif name.partition(".")[2] in ("member", "country"):
            facts.append((words.gettext("Country of the keeper"), member_name(teller.saying, given.member)))
        else:
            bare = name.removeprefix("subject.")
            values = given.values.get(bare, ())
            facts.append((teller.label(bare), ", ".join(_said(teller, bare, one) for one in values)))
    if given.keeper is not None:
        facts.append((words.gettext("Keeper"), given.keeper.called(teller.saying.language)[0]))
    keeper = str(given.keeper.ref) if given.keeper is not None else ""
    return GivenShown(keeper, tuple(one for one in facts if one[1]))


def _said(teller: Teller, name: str, value: Any) -> str:
    return value_shown(teller.saying, teller.placed(name).field, value).text


def _kind(teller: Teller, name: str) -> FormField:
    """Return the field that is asked for, as one of which one value is typed."""
    asked = teller.placed(name.removeprefix("subject.")).field
    return asked.model_copy(update={"type": SINGLE.get(asked.type, asked.type), "many": False})


def _unfit(kind: FormField, value: Any, teller: Teller) -> str:
    return wrong(kind, value, teller.around)
