"""Why something was refused, in words: by the engine, or because a page would not have offered it at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from counterpart.core.errors import CounterpartError
from counterpart.core.workflow import REASONS
from counterpart.core.workflow.forms import PROBLEMS

NOT_OFFERED: Mapping[str, str] = {
    "not_editable": "The party '{party}' may not edit '{form}' in this state.",
    "question_not_offered": "The question '{question}' is not offered here.",
    "not_to_answer": "The question '{question}' was not asked here, and no answer makes it necessary.",
    "child_missing": "There is no '{child}' yet.",
}
"""Refusals of the page, not of the engine: codes with their English sentences."""

CODES = frozenset({*REASONS, *NOT_OFFERED})


def in_words(error: CounterpartError, say: Callable[[str], str]) -> str:
    """Return why something was refused; `say` gives the module's text of an address."""
    parameters = dict(error.parameters)
    texts = _strings(parameters.pop("texts", ()))
    sentence = NOT_OFFERED.get(error.code) or (REASONS[error.code].sentence if error.code in REASONS else str(error))
    details = [say(text) for text in texts]
    details += _strings(parameters.get("fields", ())) or [
        _problem(one) for one in _strings(parameters.get("problems", ()))
    ]
    said = sentence.format(**parameters).strip()
    return f"{error.code}: {' '.join((said, *_listed(details)))}"


def reasons_of(error: CounterpartError) -> set[str]:
    """Return the names by which a scenario may say why: the code, and each need that is not met."""
    texts = _strings(error.parameters.get("texts", ()))
    return {error.code, *(text.rpartition(".")[2] for text in texts)}


def _problem(said: str) -> str:
    """Turn `title: required` into words."""
    field, _, code = said.partition(": ")
    return f"{field}: {PROBLEMS.get(code, code)}" if field else PROBLEMS.get(code, code)


def _listed(details: Iterable[str]) -> list[str]:
    found = list(details)
    return [f"({'; '.join(found)})"] if found else []


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
