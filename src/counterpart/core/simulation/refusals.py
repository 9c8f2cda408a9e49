"""Why something was refused, in words: by the engine, or because a page would not have offered it at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    details = [say(text) for text in _strings(parameters.pop("texts", ()))]
    fields = (*_strings(parameters.get("fields", ())), *_strings(parameters.get("problems", ())))
    details += [_problem(one, say) for one in fields]
    sentence = NOT_OFFERED.get(error.code) or (REASONS[error.code].sentence if error.code in REASONS else str(error))
    said = sentence.format(**parameters).strip()
    return f"{error.code}: {said} ({'; '.join(details)})" if details else f"{error.code}: {said}"


def reasons_of(error: CounterpartError) -> set[str]:
    """Return the names by which a scenario may say why: the code, and each need that is not met."""
    texts = _strings(error.parameters.get("texts", ()))
    return {error.code, *(text.rpartition(".")[2] for text in texts)}


def _problem(said: str, say: Callable[[str], str]) -> str:
    """Turn `title: required`, or the address of a text, into words."""
    field, colon, code = said.partition(": ")
    if not colon:
        return say(said)
    return f"{field}: {PROBLEMS.get(code, code)}" if field else PROBLEMS.get(code, code)


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
