"""What is still open before sending: each thing with the field where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.core.conditions import FactKind, reads
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.workflow import Obstacle, Standing
from counterpart.core.workflow.forms import Problem, check_form
from counterpart.core.workflow.machine import ActionRules
from counterpart.web.showing.drafting.capacity import WANTED, Writing
from counterpart.web.showing.drafting.matter import subject_of
from counterpart.web.showing.exchange.moves import obstacles_said
from counterpart.web.showing.exchange.saying import Around, saying_of, surroundings_of
from counterpart.web.showing.exchange.scene import Scene
from counterpart.web.showing.problems import problem_said as said_of_problem

QUESTIONS, DATE, AUTHORITY, MAIN_PART = "questions", "wanted_on", "authority", "main"


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is missing or wrong: the place on the page of the draft, and what is said of it."""

    anchor: str
    text: str


def missing_of(scene: Scene, writing: Writing, field_anchor: str = "f-") -> tuple[Open, ...]:
    """Return everything that stands between the draft and its sending, in the order of the page."""
    found = (*_in_subject(scene, writing, field_anchor), *_in_the_way(scene, writing), *_passed(scene, writing))
    return tuple(dict.fromkeys(found))


def _in_subject(scene: Scene, writing: Writing, prefix: str) -> Iterator[Open]:
    rules = scene.page.pin.rules
    form = rules.procedure.subject
    sends = writing.sends
    if not form or not writing.subject or sends is None or not sends.complete:
        return
    for problem in check_form(rules.forms[form], subject_of(scene), surroundings_of(scene), Around(scene)):
        yield Open(f"{prefix}{problem.field}" if problem.field else "subject", problem_said(scene, form, problem))


def problem_said(scene: Scene, form: str, problem: Problem) -> str:
    """Return what is wrong with a field, with its name, but for a sentence of the policy area's own."""
    rules = scene.page.pin.rules.module.forms[form]
    name = ".".join(part for part in problem.field.split(".") if not part.isdigit())
    field = next((one.field for one in placed_fields(rules) if one.name == name), None)
    said = said_of_problem(saying_of(scene), problem, field)
    label = f"form.{form}.{name}.label"
    if problem.text or label not in scene.said.english:
        return said
    return scene.words.gettext("%(field)s: %(problem)s", field=scene.said.text(label), problem=said)


def _in_the_way(scene: Scene, writing: Writing) -> Iterator[Open]:
    verdict = writing.sends
    if verdict is None or verdict.standing is Standing.ALLOWED:
        return
    rules = scene.page.pin.rules.main.actions[verdict.action]
    for one in verdict.obstacles:
        if one.texts:
            for address in one.texts:
                alone = Obstacle(one.code, (address,), one.parameters)
                yield Open(_anchor_of(rules, address), obstacles_said(scene, [alone], verdict.place))
        else:
            anchor = AUTHORITY if one.code == "owner_missing" else MAIN_PART
            yield Open(anchor, obstacles_said(scene, [one], verdict.place))


def _passed(scene: Scene, writing: Writing) -> Iterator[Open]:
    """Yield that the date has passed: nobody can answer by then."""
    day = scene.page.wanted_on
    if writing.wanted and writing.draft and day is not None and day < scene.today:
        said = scene.words.gettext("%(day)s has passed. Choose a day that is still to come.", day=scene.day(day))
        yield Open(DATE, said)


def _anchor_of(action: ActionRules, address: str) -> str:
    """Return where a need is met, as far as its condition tells."""
    need = next((one for one in action.needs if one.text == address), None)
    for fact in reads(need.check) if need is not None else ():
        if fact.kind is FactKind.ASKED:
            return QUESTIONS
        if fact.name == WANTED:
            return DATE
    return MAIN_PART
