"""What may somebody see? Asked of the rule itself (`core.visibility`), for every party and state of a procedure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from counterpart.core.definitions.forms import PlacedField, VisibleTo, placed_fields
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.questions import PlacedQuestion, QuestionSet, placed_questions
from counterpart.core.visibility import Viewer, may_open, sees_answer, sees_field

States = frozenset[str]
Rule = Callable[[Viewer], bool]
NO_ROWS: Mapping[str, States] = {}
PROCEDURES_KEPT = 32


class Sight:
    """Who sees what in one procedure; what was found once is kept.

    Somebody who only reads is meant: whoever wrote a form, or may edit it, sees it in any case. The rule is asked in
    the states that a restriction names for the party, and in one of the others: between those it knows no difference.
    """

    def __init__(self, definition: ModuleDefinition, procedure_id: str) -> None:
        """Begin with nothing computed."""
        self._definition = definition
        self.procedure = definition.procedures[procedure_id]
        self._restricted: dict[str, bool] = {}
        self._opened: dict[str, States] = {}
        self._fields: dict[tuple[str, str, str, bool], States] = {}
        self._answers: dict[tuple[str, str], States] = {}
        self._ever: dict[tuple[str, str], frozenset[str]] = {}
        self._by_anybody: dict[str, frozenset[str]] = {}

    @cached_property
    def every_row(self) -> Mapping[str, States]:
        """All states of all tracks: whoever had rows in all of them would see the most that anybody can."""
        return {name: frozenset(track.states) for name, track in self.procedure.tracks.items()}

    def restricted(self, form: str) -> bool:
        """Whether anything is said of who sees a form, or the kinds of data in it."""
        if form not in self._restricted:
            found = self._definition.forms.get(form)
            placed = placed_fields(found) if found is not None else []
            said = bool(self.procedure.visible_to) or any(each.visible_to for each in placed)
            self._restricted[form] = found is not None and said
        return self._restricted[form]

    def opened_in(self, party: str) -> States:
        """Return the states of the main machine in which a party may open the exchange."""
        if party not in self._opened:
            parties = frozenset({party})
            states = [state for state in self.procedure.states if may_open(self.procedure, Viewer(parties, state))]
            self._opened[party] = frozenset(states)
        return self._opened[party]

    def seen_in(self, party: str, form: str, field: str, *, rows: bool = True) -> States:
        """Return the states in which a party sees a field of a form; `rows`: with rows of tracks in every state."""
        key = (party, form, field, rows)
        if key not in self._fields:
            found: States = frozenset()
            for placed in self._placed_fields.get(form, {}).get(field, ()):
                found |= self._states(party, placed.visible_to, self._rule_of(form, placed), rows=rows)
            self._fields[key] = found
        return self._fields[key]

    def answer_seen_in(self, party: str, question: str) -> States:
        """Return the states in which a party, with rows of tracks in every state, sees the answer to a question."""
        key = (party, question)
        if key not in self._answers:
            found: States = frozenset()
            for question_set, placed in self._placed_questions.get(question, ()):
                said = [each for each in (question_set.visible_to, placed.question.visible_to) if each is not None]
                found |= self._states(party, said, self._rule_of_answer(question_set, placed), rows=True)
            self._answers[key] = found
        return self._answers[key]

    def ever_seen_by(self, party: str, form: str) -> frozenset[str]:
        """Return the fields of a form that a party may see at some time."""
        key = (party, form)
        if key not in self._ever:
            names = self._placed_fields.get(form, {})
            self._ever[key] = frozenset(name for name in names if self.seen_in(party, form, name))
        return self._ever[key]

    def ever_seen(self, form: str) -> frozenset[str]:
        """Return the fields of a form that somebody may see at some time; all where nothing is restricted."""
        if not self.restricted(form):
            return frozenset(self._placed_fields.get(form, {}))
        if form not in self._by_anybody:
            seen = (self.ever_seen_by(party, form) for party in self.procedure.parties)
            self._by_anybody[form] = frozenset().union(*seen)
        return self._by_anybody[form]

    @cached_property
    def _placed_fields(self) -> Mapping[str, Mapping[str, list[PlacedField]]]:
        """The fields of all forms of the procedure; two sections may have one of the same name, which is reported."""
        found: dict[str, dict[str, list[PlacedField]]] = {}
        for form in (self.procedure.subject or "", *self.procedure.forms):
            if form in self._definition.forms:
                found[form] = {}
                for placed in placed_fields(self._definition.forms[form]):
                    found[form].setdefault(placed.name, []).append(placed)
        return found

    @cached_property
    def _placed_questions(self) -> Mapping[str, list[tuple[QuestionSet, PlacedQuestion]]]:
        found: dict[str, list[tuple[QuestionSet, PlacedQuestion]]] = {}
        for name in self.procedure.questions:
            if name in self._definition.questionsets:
                question_set = self._definition.questionsets[name]
                for placed in placed_questions(name, question_set):
                    found.setdefault(placed.question.q, []).append((question_set, placed))
        return found

    def _rule_of(self, form: str, placed: PlacedField) -> Rule:
        return lambda viewer: sees_field(self.procedure, form, placed, viewer)

    def _rule_of_answer(self, question_set: QuestionSet, placed: PlacedQuestion) -> Rule:
        return lambda viewer: sees_answer(self.procedure, question_set, placed, viewer)

    def _states(self, party: str, said: Iterable[VisibleTo], rule: Rule, *, rows: bool) -> States:
        """Return the states in which the rule lets a party through; beside those that are named it is asked once."""
        opened = self.opened_in(party)
        named = opened & self._named(party, said)
        found = {state for state in named if rule(self._viewer(party, state, rows=rows))}
        other = next((state for state in opened if state not in named), None)
        if other is not None and rule(self._viewer(party, other, rows=rows)):
            return opened - named | found if named else opened
        return frozenset(found)

    def _named(self, party: str, said: Iterable[VisibleTo]) -> set[str]:
        """Return the states that one of the restrictions names for a party, those of its procedure included."""
        whens = (each.get(party, ()) for each in (*said, *self.procedure.visible_to.values()))
        return {state for when in whens if not isinstance(when, str) for state in when}

    def _viewer(self, party: str, state: str, *, rows: bool) -> Viewer:
        return Viewer(frozenset({party}), state, rows=self.every_row if rows else NO_ROWS)


class _Same:
    """A definition that is equal to itself only: comparing definitions part by part would take longer than checking."""

    __slots__ = ("definition",)

    def __init__(self, definition: ModuleDefinition) -> None:
        self.definition = definition

    def __hash__(self) -> int:
        return id(self.definition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.definition is self.definition


def sight_of(definition: ModuleDefinition, procedure_id: str) -> Sight:
    """Return the sight of a procedure, the same one for all checks of a run."""
    return _sight(_Same(definition), procedure_id)


@lru_cache(maxsize=PROCEDURES_KEPT)
def _sight(definition: _Same, procedure_id: str) -> Sight:
    return Sight(definition.definition, procedure_id)
