"""What a removed thing leaves behind: silently gone from lists and ways, a mistake anywhere else.

modules-grammar.md 9: "What a removed thing leaves in `by`, `from`, `owner`, `notify.to` and in branches goes with it;
an only branch becomes a plain `to`; any other mention is an error." An action that nobody could do any more, or that
could start from nowhere, goes as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpart.core.composing.references import Mention, Thing, mentions
from counterpart.core.composing.removing import TakenOut, take_out
from counterpart.core.reading.tree import Address, Branch, Row, value_at

KEPT_RATHER_THAN_EMPTY = frozenset({"owner", "sees", "in", "parties", "to"})
"""Lists that mean something else when nothing is left; the last name stays and becomes a mistake (X012)."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning changed: the addresses of the changed lists, and the actions that went along."""

    touched: tuple[tuple[Address, TakenOut], ...]
    went_along: tuple[TakenOut, ...]


def clean(tree: Branch, gone: Mapping[Thing, TakenOut], over: Branch) -> Cleaned:
    """Clean an inherited procedure or track in place. What the module says anew (`over`) need not be kept whole.

    Mentions are dealt with from the last to the first, so that dropping an item moves none that is still to come.
    """
    touched: list[tuple[Address, TakenOut]] = []
    along: list[TakenOut] = []
    leaving = [mention for mention in mentions(tree) if mention.leaves and mention.thing in gone]
    for mention in reversed(leaving):
        reason = gone[mention.thing]
        changed = _drop(tree, mention)
        if changed is None:
            continue
        touched.append((changed, reason))
        if changed[-1] in {"by", "from"} and value_at(tree, changed) is None and value_at(over, changed) is None:
            action = changed[:-1]
            along.append(TakenOut(action, value_at(tree, action), reason.place, reason.words))
            take_out(tree, action, reason.place)
    for changed in dict.fromkeys(address for address, _ in touched):
        _straighten(tree, changed)
    return Cleaned(tuple(touched), tuple(along))


def _drop(tree: Branch, mention: Mention) -> Address | None:
    """Take one name out; return the address of the key that changed, or None when the name has to stay."""
    address, name = mention.address, mention.thing.name
    container = address[:-1] if isinstance(address[-1], int) else address
    value = value_at(tree, container)
    if _is_map_key(container):
        if isinstance(address[-1], int):
            take_out(tree, address)
        else:
            take_out(tree, container)
        return container
    if isinstance(value, Row) and isinstance(address[-1], int):
        if len(value) > 1:
            take_out(tree, address)
            return container
    elif value != name:
        return None  # it went with something else already
    return _empty(tree, container)


def _is_map_key(container: Address) -> bool:
    """Return whether a name is a key (`edit`, `visible_to`) or a state in which a party sees (`visible_to`)."""
    return container[:1] == ("visible_to",) or (container[-4:-3] == ("states",) and container[-2] == "edit")


def _empty(tree: Branch, container: Address) -> Address | None:
    """Deal with a list whose last name goes; return the address of what changed, or None when the name stays."""
    if container[-2:] == ("notify", "to") and isinstance(container[-3], int):
        take_out(tree, container[:-2])
        return container[:-3]
    if container[-2:] == ("escalate", "to") and container[-4:-3] == ("states",):
        take_out(tree, container[:-1])
        return container[:-1]
    if container[-1] in KEPT_RATHER_THAN_EMPTY:
        return None
    take_out(tree, container)
    return container


def _straighten(tree: Branch, changed: Address) -> None:
    """Make a plain `to` of the only way that is left."""
    ways = value_at(tree, changed)
    parent = value_at(tree, changed[:-1])
    if changed[-1] == "to" and isinstance(ways, Row) and len(ways) == 1 and isinstance(parent, Branch):
        only = ways[0]
        if isinstance(only, Branch) and isinstance(only.get("state"), str):
            parent["to"] = only["state"]


def still_named(gone: Iterable[Thing], found: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of things that are gone, one for each place."""
    missing = frozenset(gone)
    places: dict[Address, Mention] = {}
    for mention in found:
        if mention.thing in missing:
            places.setdefault(mention.address, mention)
    return list(places.values())
