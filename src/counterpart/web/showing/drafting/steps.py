"""The steps of a draft, from the authority to the sending: which are done, and where each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpart.web.showing.drafting.addressing import addressing_of
from counterpart.web.showing.drafting.capacity import Writing
from counterpart.web.showing.drafting.missing import AUTHORITY, DATE, MAIN_PART, QUESTIONS, Open
from counterpart.web.showing.exchange.facts import subject_title
from counterpart.web.showing.exchange.scene import Scene

SUBJECT, DATE_PART = "subject", "date"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its place on the page of the draft, what it is called, and whether nothing is missing there."""

    anchor: str
    title: str
    done: bool


def steps_of(scene: Scene, writing: Writing, missing: Sequence[Open]) -> tuple[Step, ...]:
    """Return the steps before the last one, which is checking and sending."""
    return tuple(_steps(scene, writing, {one.anchor for one in missing}))


def _steps(scene: Scene, writing: Writing, missing: set[str]) -> Iterator[Step]:
    words = scene.words
    addressing = addressing_of(scene, writing) if writing.draft else None
    if addressing is not None:
        yield Step(AUTHORITY, words.gettext("Authority"), bool(addressing.seated) and AUTHORITY not in missing)
    if writing.subject:
        elsewhere = {AUTHORITY, QUESTIONS, DATE, MAIN_PART}
        yield Step(SUBJECT, subject_title(scene), missing <= elsewhere)
    if writing.questions:
        content = scene.page.content
        yield Step(QUESTIONS, words.gettext("Questions"), content is not None and bool(content.questions))
    if writing.wanted:
        done = scene.page.wanted_on is not None and DATE not in missing
        yield Step(DATE_PART, words.gettext("Wanted date"), done)
