"""A policy area without a database: its rules, who says its texts, and templates drawn on their own."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from counterpart.core.composing.area import Area
from counterpart.core.composing.compose import load_area
from counterpart.core.definitions.questions import Question, placed_questions
from counterpart.core.findings import Findings
from counterpart.core.texts import speaker_for
from counterpart.core.workflow import profile_of
from counterpart.core.workflow.forms import FormRules, Surroundings, check_form, compile_form
from counterpart.foundation.words import words_of
from counterpart.web.environment import environment
from counterpart.web.reading import FormRead, posted, read_form
from counterpart.web.rendering import sentence
from counterpart.web.showing.fields import FieldShown, FormShown
from counterpart.web.showing.forms import FormState, form_view
from counterpart.web.showing.saying import Saying
from tests.web.showing.sending import sent_by

ROOT = Path(__file__).parents[3]
AREAS, OWN = ROOT / "areas", ROOT / "tests" / "areas"
ODD = Path(__file__).parent / "odd"
TEMPLATES = ROOT / "src" / "counterpart" / "web" / "templates"
TODAY = dt.date(2026, 3, 11)
DUBLIN = ZoneInfo("Europe/Dublin")


@functools.cache
def area_at(path: Path) -> Area:
    findings = Findings()
    area = load_area(path, findings, searched=(AREAS,))
    assert area is not None, [one.message for one in findings.errors]
    return area


def odd() -> Area:
    return area_at(ODD)


@functools.cache
def _saying(path: Path, language: str) -> Saying:
    return Saying(speaker_for(area_at(path), language), words_of(language), DUBLIN, TODAY)


def saying_of(path: Path = ODD, language: str = "en") -> Saying:
    """Who says the texts of an area; where the interface does not speak a language, it is English, with its dates."""
    said = _saying(path, language)
    return said if said.words.language == language else replace(said, words=replace(said.words, language=language))


def around(area: Area) -> Surroundings:
    assert area.network is not None
    return Surroundings(TODAY, area.definition.codelists, profile_of(area.network, area.definition.countries and ()))


@functools.cache
def rules_of(path: Path, form: str) -> FormRules:
    return compile_form(form, area_at(path).definition.forms[form])


def questions_of(area: Area) -> dict[str, Question]:
    sets = area.definition.questionsets.items()
    return {one.question.q: one.question for name, each in sets for one in placed_questions(name, each)}


def shown(
    values: Mapping[str, Any],
    *,
    path: Path = ODD,
    form: str = "odd",
    language: str = "en",
    read: FormRead | None = None,
    said: Saying | None = None,
    **more: Any,
) -> FormShown:
    """A form as a page shows it, with everything wrong that is wrong with it where `read` is given."""
    rules = rules_of(path, form)
    near = around(area_at(path))
    problems = read.all_problems(check_form(rules, values, near)) if read is not None else ()
    state = FormState(values, read or FormRead(), problems, **more)
    return form_view(said or saying_of(path, language), rules, state, near)


def read_back(form: FormShown, *, path: Path = ODD, name: str = "odd", language: str = "en", do: str = "") -> FormRead:
    """What a browser would send of a form that nobody touched, read."""
    fields = sent_by(drawn(form, language=language))
    if do:
        fields.append(("do", do))
    grouped: dict[str, list[str]] = {}
    for key, text in fields:
        grouped.setdefault(key, []).append(text)
    return read_form(rules_of(path, name), posted(grouped.items()), saying_of(path, language).writer)


@functools.cache
def templates() -> Environment:
    made = environment(loader=FileSystemLoader(TEMPLATES))
    made.globals["static"] = lambda name: f"/static/{name}"
    return made


def drawn(form: FormShown, language: str = "en", live: str = "") -> str:
    """The markup of a form."""
    source = '{% from "parts/field.html" import form_part with context %}{{ form_part(form, live) }}'
    return render(source, language, form=form, live=live)


def render(source: str, language: str = "en", **context: Any) -> str:
    words = words_of(language)
    frame = {
        "language": language,
        "_": words.gettext,
        "n_": words.ngettext,
        "p_": words.pgettext,
        "h_": lambda english, **values: sentence(words, english, **values),
        "csrf": Markup,
    }
    return templates().from_string(source).render(frame | context)


def every_field(form: FormShown) -> dict[str, FieldShown]:
    """All fields of a form by id, those inside groups and rows among them."""
    found: dict[str, FieldShown] = {}
    waiting = [field for section in form.sections for field in section.fields]
    while waiting:
        field = waiting.pop()
        found[field.id] = field
        waiting += [*field.inside, *(one for row in field.rows for one in row.fields)]
    return found
