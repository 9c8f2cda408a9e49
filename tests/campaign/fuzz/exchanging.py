"""Packages that are sound YAML and make no sense: values, types and keys exchanged, maps nested into themselves."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address, Branch, Row, copied, value_at
from counterpart.core.reading.yaml_reader import read_yaml

LONG = "x" * 3_000
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**62, 1.5, -0.0, 1e308, "", " ", "*", "same", "system", "none", "yes", "null", "never",
    "999999999999 days", "0 days", "-3 days", "2 months after today", "30 days from sent", "clock host", "with part",
    "0000-00-00", "2026-02-30", "9999-12-31", "24:61", "today + 999999999 days", "((((", "a == b == c", "!!!!true",
    "count(x) > 99999999999999999999", "subject.a.b.c == 'x'", "answers.x in ['a', 'a']", "open()", "reaches(1, 2)",
    "{x.__class__}", "{0.__init__.__globals__}", "{{", "{a|b|c}", "{a!r:>99999999}", "%s%n", "../../etc", "std/request",
    "std/", "/std", "std/request/x", "[[a-z]&&[b]]", "(a+)+$", "(?P<x>", "\\Z", "^" * 50, "[", "a{99999}", "\u202e", "İ",
    "\U0001f9ff" * 20, "_" * 65, "a" * 64, LONG, "<script>alert(1)</script>", "a\nb", "\x1b[31m", "Europe/Nowhere", "PL",
    [], [[]], [None], ["same", "same"], [{}], {}, {"": 1}, {"x": None}, {"extends": "std/request"}, {"to": [{"when": ""}]},
    {"state": "x", "when": "true"}, [{"state": "sent"}, {"state": "sent"}], {"*": "*"}, {"0": 0}, {"en": "x", "pl": "y"},
)  # fmt: skip
"""Values that fit nowhere, or nearly."""

KEYS = (
    "", "*", "extends", "remove", "without", "features", "tracks", "states", "parties", "edit", "effects", "to", "when",
    "x", "__class__", "same", "system", "0", "yes", "İ", "a.b", "a/b", "type", "list", "fields", "copy", "from", "in", "of",
)  # fmt: skip

Way = Callable[[Branch, Address, list[Address], random.Random], None]


def exchanged(text: str, chance: random.Random) -> str | None:
    """Return a YAML file with one to four of its entries exchanged; None for a text that is not read as a map."""
    tree = read_yaml(text, "spoiled.yaml", Findings())
    if tree is None:
        return None
    for _ in range(chance.choice((1, 1, 2, 4))):
        addresses = list(_addresses(tree))
        if addresses:
            chance.choice(_WAYS)(tree, chance.choice(addresses), addresses, chance)
    return written(tree)


def written(tree: object) -> str:
    """Return a tree as YAML: JSON in lines, which is YAML 1.2 as well."""
    return json.dumps(tree, ensure_ascii=False, indent=1)


def _addresses(node: Any, above: Address = ()) -> Iterator[Address]:
    entries = node.items() if isinstance(node, Branch) else enumerate(node) if isinstance(node, Row) else ()
    for step, value in entries:
        yield (*above, step)
        yield from _addresses(value, (*above, step))


def _put(tree: Branch, address: Address, value: object) -> None:
    value_at(tree, address[:-1])[address[-1]] = value


def _odd(tree: Branch, address: Address, _others: list[Address], chance: random.Random) -> None:
    _put(tree, address, chance.choice(ODD))


def _like_another(tree: Branch, address: Address, others: list[Address], chance: random.Random) -> None:
    _put(tree, address, copied(value_at(tree, chance.choice(others))))


def _of_another_type(tree: Branch, address: Address, _others: list[Address], chance: random.Random) -> None:
    value = value_at(tree, address)
    choices = [[value], {"value": value}, str(value)[:200], len(str(value)), bool(value), {str(value)[:40]: value}]
    if isinstance(value, Branch):
        choices += [list(value), list(value.values())]
    _put(tree, address, chance.choice(choices))


def _key_renamed(tree: Branch, address: Address, others: list[Address], chance: random.Random) -> None:
    parent, old = value_at(tree, address[:-1]), address[-1]
    if isinstance(parent, Branch):
        names = [str(other[-1]) for other in chance.sample(others, min(5, len(others)))]
        parent[chance.choice((*KEYS, *names, str(old) + "x", str(old)[:-1]))] = parent.pop(str(old))


def _into_itself(tree: Branch, address: Address, _others: list[Address], chance: random.Random) -> None:
    """Hang a copy of a map below itself, several times."""
    node = value_at(tree, address[: chance.randrange(len(address) + 1)])
    if isinstance(node, Branch) and len(written(node)) < 20_000:
        for _ in range(chance.choice((1, 2, 3))):
            node[str(address[-1])] = copied(node)


def _deeper(tree: Branch, address: Address, _others: list[Address], chance: random.Random) -> None:
    value = value_at(tree, address)
    for _ in range(chance.choice((1, 5, 40, 400))):
        value = [value] if chance.random() < 0.5 else {"x": value}
    _put(tree, address, value)


def _gone(tree: Branch, address: Address, _others: list[Address], _chance: random.Random) -> None:
    del value_at(tree, address[:-1])[address[-1]]


def _key_added(tree: Branch, address: Address, others: list[Address], chance: random.Random) -> None:
    node = value_at(tree, address[:-1])
    if isinstance(node, Branch):
        value = chance.choice((chance.choice(ODD), copied(value_at(tree, chance.choice(others)))))
        node[chance.choice((*KEYS, str(chance.choice(others)[-1])))] = value


def _many(tree: Branch, address: Address, _others: list[Address], chance: random.Random) -> None:
    """Write an entry a hundred times, under a hundred names."""
    parent, value = value_at(tree, address[:-1]), value_at(tree, address)
    if len(str(value)) > 300:
        return
    for number in range(100):
        if isinstance(parent, Branch):
            parent[f"{address[-1]}{number}"] = copied(value)
        else:
            parent.append(copied(value))


_WAYS: tuple[Way, ...] = (
    _odd, _odd, _odd, _odd, _like_another, _like_another, _like_another, _of_another_type, _of_another_type, _key_renamed,
    _key_renamed, _into_itself, _deeper, _gone, _gone, _key_added, _key_added, _many,
)  # fmt: skip
