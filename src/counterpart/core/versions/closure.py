"""What a procedure uses: everything that an exchange of it depends on, and nothing else of the module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from counterpart.core.conditions import ConditionError, parse
from counterpart.core.conditions.nodes import Name, walk
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import Machine, Procedure
from counterpart.core.definitions.questions import SeveralCodes, placed_questions

_POLICY = "policy"


def used_by(definition: ModuleDefinition, name: str, tree: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of a module's structure that one of its procedures uses; children have digests of their own.

    Raises KeyError for a procedure that the module does not have.
    """
    procedure = definition.procedures[name]
    interfaces = _interfaces(procedure)
    forms = {*_forms(procedure), *_forms_of_interfaces(definition, interfaces)}
    roles = {role for party in procedure.parties.values() for role in party.role}
    roles |= {role for lookup in procedure.lookups.values() for role in lookup.by}
    wanted: dict[str, Iterable[str]] = {
        "procedures": {name},
        "forms": forms,
        "questionsets": procedure.questions,
        "codelists": {*_code_lists(definition, procedure, forms, roles)},
        "roles": roles,
        "policies": {*_policies(procedure)},
        "messages": {effect.notify.message for effect in effects_of(procedure) if effect.notify is not None},
        "interfaces": interfaces,
    }
    parts: dict[str, Any] = {
        section: {each: tree[section][each] for each in names if each in tree.get(section, {})}
        for section, names in wanted.items()
    }
    rules = zip(tree.get("retention", {}), definition.retention, strict=True)
    about = [rule for rule, each in rules if not each.procedures or name in each.procedures]
    parts["retention"] = {rule: tree["retention"][rule] for rule in about}
    return {"format": definition.format} | parts


def machines_of(procedure: Procedure) -> Iterator[Machine]:
    """Iterate over the main machine and the tracks."""
    yield procedure
    yield from procedure.tracks.values()


def effects_of(procedure: Procedure) -> Iterator[Effect]:
    """Iterate over all effects of a procedure."""
    yield from procedure.on_start
    for machine in machines_of(procedure):
        for state in machine.states.values():
            yield from state.effects
        for action in machine.actions.values():
            yield from action.effects


def _interfaces(procedure: Procedure) -> set[str]:
    return {effect.call.operation.partition(".")[0] for effect in effects_of(procedure) if effect.call is not None}


def _forms_of_interfaces(definition: ModuleDefinition, names: set[str]) -> Iterator[str]:
    for name in names & set(definition.interfaces):
        for operation in definition.interfaces[name].operations.values():
            yield from (operation.request, operation.response)


def _forms(procedure: Procedure) -> Iterator[str]:
    yield from procedure.forms
    if procedure.subject is not None:
        yield procedure.subject
    for machine in machines_of(procedure):
        for action in machine.actions.values():
            yield from (*action.form, *action.complete)
        for state in machine.states.values():
            yield from (name for names in state.edit.values() for name in names)


def _code_lists(
    definition: ModuleDefinition, procedure: Procedure, forms: Iterable[str], roles: Iterable[str]
) -> Iterator[str]:
    for name in forms:
        if name in definition.forms:
            yield from (placed.field.list for placed in placed_fields(definition.forms[name]) if placed.field.list)
    for name in procedure.questions:
        if name in definition.questionsets:
            for placed in placed_questions(name, definition.questionsets[name]):
                answer = placed.question.answer
                yield answer.codes if isinstance(answer, SeveralCodes) else answer.kind
    yield from (lookup.purpose for lookup in procedure.lookups.values() if lookup.purpose)
    known = (definition.roles[role] for role in roles if role in definition.roles)
    yield from (role.competence for role in known if role.competence)


def _policies(procedure: Procedure) -> Iterator[str]:
    for text in conditions_of(procedure):
        try:
            tree = parse(text).tree
        except ConditionError:  # the checker says what is wrong with it
            continue
        for node in walk(tree):
            steps = node.name.split(".") if isinstance(node, Name) else []
            if steps[1:2] == [_POLICY] and len(steps) > 2:
                yield steps[2]


def conditions_of(procedure: Procedure) -> Iterator[str]:
    """Iterate over all conditions of a procedure's machines and effects."""
    yield from (effect.when for effect in effects_of(procedure) if effect.when)
    for machine in machines_of(procedure):
        for action in machine.actions.values():
            yield from (way.when for way in action.to if way.when)
            yield from (need.check for need in action.needs.values())
            if action.when:
                yield action.when
