"""What was typed into the fields of answers: compared with what stood there, ready to be saved.

An answer that nobody changed is not sent, so colleagues who answer different questions never meet. One that was changed
carries the version that its writer saw.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from counterpart.exchanges.queries.views import QuestionView, ToAnswer
from counterpart.web.reading import AnswerRead, AnswersRead, read_answers
from counterpart.web.reading.posted import Posted, first
from counterpart.web.showing.exchange.languages import languages_of
from counterpart.web.showing.exchange.questions import Stood, Typed, answered_at, placed_of, prefix_of, views_at, was
from counterpart.web.showing.exchange.saying import files_there, saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Scene

THEIRS = "theirs"


@dataclass(slots=True)
class Changed:
    """What was changed at one place in one language: values, remarks, and the versions that were seen."""

    at: ToAnswer
    number: int
    language: str
    values: dict[str, Any] = field(default_factory=dict)
    remarks: dict[str, dict[str, Any]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a page of answers holds: what was changed, everything that was typed by place, and whether any is wrong."""

    changed: tuple[Changed, ...]
    typed: Mapping[int, Typed]
    wrong: bool


def answers_typed(scene: Scene, fields: Posted, arrived: Collection[str] = ()) -> Answered:
    """Return what was typed, place by place; `arrived` are refs of files that belong to nothing yet."""
    known = {*arrived, *files_there(scene)}
    changed: dict[tuple[int, str], Changed] = {}
    typed: dict[int, Typed] = {}
    placed, around = placed_of(scene.page.pin), surroundings_of(scene)
    for number, at in enumerate(answered_at(scene)):
        prefix = prefix_of(number)
        asked = [placed[code].question for code in at.questions]
        read = read_answers(asked, fields, saying_of(scene).writer, around, prefix=prefix).answers
        stood = {code: _stood(fields, f"{prefix}{code}") for code in read}
        read = {code: replace(one, files=tuple(ref for ref in one.files if ref in known)) for code, one in read.items()}
        judged = {code: _judged(one, stood[code]) for code, one in read.items()}
        typed[number] = Typed(AnswersRead(judged), stood)
        for code, one in judged.items():
            if not one.problem and _is_sent(fields, f"{prefix}{code}") and _is_changed(one, stood[code]):
                language = one.language if one.language in languages_of(scene) else scene.language
                here = changed.setdefault((number, language), Changed(at, number, language))
                here.values[code] = one.action_value
                here.remarks[code] = _remarks(one)
                here.seen[code] = stood[code].version
    wrong = any(one.read.problems for one in typed.values())
    return Answered(tuple(changed.values()), typed, wrong)


def _remarks(one: AnswerRead) -> dict[str, Any]:
    """Return what stands beside an answer."""
    return ({"comment": one.comment} if one.comment else {}) | ({"files": list(one.files)} if one.files else {})


def without_problems(typed: Mapping[int, Typed]) -> dict[int, Typed]:
    """Return what was typed as it is put back later: nobody has asked to save it, so nothing is wrong with it yet."""
    return {
        number: Typed(
            AnswersRead({code: replace(answer, problem="") for code, answer in one.read.answers.items()}), one.stood
        )
        for number, one in typed.items()
    }


def met(scene: Scene, changed: Changed) -> list[QuestionView]:
    """Return the answers that somebody else has written since they were seen: the present ones."""
    views = views_at(scene, changed.at.place)
    present = {code: view.written for code, view in views.items() if code in changed.seen}
    return [
        views[code]
        for code, written in present.items()
        if written is not None and written.version != changed.seen[code]
    ]


def _stood(fields: Posted, name: str) -> Stood:
    said = first(fields, f"v-{name}")
    version = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0
    return Stood(version, first(fields, f"was-{name}") or was(None, "", ""))


def _judged(answer: AnswerRead, stood: Stood) -> AnswerRead:
    """Return an answer with what is wrong with it: one that was given cannot be taken back, only changed."""
    if answer.problem or answer.raw or answer.cannot:
        return answer
    given = stood.was != was(None, "", "")
    return replace(answer, problem="required") if given or answer.comment or answer.files else answer


def _is_changed(answer: AnswerRead, stood: Stood) -> bool:
    return was(answer.value, answer.cannot, answer.comment, answer.files) != stood.was


def _is_sent(fields: Posted, name: str) -> bool:
    """Say whether the page had this answer at all, and its writer has not chosen to leave a colleague's."""
    return f"v-{name}" in fields and first(fields, f"use-{name}") != THEIRS
