"""What the steps of a scenario name: parties, actions, rows, states, questions, fields, figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpart.core.composing.area import Area
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.procedures import SYSTEM, Action, Machine, Procedure
from counterpart.core.definitions.scenarios import Step
from counterpart.core.reading.tree import Address
from counterpart.core.simulation.story_given import check_members, check_players, check_subject
from counterpart.core.simulation.story_places import Places
from counterpart.core.simulation.story_values import check_answers, check_exchange, check_fields, questions_of
from counterpart.core.workflow import OPERATOR

_WHO = frozenset({"as_", "member", "person", "track", "child", "clock"})
_SUBJECT = "subject"


def check_steps(area: Area, procedure: Procedure, steps: Sequence[Step], places: Places, *, whole: bool) -> None:
    """Report names in steps that are not there, and steps that say nothing, unless they are no longer `whole`."""
    for index, step in enumerate(steps):
        at: Address = ("steps", index)
        if whole and not step.model_fields_set - _WHO:
            places.wrong(at, "this step says who or where, but not what")
        inside = _procedure(area, procedure, step, (*at, "child"), places)
        machine = inside and _machine(inside, step, (*at, "track"), places)
        if inside is not None and machine is not None:
            _Checks(area, inside, machine, step, at, places).all()


def path_of(child: str) -> Iterator[tuple[str, int]]:
    """Yield the children that a path goes through with their numbers: `transfer/2/inquiry` is the first of the second.

    Raises ValueError when a number comes first.
    """
    words = child.split("/")
    index = 0
    while index < len(words):
        name, following = words[index], words[index + 1 : index + 2]
        if name.isdecimal():
            raise ValueError(child)
        numbered = bool(following) and following[0].isdecimal()
        yield name, int(following[0]) if numbered else 1
        index += 2 if numbered else 1


def form_names(action: Action) -> tuple[str, ...]:
    """Return the forms that a step with this action may fill in: its own, and those that it wants complete."""
    return tuple(dict.fromkeys((*action.form, *(form for form in action.complete if form != _SUBJECT))))


def _procedure(area: Area, procedure: Procedure, step: Step, at: Address, places: Places) -> Procedure | None:
    """Return the procedure that a step is about: its own, or that of a child."""
    if step.child is None:
        return procedure
    found: Procedure | None = procedure
    try:
        path = list(path_of(step.child))
    except ValueError:
        places.wrong(at, f"'{step.child}' is not written as a child", "write e.g. 'transfer', or 'transfer/2'")
        return None
    for name, _ in path:
        if found is None or not places.known(at, "child", [name], found.children):
            return None
        found = area.definition.procedures.get(found.children[name].procedure)
    return found


def _machine(procedure: Procedure, step: Step, at: Address, places: Places) -> Machine | None:
    if step.track is None:
        return procedure
    track, slash, key = step.track.partition("/")
    if not slash or not key:
        places.wrong(at, f"'{step.track}' is not written as a row", f"write e.g. '{track}/DK', or '{track}/1'")
        return None
    return procedure.tracks[track] if places.known(at, "track", [track], procedure.tracks) else None


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks of one step, of one procedure and machine."""

    area: Area
    procedure: Procedure
    machine: Machine
    step: Step
    at: Address
    places: Places

    def all(self) -> None:
        """Check everything."""
        self._who()
        self._written()
        self._action()
        self._looked_at()
        self._read()

    def _who(self) -> None:
        step, places = self.step, self.places
        parties = (*self.procedure.parties, SYSTEM)
        places.known((*self.at, "as"), "party", [step.as_] if step.as_ else [], parties)
        if step.member:
            check_members(self.area, [step.member.partition("/")[0]], (*self.at, "member"), places)
        if step.clock:
            places.known((*self.at, "clock"), "clock", [step.clock], self.procedure.clocks)
        needs_party = step.may is not None or step.shows or step.hides or step.subject or step.ask
        if step.as_ is None and needs_party:
            places.wrong(self.at, "this step has to say who ('as')")

    def _written(self) -> None:
        step, places, area = self.step, self.places, self.area
        questions = questions_of(area.definition, self.procedure)
        check_subject(area, self.procedure, step.subject, (*self.at, "subject"), places)
        check_exchange(step.exchange, (*self.at, "exchange"), places)
        check_answers(area, questions, step.answer, (*self.at, "answer"), places)
        for key in ("ask", "questions"):
            places.known((*self.at, key), "question", getattr(step, key), questions)
        check_players(area, step.choose, (*self.at, "choose"), places)

    def _action(self) -> None:
        step, places = self.step, self.places
        if step.do is None:
            for key in ("form", "choose", "questions", "reason", "refused"):
                is_edit = key == "refused" and (step.subject or step.ask or step.answer)
                if getattr(step, key) and not is_edit:
                    places.wrong((*self.at, key), f"'{key}' belongs to an action, and this step has no 'do'")
            return
        if not places.known((*self.at, "do"), "action", [step.do], self.machine.actions):
            return
        action = self.machine.actions[step.do]
        if step.as_ is None and len(action.by) != 1:
            places.wrong((*self.at, "do"), f"several parties may do '{step.do}': say which one ('as')")
        if step.form:
            self._form(action)

    def _form(self, action: Action) -> None:
        at, forms, values = (*self.at, "form"), form_names(action), self.step.form
        known = self.area.definition.forms
        if not forms:
            self.places.wrong(at, f"'{self.step.do}' has no form")
        elif set(values) <= set(forms) and all(isinstance(value, dict) for value in values.values()):
            for form, inner in values.items():
                check_fields(self.area.definition, form, inner, (*at, form), self.places)
        elif len(forms) == 1 and forms[0] in known:
            check_fields(self.area.definition, forms[0], values, at, self.places)
        else:
            self.places.known(at, "form of this action", values, forms)

    def _looked_at(self) -> None:
        step, places = self.step, self.places
        if step.expect is not None:
            places.known((*self.at, "expect"), "state", [step.expect], self.machine.states)
        places.known((*self.at, "may"), "action", step.may or (), self.machine.actions)
        told = [name.partition("/")[0] for name in step.told or ()]
        places.known((*self.at, "told"), "party", told, (*self.procedure.parties, OPERATOR))
        places.known((*self.at, "counts"), "figure", step.counts, self.area.definition.statistics)
        for key in ("shows", "hides"):
            places.known((*self.at, key), "field or answer", getattr(step, key), self._sights())

    def _read(self) -> None:
        step, places, definition = self.step, self.places, self.area.definition
        said = [key for key in ("lang", "question", "reads") if getattr(step, key) is not None]
        if not said:
            return
        if len(said) != 3:
            places.wrong((*self.at, said[0]), "'lang', 'question' and 'reads' belong together")
        network = self.area.network.languages if self.area.network else ()
        languages = {definition.source_language, *definition.languages, *network}
        places.known((*self.at, "lang"), "language", [step.lang] if step.lang else [], languages)
        questions = questions_of(definition, self.procedure)
        places.known((*self.at, "question"), "question", [step.question] if step.question else [], questions)

    def _sights(self) -> set[str]:
        """Return everything that somebody may or may not see: `subject.x`, `form.f.x`, `answers.q`."""
        definition, procedure = self.area.definition, self.procedure
        found = {f"answers.{question}" for question in questions_of(definition, procedure)}
        if procedure.subject in definition.forms:
            fields = placed_fields(definition.forms[str(procedure.subject)])
            found |= {f"{_SUBJECT}.{placed.name}" for placed in fields}
        machines: tuple[Machine, ...] = (procedure, *procedure.tracks.values())
        used = {form for machine in machines for action in machine.actions.values() for form in action.form}
        for form in {*used, *procedure.forms} & definition.forms.keys():
            found |= {f"form.{form}.{placed.name}" for placed in placed_fields(definition.forms[form])}
        return found
