"""Two colleagues answered the same question: what each of them wrote, to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterpart.core.definitions.questions import Question
from counterpart.exchanges.queries.views import QuestionView
from counterpart.web.reading.answers import ANSWER, COMMENT, FILES, LANGUAGE, WHY_NOT, field_of
from counterpart.web.showing.controls import texts_of
from counterpart.web.showing.exchange.questions import placed_of, prefix_of, stood_of
from counterpart.web.showing.exchange.saying import saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.exchange.typed import Changed
from counterpart.web.showing.values import values_shown
from counterpart.web.showing.wording import Asking, question_text

Meetings = Iterable[tuple[Changed, list[QuestionView]]]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One answer of this form. `theirs` is empty where nobody else wrote it: it is sent along as it was typed.

    `fields` are the fields that send it again, on top of what is there now.
    """

    name: str
    text: Markup
    theirs: str
    by: str
    at: str
    mine: str
    fields: tuple[tuple[str, str], ...]


def meetings_shown(scene: Scene, meetings: Meetings) -> tuple[Meeting, ...]:
    """Return every answer that was changed, those that met another's among them."""
    return tuple(
        _meeting(scene, changed, code, next((one for one in views if one.code == code), None))
        for changed, views in meetings
        for code in changed.values
    )


def _meeting(scene: Scene, changed: Changed, code: str, view: QuestionView | None) -> Meeting:
    question = placed_of(scene.page.pin)[code].question
    written = view.written if view is not None else None
    asking = Asking(scene.page.pin.rules.procedure.subject, scene.subject)
    theirs = ""
    if view is not None and view.answer is not None:
        theirs = _said(scene, question, view.answer.cannot or view.answer.value, view.comment)
    value = changed.values[code]
    mine = value["cannot"] if isinstance(value, dict) else value
    return Meeting(
        name=f"{prefix_of(changed.number)}{code}",
        text=question_text(scene.said, code, asking),
        theirs=theirs,
        by=scene.person(written.person) if written is not None else "",
        at=scene.moment(written.at) if written is not None else "",
        mine=_said(scene, question, mine, str(changed.remarks[code].get("comment", ""))),
        fields=tuple(_fields(scene, changed, question, view)),
    )


def _said(scene: Scene, question: Question, value: object, comment: str) -> str:
    like = field_of(question, surroundings_of(scene).code_lists)
    said = ", ".join(one.text for one in values_shown(saying_of(scene), like, value))
    return f"{said}\n{comment}" if comment else said


def _fields(scene: Scene, changed: Changed, question: Question, view: QuestionView | None) -> Iterator[tuple[str, str]]:
    """Yield what was typed, with the version and the text that are there now."""
    name = f"{prefix_of(changed.number)}{question.q}"
    value = changed.values[question.q]
    if isinstance(value, dict):
        yield f"{WHY_NOT}-{name}", value["cannot"]
    else:
        like = field_of(question, surroundings_of(scene).code_lists)
        for text in texts_of(saying_of(scene), like, value):
            yield f"{ANSWER}-{name}", text
    if comment := changed.remarks[question.q].get("comment"):
        yield f"{COMMENT}-{name}", str(comment)
    for ref in changed.remarks[question.q].get("files", ()):
        yield f"{FILES}-{name}", str(ref)
    yield f"{LANGUAGE}-{name}", changed.language
    stood = stood_of(view)
    seen = stood.version if view is not None else changed.seen[question.q]
    yield f"v-{name}", str(seen)
    yield f"was-{name}", stood.was
