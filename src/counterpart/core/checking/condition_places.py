"""Every place of a module where a condition stands, with its address, what a message calls it, and what it may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterpart.core.checking.area import Context, PlacedMachine
from counterpart.core.checking.readable import Table
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.forms import Form, Rule, placed_fields
from counterpart.core.definitions.questions import QuestionGroup
from counterpart.core.reading.tree import Address


@dataclass(frozen=True, slots=True)
class Place:
    """One condition: where it stands, what messages call it, its text, and the tables of names it must fit.

    There are several tables where several procedures use the same form or question; it must fit each.
    """

    address: Address
    what: str
    text: str
    tables: tuple[Table, ...]


def places(context: Context) -> Iterator[Place]:
    """Give every condition of the module."""
    for machine in context.machines:
        names = context.names.of_machine(machine.procedure_id, machine.track_id)
        yield from _of_machine(machine, (Table(names, context.names.doubtful(machine.procedure_id)),))
    for name, form in context.definition.forms.items():
        yield from _of_form(context, name, form)
    for name in context.definition.questionsets:
        yield from _of_questions(context, name)


def _of_machine(machine: PlacedMachine, tables: tuple[Table, ...]) -> Iterator[Place]:
    """Give the conditions of one machine: of its actions, their ways and needs, and of all effects."""
    for name, action in machine.actions.items():
        here: Address = (*machine.address, "actions", name)
        said = f"{machine.name}.{name}"
        if action.when:
            yield Place((*here, "when"), f"{said}.when", action.when, tables)
        for index, way in enumerate(action.to):
            if way.when:
                yield Place((*here, "to", index, "when"), f"{said}.to", way.when, tables)
        yield from _of_rules((*here, "needs"), f"{said}.needs", action.needs, tables)
        yield from _of_effects(here, said, action.effects, tables)
    for name, state in machine.states.items():
        yield from _of_effects((*machine.address, "states", name), f"{machine.name}.{name}", state.effects, tables)
    if machine.is_main:
        yield from _of_effects(machine.address, machine.name, machine.procedure.on_start, tables, "on_start")


def _of_effects(
    address: Address, said: str, effects: tuple[Effect, ...], tables: tuple[Table, ...], key: str = "effects"
) -> Iterator[Place]:
    for index, effect in enumerate(effects):
        if effect.when:
            yield Place((*address, key, index, "when"), f"{said}.{key}", effect.when, tables)


def _of_rules(address: Address, said: str, rules: Mapping[str, Rule], tables: tuple[Table, ...]) -> Iterator[Place]:
    for name, rule in rules.items():
        yield Place((*address, name, "check"), f"{said}.{name}", rule.check, tables)


def _of_form(context: Context, name: str, form: Form) -> Iterator[Place]:
    address: Address = ("forms", name)
    tables = tuple(context.names.of_form(name))
    yield from _of_rules((*address, "rules"), f"form {name}.rules", form.rules, tables)
    for section, found in form.sections.items():
        if found.show_if:
            yield Place((*address, "sections", section, "show_if"), f"{name}.{section}.show_if", found.show_if, tables)
    fields = placed_fields(form)
    repeated = {placed.name for placed in fields if placed.field.many and placed.field.fields}
    for placed in fields:
        own, field = (*address, *placed.address), placed.field
        row = _row_around(placed.name, repeated)
        fitting = tuple(context.names.of_rows(name, row)) if row else tables
        said = f"{name}.{placed.name}"
        if field.show_if:
            yield Place((*own, "show_if"), f"{said}.show_if", field.show_if, fitting)
        if isinstance(field.required, str):
            yield Place((*own, "required"), f"{said}.required", field.required, fitting)
        if field.rules:
            within = tuple(context.names.of_rows(name, placed.name)) if field.many else fitting
            yield from _of_rules((*own, "rules"), f"{said}.rules", field.rules, within)


def _row_around(name: str, repeated: set[str]) -> str:
    """Return the nearest group with many rows in which a field stands, or nothing."""
    above = name.rpartition(".")[0]
    while above and above not in repeated:
        above = above.rpartition(".")[0]
    return above


def _of_questions(context: Context, name: str) -> Iterator[Place]:
    question_set = context.definition.questionsets[name]
    using = [each for each, procedure in context.definition.procedures.items() if name in procedure.questions]
    tables = tuple(Table(context.names.of_procedure(each), context.names.doubtful(each)) for each in using)
    address: Address = ("questionsets", name)
    if question_set.offer_if:
        yield Place((*address, "offer_if"), f"question set {name}.offer_if", question_set.offer_if, tables)
    yield from _of_nodes((*address, "tree"), question_set.tree, tables)


def _of_nodes(address: Address, nodes: tuple[object, ...], tables: tuple[Table, ...]) -> Iterator[Place]:
    for index, node in enumerate(nodes):
        here = (*address, index)
        if isinstance(node, QuestionGroup):
            if node.offer_if:
                yield Place((*here, "offer_if"), f"question group {node.group}.offer_if", node.offer_if, tables)
            yield from _of_nodes((*here, "items"), node.items, tables)
            continue
        for key in ("offer_if", "follow_if"):
            if text := getattr(node, key, None):
                yield Place((*here, key), f"question {getattr(node, 'q', '')}.{key}", text, tables)
