"""From a tree to a typed definition, tolerantly: each mistake is a finding, and the rest is still read.

What cannot be understood is taken out of a copy of the tree and validated again, so that one misspelt key does not
hide the twenty mistakes behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from counterpart.core.definitions.schema_keys import known_keys
from counterpart.core.findings import Findings, nearest
from counterpart.core.reading.quoting import quoted
from counterpart.core.reading.tree import Address, Branch, Row, copied, position_of, value_at

Model = TypeVar("Model", bound=BaseModel)
ROUNDS = 12
PLAIN_WORDS = {
    "string_type": "text is expected here",
    "bool_type": "true or false is expected here",
    "bool_parsing": "true or false is expected here",
    "int_type": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "float_type": "a number is expected here",
    "float_parsing": "a number is expected here",
    "dict_type": "a mapping (key: value) is expected here",
    "model_type": "a mapping (key: value) is expected here",
    "model_attributes_type": "a mapping (key: value) is expected here",
    "list_type": "a list is expected here",
    "tuple_type": "a list is expected here",
    "string_too_short": "this may not be empty",
    "too_short": "this may not be empty",
}


def validate(tree: Branch, model: type[Model], findings: Findings) -> tuple[Model | None, Branch]:
    """Return the definition, and the tree it was made of (without what was wrong).

    The definition is None when too little is left to make one; the findings then say why.
    """
    remaining = cast("Branch", copied(tree))
    gone: set[Address] = set()
    for _ in range(ROUNDS):
        try:
            return model.model_validate(remaining), remaining
        except ValidationError as error:
            details = error.errors(include_url=False)
        wrong = _reported(remaining, model, details, findings, gone)
        gone |= wrong
        if () in wrong or not wrong:
            break
        for address in sorted(wrong, key=_later_items_first, reverse=True):
            _take_out(remaining, address, getattr(model, "STAND_INS", {}))
    return None, remaining


def _later_items_first(address: Address) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in address)


def _reported(
    tree: Branch, model: type[BaseModel], details: list[ErrorDetails], findings: Findings, gone: set[Address]
) -> set[Address]:
    """Report every error once and return the addresses that must go.

    What is missing because it was wrong and taken out (`gone`) is not reported a second time.
    """
    wrong: set[Address] = set()
    # What is missing comes last: it takes its whole parent out, and would hide the mistakes beside it.
    for error in sorted(details, key=lambda each: each["type"] == "missing"):
        address = _within(tree, error["loc"], missing=error["type"] == "missing")
        if address in wrong or any(address[: len(above)] == above for above in wrong):
            continue
        if address not in gone:
            _report(tree, model, address, error, findings)
        stands_in = len(address) == 1 and address[0] in getattr(model, "STAND_INS", {})
        wrong.add(address if error["type"] != "missing" or stands_in else address[:-1])
    return wrong


def _within(tree: Branch, location: tuple[int | str, ...], *, missing: bool) -> Address:
    """Return the part of a location that the tree has: the schema's own steps (branches of a union) are left out."""
    address: list[int | str] = []
    node: Any = tree
    for step in location:
        if isinstance(node, dict) and step in node:
            node = node[cast("str", step)]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            continue
        address.append(step)
    if missing:
        address.append(location[-1])
    return tuple(address)


def _report(tree: Branch, model: type[BaseModel], address: Address, error: ErrorDetails, findings: Findings) -> None:
    where = ".".join(str(step) for step in address)
    position = position_of(tree, address)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        known = known_keys(model, tree, address[:-1])
        parent = ".".join(str(step) for step in address[:-1]) or "the file"
        hint = nearest(address[-1], known, otherwise="known keys: " + ", ".join(known))
        findings.error("S010", position, f"unknown key {quoted(address[-1])} in {parent}", hint)
    elif kind == "missing":
        parent = ".".join(str(step) for step in address[:-1]) or "the file"
        findings.error("S012", position_of(tree, address[:-1]), f"{parent}: '{address[-1]}' is required")
    else:
        message, hint = _said(value_at(tree, address), kind, context, error["msg"])
        findings.error("S011", position, f"{where}: {message}", hint)


def _said(value: object, kind: str, context: Mapping[str, Any], message: str) -> tuple[str, str]:
    """Say what is wrong with a value in plain words, and what to write instead."""
    shown = quoted(value) if isinstance(value, str | int | float | bool) else "this"
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return f"{shown} is not one of {', '.join(choices)}", nearest(value, choices)
    if kind == "value_error":
        said, _, hint = str(context["error"]).partition("; ")
        return said, hint
    if kind == "string_pattern_mismatch":
        return f"{shown} is not written as expected", f"pattern: {context['pattern']}"
    if kind == "string_too_long":
        return f"this is longer than {context['max_length']} characters", ""
    if kind == "too_long":
        return f"there are more than {context['max_length']} entries here", "cut it into several"
    plain = PLAIN_WORDS.get(kind)
    return (f"{plain}, not {shown}" if plain and shown != "this" else plain or message), ""


def _take_out(tree: Branch, address: Address, stand_ins: Mapping[str, str]) -> None:
    """Remove an entry together with its place; what nothing can be understood without gets a stand-in."""
    parent, last = value_at(tree, address[:-1]), address[-1]
    if len(address) == 1 and last in stand_ins:
        tree[str(last)] = stand_ins[str(last)]
    elif isinstance(parent, Branch):
        parent.pop(str(last), None)
    elif isinstance(parent, Row) and isinstance(last, int) and last < len(parent):
        del parent[last]
        del parent.places[last : last + 1]
