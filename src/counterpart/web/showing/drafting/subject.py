"""The form of the subject on the page of a draft: read from what was typed, and drawn again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.workflow.forms import Problem, check_form
from counterpart.core.writing import Values
from counterpart.web.reading import FormRead, Posted, Writer, read_form
from counterpart.web.showing.drafting.matter import subject_of
from counterpart.web.showing.exchange.saying import Around, surroundings_of
from counterpart.web.showing.exchange.scene import Scene

PREFIX = "f"
"""Before the names of the fields of the subject."""


@dataclass(frozen=True, slots=True)
class SubjectRead:
    """What was typed into the form; `problems` keep fields from being saved, as what is missing does not."""

    form: FormRead = field(default_factory=FormRead)
    problems: tuple[Problem, ...] = ()

    @property
    def wrong(self) -> frozenset[str]:
        """The fields that cannot be saved."""
        return frozenset(map(top_of, self.problems))


def read_subject(scene: Scene, fields: Posted) -> SubjectRead:
    """Return what was typed into the form of the subject, judged together with what it leaves as it is."""
    rules = scene.page.pin.rules
    form = rules.procedure.subject
    if not form:
        return SubjectRead()
    read = read_form(rules.forms[form], fields, writer_of(scene), prefix=PREFIX)
    whole = {**{name: value for name, value in subject_of(scene).items() if name not in read.sent}, **read.values}
    checked = check_form(rules.forms[form], whole, surroundings_of(scene), Around(scene))
    judged = [one for one in checked if one.code != "required" and top_of(one) in read.sent]
    return SubjectRead(read, read.all_problems(judged))


def writer_of(scene: Scene) -> Writer:
    """Return in which language and zone the reader writes dates and numbers."""
    return Writer(scene.language, scene.zone)


def top_of(problem: Problem) -> str:
    """Return the field of the form that a problem is in, whatever group or row of it."""
    return problem.field.partition(".")[0]


def laid_over(stored: Mapping[str, Any], typed: Mapping[str, Any], touched: Iterable[str]) -> Values:
    """Return values as the page shows them: what was typed where it was touched, else what is stored."""
    found = {**stored}
    for name in touched:
        found.pop(name, None)
        if name in typed:
            found[name] = typed[name]
    return found
