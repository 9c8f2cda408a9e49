"""Which fields a form has, and where it names them: for cleaning up after a field was removed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from counterpart.core.composing.references import Kind, Mention, Thing, entries
from counterpart.core.conditions import ConditionError, parse
from counterpart.core.conditions.nodes import Name, walk
from counterpart.core.reading.tree import Address, Branch

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.-]+)(?:\|[a-z]+)?\}")
_RELATIVE_DATE = re.compile(r".* (?:after|before) ([a-z][a-z0-9_.-]*)")


def fields_of(form: Branch) -> dict[Thing, Address]:
    """Return the fields of a form by their dotted names, with their addresses in it; sections take no part in names."""
    found = dict(_below(form, (), ""))
    for section, tree in entries(form, "sections"):
        found.update(_below(tree, ("sections", section), ""))
    return found


def mentions_of_fields(form: Branch) -> Iterator[Mention]:
    """Iterate over all places where a form names its fields: rules, conditions, limits and placeholders."""
    yield from _in_rules(form, ())
    for section, tree in entries(form, "sections"):
        yield from _in_condition(tree.get("show_if"), ("sections", section, "show_if"))
    for address in fields_of(form).values():
        yield from _of_field(_at(form, address), address)
    placeholders = form.get("placeholders")
    for name, pattern in placeholders.items() if isinstance(placeholders, Branch) else ():
        for field in _PLACEHOLDER.findall(pattern) if isinstance(pattern, str) else ():
            yield from _named(field, ("placeholders", name))


def _below(tree: Branch, at: Address, prefix: str) -> Iterator[tuple[Thing, Address]]:
    for name, field in entries(tree, "fields"):
        here = (*at, "fields", name)
        yield Thing(Kind.FIELD, prefix + name), here
        yield from _below(field, here, f"{prefix}{name}.")


def _of_field(field: Branch, at: Address) -> Iterator[Mention]:
    for key in ("show_if", "required"):
        yield from _in_condition(field.get(key), (*at, key))
    for key in ("min", "max"):
        limit = _RELATIVE_DATE.fullmatch(str(field.get(key, "")))
        if limit:
            yield from _named(limit[1], (*at, key))
    yield from _in_rules(field, at)


def _in_rules(tree: Branch, at: Address) -> Iterator[Mention]:
    for name, rule in entries(tree, "rules"):
        yield from _in_condition(rule.get("check"), (*at, "rules", name, "check"))


def _in_condition(text: Any, at: Address) -> Iterator[Mention]:
    try:
        tree = parse(text).tree if isinstance(text, str) else None
    except ConditionError:  # the checker says what is wrong with it
        return
    for node in walk(tree) if tree else ():
        if isinstance(node, Name):
            yield from _named(node.name, at)


def _named(dotted: str, at: Address) -> Iterator[Mention]:
    """Iterate over a field and the groups that it lies in: all of them are named by its dotted name."""
    steps = dotted.split(".")
    for length in range(1, len(steps) + 1):
        yield Mention(Thing(Kind.FIELD, ".".join(steps[:length])), at)


def _at(tree: Branch, address: Address) -> Branch:
    for step in address:
        tree = tree[str(step)]
    return tree
