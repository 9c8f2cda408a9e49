"""What a module wants to take away from what it inherits: `without`, `remove`, and null (modules-grammar.md 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterpart.core.findings import Findings, Position, closest, nearest
from counterpart.core.reading.tree import Address, Branch, Row, copied, value_at

REMOVE, WITHOUT, FEATURES = "remove", "without", "features"


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Something taken out: its address in what is inherited, what was there, and where and how that was said."""

    address: Address
    value: Any
    place: Position
    words: str


def map_under(tree: Branch, key: str) -> Branch:
    """Return the map under a key, or an empty one when there is none."""
    found = tree.get(key)
    return found if isinstance(found, Branch) else Branch()


def dotted(address: Address) -> str:
    """Return an address as authors write it; places in lists are left out."""
    return ".".join(step for step in address if isinstance(step, str))


def found_at(tree: Branch, text: str) -> Address | None:
    """Return the address that a dotted one means in a tree: an entry, or a name in a list of names."""
    address: Address = tuple(text.split("."))
    node: Any = tree
    for index, step in enumerate(address):
        if isinstance(node, Branch) and step in node:
            node = node[str(step)]
        elif isinstance(node, Row) and step in node and index == len(address) - 1:
            return (*address[:-1], node.index(step))
        else:
            return None
    return address


def nearest_address(tree: Branch, text: str) -> str:
    """Return a hint with the nearest dotted address that exists in a tree, else those on the same level."""
    steps = text.split(".")
    node: Any = tree
    known = 0
    while known < len(steps) and isinstance(node, Branch) and steps[known] in node:
        node = node[steps[known]]
        known += 1
    names = [name for name in node if isinstance(name, str)] if isinstance(node, Branch | Row) else []
    close = closest(steps[known], names) if known < len(steps) else None
    if close is not None:
        return f"did you mean '{'.'.join([*steps[:known], close, *steps[known + 1 :]])}'?"
    beside = ".".join(steps[:known]) or "the top level"
    return f"in {beside} there are: {', '.join(names)}" if names else ""


class Scissors:
    """Takes things out of one inherited tree, which is a copy made for the purpose."""

    def __init__(self, tree: Branch, template: str, findings: Findings) -> None:
        """Take the copy, what was extended to get it, and where mistakes are reported."""
        self._tree = tree
        self._whole = copied(tree)
        self._template = template
        self._findings = findings
        self.taken: list[TakenOut] = []

    def without(self, own: Branch) -> None:
        """Take out the features named by `without`."""
        known = map_under(self._whole, FEATURES)
        for name, place in self._names(own, WITHOUT):
            if name not in known:
                otherwise = f"features: {', '.join(known)}" if known else f"{self._template} has no features"
                message = f"{self._template} has no feature '{name}'"
                self._findings.error("X010", place, message, nearest(name, known, otherwise=otherwise))
                continue
            words = f"without: [{name}]"
            for text, _ in listed(known[name], known.at(name)):
                self._take(text, place, words)
            self._take(f"{FEATURES}.{name}", place, words)

    def remove(self, own: Branch) -> None:
        """Take out what `remove` lists."""
        for text, place in self._names(own, REMOVE):
            if self._take(text, place, f"remove: [{text}]"):
                continue
            message = f"nothing called '{text}' to remove in {self._template}"
            gone = found_at(self._whole, text) is not None
            hint = "it is gone already" if gone else nearest_address(self._whole, text)
            self._findings.error("X002", place, message, hint)

    def null(self, address: Address, place: Position) -> None:
        """Take out an entry that the module set to null."""
        self._take(dotted(address), place, f"{dotted(address)}: null")

    def nothing(self, address: Address, place: Position) -> None:
        """Report a null that stands over nothing inherited."""
        text = dotted(address)
        message = f"nothing called '{text}' to remove in {self._template}"
        self._findings.error("X002", place, message, nearest_address(self._whole, text))

    def _take(self, text: str, place: Position, words: str) -> bool:
        address = found_at(self._tree, text)
        if address is None:
            return False
        self.taken.append(TakenOut(address, value_at(self._tree, address), place, words))
        take_out(self._tree, address, place)
        return True

    def _names(self, own: Branch, key: str) -> Iterator[tuple[str, Position]]:
        """Iterate over what is listed under a key of the module's own part, and report what is no name."""
        if key not in own:
            return
        yield from listed(own[key], own.at(key))
        wrong = own[key] if isinstance(own[key], Row) else [own[key]]
        for index, item in enumerate(wrong):
            if not isinstance(item, str):
                place = own[key].at(index) if isinstance(own[key], Row) else own.at(key)
                message = f"{key}: a list of names is expected here"
                self._findings.error("X019", place, message, f"write e.g. '{key}: [{_EXAMPLES[key]}]'")


_EXAMPLES = {REMOVE: "actions.split, tracks.part", WITHOUT: "approval"}


def listed(value: Any, place: Position) -> Iterator[tuple[str, Position]]:
    """Iterate over one name, or the names of a list, each with its place; what is no text is passed over."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, Row):
        yield from ((item, value.at(index)) for index, item in enumerate(value) if isinstance(item, str))


def take_out(tree: Branch, address: Address, place: Position | None = None) -> None:
    """Remove the entry at an address from a tree. A key keeps a place, so that errors about it point at `place`."""
    parent, last = value_at(tree, address[:-1]), address[-1]
    if isinstance(parent, Branch):
        parent.pop(str(last), None)
        if place is not None:
            parent.places[str(last)] = place
    elif isinstance(parent, Row) and isinstance(last, int) and last < len(parent):
        del parent[last]
        del parent.places[last : last + 1]


def keep_features_that_exist(tree: Branch, before: Branch) -> None:
    """Drop from the features of a tree what was in `before` and is not there any more, in place."""
    features = map_under(tree, FEATURES)
    for name in list(features):
        addresses = features[name]
        if not isinstance(addresses, Row):
            continue
        kept = Row(position=addresses.position)
        for index, text in enumerate(addresses):
            gone = isinstance(text, str) and found_at(before, text) is not None and found_at(tree, text) is None
            if not gone:
                kept.append(text)
                kept.places.append(addresses.at(index))
        if kept or not addresses:
            features[name] = kept
        else:
            del features[name]


def check_features(tree: Branch, findings: Findings) -> None:
    """Report what the features of a composed procedure name and the procedure does not have (X011)."""
    features = map_under(tree, FEATURES)
    for name in features:
        for text, place in listed(features[name], features.at(name)):
            if found_at(tree, text) is None:
                message = f"feature '{name}' names '{text}', which is not there"
                findings.error("X011", place, message, nearest_address(tree, text))
