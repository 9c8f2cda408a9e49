"""What a scenario fills in: names of fields, and answers that fit their questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from counterpart.core.composing.area import Area
from counterpart.core.definitions.forms import FormField
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.questions import Question, SeveralCodes, placed_questions
from counterpart.core.findings import nearest
from counterpart.core.reading.tree import Address
from counterpart.core.simulation.story_places import Places
from counterpart.core.writing.records import CANNOT

OF_EXCHANGE = ("wanted_on", "agreed_on", "urgent", "copied")
_YES_NO = ("yes", "no")
_WORDS: Mapping[str, tuple[str, ...]] = {"yes_no": _YES_NO, "yes_no_unknown": (*_YES_NO, "unknown")}


def questions_of(module: ModuleDefinition, procedure: Procedure) -> dict[str, Question]:
    """Return the questions of a procedure by name."""
    sets = (name for name in procedure.questions if name in module.questionsets)
    return {one.question.q: one.question for name in sets for one in placed_questions(name, module.questionsets[name])}


def check_fields(module: ModuleDefinition, form: str, values: Mapping[str, Any], at: Address, places: Places) -> None:
    """Report fields that a form does not have; what is in them is checked when the form is handed in."""
    declared = module.forms[form]
    fields = {name: field for section in declared.sections.values() for name, field in section.fields.items()}
    _check_group({**fields, **declared.fields}, values, at, places)


def check_exchange(values: Mapping[str, Any], at: Address, places: Places) -> None:
    """Report values that an exchange does not have, and dates that are none."""
    places.known(at, "value of an exchange", values, OF_EXCHANGE)
    for name, value in values.items():
        is_date = name.endswith("_on")
        if is_date and not _is_date(value):
            places.wrong((*at, name), f"'{value}' is no date", 'write e.g. "2026-03-20"')
        elif not is_date and name in OF_EXCHANGE and not isinstance(value, bool):
            places.wrong((*at, name), f"'{value}' is neither true nor false")


def check_answers(
    area: Area, questions: Mapping[str, Question], answers: Mapping[str, Any], at: Address, places: Places
) -> None:
    """Report answers to questions that there are not, and answers that do not fit."""
    places.known(at, "question", answers, questions)
    for name, value in answers.items():
        if name in questions and not (isinstance(value, Mapping) and set(value) == {CANNOT}):
            for problem, hint in _of_answer(area, questions[name], value):
                places.wrong((*at, name), f"question '{name}': {problem}", hint)


def _check_group(fields: Mapping[str, FormField], values: Mapping[str, Any], at: Address, places: Places) -> None:
    places.known(at, "field", values, fields)
    for name, value in values.items():
        field = fields.get(name)
        if field is None or not field.fields:
            continue
        rows = value if isinstance(value, list) else [value]
        for index, row in enumerate(rows):
            here: Address = (*at, name, index) if isinstance(value, list) else (*at, name)
            if isinstance(row, Mapping):
                _check_group(field.fields, row, here, places)


def _of_answer(area: Area, question: Question, value: Any) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an answer, and a hint."""
    if isinstance(question.answer, SeveralCodes):
        if isinstance(value, list):
            for one in value:
                yield from _of_list(area, question.answer.codes, one)
        else:
            yield "several codes are expected", "write [a, b]"
        return
    kind = question.answer.kind
    words = _WORDS.get(kind)
    if words is not None:
        if value not in words:
            yield f"'{value}' is not one of {', '.join(words)}", nearest(value, words)
    elif kind in area.definition.codelists:
        yield from _of_list(area, kind, value)
    elif kind == "date" and not _is_date(value):
        yield f"'{value}' is no date", 'write e.g. "2026-03-20"'
    elif kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        yield f"'{value}' is no number", ""
    elif kind == "member" and value not in area.participants:
        yield f"'{value}' does not take part", nearest(value, area.participants)


def _of_list(area: Area, name: str, code: Any) -> Iterator[tuple[str, str]]:
    codes = area.definition.codelists.get(name, {})
    if code not in codes:
        yield f"code list '{name}' has no code '{code}'", nearest(code, codes)


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
