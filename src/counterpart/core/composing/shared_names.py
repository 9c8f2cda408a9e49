"""Where a module names the roles, switches, messages and code lists that libraries share with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterpart.core.composing.fields import fields_of
from counterpart.core.composing.references import entries, machines
from counterpart.core.composing.removing import listed
from counterpart.core.conditions import ConditionError, parse
from counterpart.core.conditions.nodes import Name, walk
from counterpart.core.findings import Position
from counterpart.core.reading.tree import Address, Branch, Row, value_at

ROLES, POLICIES, MESSAGES, CODELISTS = "roles", "policies", "messages", "codelists"
NOWHERE = Position("")
_POLICY = "policy"


def shared_names(tree: Branch) -> Iterator[tuple[Address, Address]]:
    """Iterate over what is named, as (section, name), and the address of the key that names it."""
    for name, role in entries(tree, ROLES):
        yield from _named(role, "registered_by", ROLES, (ROLES, name))
        yield from _named(role, "competence", CODELISTS, (ROLES, name))
    for name, policy in entries(tree, POLICIES):
        yield from _named(policy, "set_by", ROLES, (POLICIES, name))
    for name, interface in entries(tree, "interfaces"):
        yield from _named(interface, "provided_by", ROLES, ("interfaces", name))
    for name, form in entries(tree, "forms"):
        for address in fields_of(form).values():
            yield from _named(value_at(form, address), "list", CODELISTS, ("forms", name, *address))
    for name, questions in entries(tree, "questionsets"):
        yield from _in_questions(questions.get("tree"), ("questionsets", name, "tree"))
    for name, procedure in entries(tree, "procedures"):
        yield from _in_procedure(procedure, ("procedures", name))


def _in_procedure(tree: Branch, at: Address) -> Iterator[tuple[Address, Address]]:
    for name, party in entries(tree, "parties"):
        yield from _named(party, "role", ROLES, (*at, "parties", name))
    for name, lookup in entries(tree, "lookups"):
        yield from _named(lookup, "by", ROLES, (*at, "lookups", name))
        yield from _named(lookup, "purpose", CODELISTS, (*at, "lookups", name))
    yield from _in_effects(tree, "on_start", at)
    for machine, part in machines(tree):
        for name, state in entries(part, "states"):
            yield from _in_effects(state, "effects", (*at, *machine, "states", name))
        for name, action in entries(part, "actions"):
            yield from _in_action(action, (*at, *machine, "actions", name))


def _in_action(action: Branch, at: Address) -> Iterator[tuple[Address, Address]]:
    yield from _in_effects(action, "effects", at)
    yield from _in_condition(action.get("when"), (*at, "when"))
    for name, need in entries(action, "needs"):
        yield from _in_condition(need.get("check"), (*at, "needs", name, "check"))
    ways = action.get("to")
    for index, way in enumerate(ways if isinstance(ways, Row) else ()):
        if isinstance(way, Branch):
            yield from _in_condition(way.get("when"), (*at, "to", index, "when"))


def _in_effects(tree: Branch, key: str, at: Address) -> Iterator[tuple[Address, Address]]:
    effects = tree.get(key)
    for index, effect in enumerate(effects if isinstance(effects, Row) else ()):
        if isinstance(effect, Branch):
            yield from _in_condition(effect.get("when"), (*at, key, index, "when"))
            if isinstance(effect.get("notify"), Branch):
                yield from _named(effect["notify"], "message", MESSAGES, (*at, key, index, "notify"))


def _in_condition(text: Any, at: Address) -> Iterator[tuple[Address, Address]]:
    try:
        tree = parse(text).tree if isinstance(text, str) else None
    except ConditionError:  # the checker says what is wrong with it
        return
    for node in walk(tree) if tree else ():
        steps = node.name.split(".") if isinstance(node, Name) else []
        if steps[1:2] == [_POLICY] and len(steps) > 2:
            yield (POLICIES, steps[2]), at


def _in_questions(nodes: Any, at: Address) -> Iterator[tuple[Address, Address]]:
    for index, node in enumerate(nodes if isinstance(nodes, Row) else ()):
        if isinstance(node, Branch):
            yield from _named(node, "answer", CODELISTS, (*at, index))
            if isinstance(node.get("answer"), Branch):
                yield from _named(node["answer"], "codes", CODELISTS, (*at, index, "answer"))
            yield from _in_questions(node.get("items"), (*at, index, "items"))


def _named(tree: Any, key: str, section: str, at: Address) -> Iterator[tuple[Address, Address]]:
    if isinstance(tree, Branch):
        yield from (((section, name), (*at, key)) for name, _ in listed(tree.get(key), NOWHERE))
