"""Merging what a module says over what it inherits: maps by key, lists as a whole, `null` takes away.

Nothing here changes its arguments, and no result shares a map or list with them: a template that one module has
changed would be a wrong template for the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from counterpart.core.reading.tree import Address, Branch, copied


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged tree; `own` are the addresses that were said anew or added, `replaced` what stood there before."""

    tree: Branch
    own: tuple[Address, ...] = ()
    replaced: dict[Address, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nulls:
    """A tree without the entries that are null over something inherited; `idle` are those that have nothing below."""

    tree: Branch
    found: tuple[Address, ...]
    idle: tuple[Address, ...]


def merge(base: Branch, over: Branch) -> Merged:
    """Return `over` laid on `base`: maps are merged by key, everything else replaces."""
    position = over.position if over.position.file else base.position
    tree = Branch(position=position, places={**base.places, **over.places})
    own: list[Address] = []
    replaced: dict[Address, Any] = {}
    for key, value in base.items():
        if key not in over:
            tree[key] = copied(value)
            continue
        mine = over[key]
        if isinstance(value, Branch) and isinstance(mine, Branch):
            inner = merge(value, mine)
            tree[key] = inner.tree
            own += [(key, *address) for address in inner.own]
            replaced.update({(key, *address): each for address, each in inner.replaced.items()})
        else:
            tree[key] = copied(mine)
            own.append((key,))
            replaced[key,] = copied(value)
    for key in over:
        if key not in base:
            tree[key] = copied(over[key])
            own.append((key,))
    return Merged(tree, tuple(own), replaced)


def split_nulls(over: Branch, base: Branch) -> Nulls:
    """Return `over` without its nulls, and where they are: "this inherited entry goes" (modules-grammar.md 9).

    A null in something that is new altogether inherits nothing and is left to the schema.
    """
    tree = Branch(position=over.position, places=over.places)
    found: list[Address] = []
    idle: list[Address] = []
    for key, value in over.items():
        if value is None:
            (found if key in base else idle).append((key,))
        elif isinstance(value, Branch) and isinstance(base.get(key), Branch):
            inner = split_nulls(value, base[key])
            tree[key] = inner.tree
            found += [(key, *address) for address in inner.found]
            idle += [(key, *address) for address in inner.idle]
        else:
            tree[key] = value
    return Nulls(tree, tuple(found), tuple(idle))
