"""What may a condition name, and of which type? `Names` for every place where a condition may stand.

The complete list of names is in the module grammar, section 1. A track sees its own forms and answers and not those of
the main machine; the main machine sees only the forms that it fills in itself (section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from counterpart.core.checking.mending import meant
from counterpart.core.conditions import ALWAYS, OF_EXCHANGE, Kind, MachineNames, Names, ValueType, of_party
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.forms import Form, FormField, placed_fields
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.procedures import Machine, Procedure
from counterpart.core.definitions.questions import OneAnswer, PlacedQuestion, placed_questions
from counterpart.core.definitions.records import Operation

PARENT_STATES = "parent.state"
BUILT_IN_LISTS: Mapping[str, frozenset[str]] = {
    "yes_no": frozenset({"yes", "no"}),
    "yes_no_unknown": frozenset({"yes", "no", "unknown"}),
}
_SEVERAL = {"codes": Kind.CODE, "countries": Kind.COUNTRY, "members": Kind.MEMBER, "files": Kind.FILE}
_ONE = {
    "text": Kind.TEXT,
    "longtext": Kind.TEXT,
    "region": Kind.TEXT,
    "identifier": Kind.TEXT,
    "url": Kind.TEXT,
    "email": Kind.TEXT,
    "phone": Kind.TEXT,
    "code": Kind.CODE,
    "yes_no": Kind.YES_NO,
    "date": Kind.DATE,
    "datetime": Kind.DATETIME,
    "number": Kind.NUMBER,
    "money": Kind.MONEY,
    "country": Kind.COUNTRY,
    "member": Kind.MEMBER,
    "language": Kind.LANGUAGE,
    "file": Kind.FILE,
    "authority": Kind.AUTHORITY,
    "group": Kind.GROUP,
    "entry": Kind.LINK,
    "exchange": Kind.LINK,
}
_ANSWERS = {
    "free_text": ValueType(Kind.TEXT),
    "date": ValueType(Kind.DATE),
    "number": ValueType(Kind.NUMBER),
    "country": ValueType(Kind.COUNTRY),
    "member": ValueType(Kind.MEMBER),
}


def type_of_field(field: FormField, *, in_many: bool = False) -> ValueType:
    """Return the type of a field; `in_many` says that it stands in a group that may be filled in several times."""
    several = _SEVERAL.get(field.type)
    return ValueType(several or _ONE[field.type], field.list, many=bool(several) or field.many or in_many)


def type_of_answer(answer: object) -> ValueType:
    """Return the type of the answer to a question."""
    if isinstance(answer, OneAnswer):
        return _ANSWERS.get(answer.kind) or ValueType(Kind.CODE, answer.kind)
    return ValueType(Kind.CODE, getattr(answer, "codes", None), many=True)


def values_of_form(form: Form, prefix: str = "") -> dict[str, ValueType]:
    """Return the fields of a form with their types, each name after `prefix`."""
    return {
        f"{prefix}{placed.name}": type_of_field(placed.field, in_many=placed.in_many) for placed in placed_fields(form)
    }


def questions_of(definition: ModuleDefinition, procedure: Procedure) -> list[PlacedQuestion]:
    """Return every question of the sets that a procedure uses; a set that does not exist is passed over."""
    found: list[PlacedQuestion] = []
    for name in procedure.questions:
        if name in definition.questionsets:
            found += placed_questions(name, definition.questionsets[name])
    return found


def parents_of(definition: ModuleDefinition, procedure_id: str) -> list[tuple[str, Procedure]]:
    """Return the procedures that have a procedure as a child."""
    return [
        (name, parent)
        for name, parent in definition.procedures.items()
        if any(child.procedure == procedure_id for child in parent.children.values())
    ]


def forms_written_in(definition: ModuleDefinition, procedure: Procedure, machine: Machine) -> frozenset[str]:
    """Return the forms that a machine fills in: by an action, by editing, or by the answer of a register."""
    found: set[str] = set()
    for action in machine.actions.values():
        found.update(action.form, action.complete)
    for state in machine.states.values():
        found.update(form for forms in state.edit.values() for form in forms)
    for operation in operations_called(definition, procedure):
        if not machine.actions.keys().isdisjoint(hooks_of(operation).values()):
            found.add(operation.response)
    return frozenset(form for name in found if (form := meant(name, procedure.forms)) in definition.forms and form)


def operations_called(definition: ModuleDefinition, procedure: Procedure) -> list[Operation]:
    """Return every operation of a register that a procedure calls and that exists."""
    named = dict.fromkeys(effect.call.operation for effect in effects_of(procedure) if effect.call)
    found = (operation_named(definition, name) for name in named)
    return [operation for operation in found if operation is not None]


def operation_named(definition: ModuleDefinition, name: str) -> Operation | None:
    """Return the operation `interface.operation`, or None."""
    interface, _, operation = name.partition(".")
    found = definition.interfaces.get(interface)
    return found.operations.get(operation) if found else None


def hooks_of(operation: Operation) -> dict[str, str]:
    """Return which action follows when a register has answered, promises to, or fails; only what is said."""
    hooks = {"answered": operation.answered, "late": operation.late, "failed": operation.failed}
    return {hook: action for hook, action in hooks.items() if action is not None}


def effects_of(procedure: Procedure) -> Iterator[Effect]:
    """Give every effect of a procedure and its tracks."""
    yield from procedure.on_start
    for machine in (procedure, *procedure.tracks.values()):
        for action in machine.actions.values():
            yield from action.effects
        for state in machine.states.values():
            yield from state.effects


@dataclass(frozen=True, slots=True)
class Table:
    """What one condition may name. Of names after a `doubtful` prefix nothing is known: their form is missing.

    That it is missing is said elsewhere (R001), or the module that uses a template brings it.
    """

    names: Names
    doubtful: tuple[str, ...] = ()


class NamesOfModule:
    """Builds and keeps the names of one module; the same tables are asked for again and again."""

    def __init__(
        self, definition: ModuleDefinition, network: NetworkDefinition | None, other_procedures: Iterable[str] = ()
    ) -> None:
        """Take the definition; `other_procedures` are those of libraries, for `consulted`."""
        self._definition = definition
        self._lists = {
            **BUILT_IN_LISTS,
            **{name: frozenset(codes) for name, codes in definition.codelists.items()},
        }
        self._procedures = frozenset((*definition.procedures, *other_procedures))
        self._members = frozenset(network.members) if network else None
        self._of_machine: dict[tuple[str, str | None], Names] = {}
        self._of_procedure: dict[str, Names] = {}

    def of_machine(self, procedure_id: str, track_id: str | None = None) -> Names:
        """Return what a condition of the main machine, or of a track, may name."""
        key = (procedure_id, track_id)
        if key not in self._of_machine:
            procedure = self._definition.procedures[procedure_id]
            machine = procedure if track_id is None else procedure.tracks[track_id]
            written = forms_written_in(self._definition, procedure, machine)
            self._of_machine[key] = self._built(procedure_id, [form for form in procedure.forms if form in written])
        return self._of_machine[key]

    def of_procedure(self, procedure_id: str) -> Names:
        """Return what a condition of a form or question may name: all forms, wherever they are filled in."""
        if procedure_id not in self._of_procedure:
            forms = self._definition.procedures[procedure_id].forms
            self._of_procedure[procedure_id] = self._built(procedure_id, forms)
        return self._of_procedure[procedure_id]

    def doubtful(self, procedure_id: str) -> tuple[str, ...]:
        """Return the prefixes of names that cannot be judged: the form or question set behind them is missing."""
        definition = self._definition
        procedure = definition.procedures[procedure_id]
        found = ["form."] if any(form not in definition.forms for form in procedure.forms) else []
        if procedure.subject not in definition.forms and (procedure.subject is not None or definition.library):
            found.append("subject.")
        if any(name not in definition.questionsets for name in procedure.questions):
            found.append("answers.")
        parents = parents_of(definition, procedure_id)
        if (not parents and definition.library) or any(parent.subject not in definition.forms for _, parent in parents):
            found.append("parent.")
        return tuple(found)

    def in_doubt(self, procedure_id: str, name: str) -> bool:
        """Say whether a name cannot be judged; then nothing is reported of it."""
        return name.startswith(self.doubtful(procedure_id))

    def of_form(self, form_id: str) -> list[Table]:
        """Return the names for conditions inside a form, one table for each procedure that uses it.

        Its own fields are named bare. A form that no procedure uses knows its own fields only.
        """
        form = self._definition.forms[form_id]
        tables = [
            Table(self.of_procedure(name).inside(prefix), self.doubtful(name))
            for name, prefix in self.uses_of_form(form_id)
        ]
        return tables or [Table(Names({**ALWAYS, **values_of_form(form)}, self._lists, members=self._members))]

    def of_rows(self, form_id: str, group: str) -> list[Table]:
        """Return the names for conditions inside a group with many rows: its own fields mean this row.

        They may be named bare or, as everywhere in the form, after the name of the group; either way they hold one
        value, unless the field itself holds several.
        """
        form = self._definition.forms[form_id]
        row: dict[str, ValueType] = {}
        for placed in placed_fields(form):
            if placed.name.startswith(f"{group}."):
                own = type_of_field(placed.field)
                row |= {placed.name: own, placed.name.removeprefix(f"{group}."): own}
        return [
            Table(replace(table.names, values={**table.names.values, **row}), table.doubtful)
            for table in self.of_form(form_id)
        ]

    def uses_of_form(self, form_id: str) -> Iterator[tuple[str, str]]:
        """Give each procedure that uses a form, and under which prefix its fields are read there."""
        for name, procedure in self._definition.procedures.items():
            if procedure.subject == form_id:
                yield name, "subject"
            if form_id in procedure.forms:
                yield name, f"form.{form_id}"

    def _built(self, procedure_id: str, forms: Iterable[str]) -> Names:
        definition = self._definition
        procedure = definition.procedures[procedure_id]
        values = {**ALWAYS, **OF_EXCHANGE}
        for party in procedure.parties:
            values |= of_party(party, definition.policies)
        if procedure.subject in definition.forms:
            values |= values_of_form(definition.forms[procedure.subject], "subject.")
        for form in forms:
            if form in definition.forms:
                values |= values_of_form(definition.forms[form], f"form.{form}.")
        questions = questions_of(definition, procedure)
        values |= {f"answers.{placed.question.q}": type_of_answer(placed.question.answer) for placed in questions}
        parent_values, parent_states = self._of_parents(procedure_id)
        return Names(
            values | parent_values,
            self._lists | parent_states,
            _machines(definition, procedure),
            frozenset(placed.question.q for placed in questions),
            frozenset(procedure.questions),
            self._procedures,
            self._members,
        )

    def _of_parents(self, procedure_id: str) -> tuple[dict[str, ValueType], dict[str, frozenset[str]]]:
        """Return `parent.*`: of several parents, what they have in common with the same type."""
        parents = parents_of(self._definition, procedure_id)
        if not parents:
            return {}, {}
        forms = self._definition.forms
        tables = [
            values_of_form(forms[parent.subject], "parent.subject.") if parent.subject in forms else {}
            for _, parent in parents
        ]
        shared = {name: kind for name, kind in tables[0].items() if all(table.get(name) == kind for table in tables)}
        states = frozenset(state for _, parent in parents for state in parent.states)
        return {PARENT_STATES: ValueType(Kind.STATE, PARENT_STATES), **shared}, {PARENT_STATES: states}


def _machines(definition: ModuleDefinition, procedure: Procedure) -> dict[str, MachineNames]:
    tracks = {name: MachineNames(frozenset(track.states)) for name, track in procedure.tracks.items()}
    children = {
        name: MachineNames(frozenset(definition.procedures[child.procedure].states), "child")
        for name, child in procedure.children.items()
        if child.procedure in definition.procedures
    }
    return tracks | children
