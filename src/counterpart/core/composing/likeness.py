"""Entries that look like a misspelt inherited one: `states: {snt: {due: 5 days}}` over a template with `sent`.

modules-grammar.md 9: "In a procedure with `extends`, a key close to an inherited one that is not complete in itself
is an error."
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from counterpart.core.findings import closest
from counterpart.core.reading.tree import Address, Branch


def _has(*keys: str) -> Callable[[Branch], bool]:
    return lambda entry: all(entry.get(key) is not None for key in keys)


def _is_whole_state(state: Branch) -> bool:
    return "title" in state and ("owner" in state or "final" in state)


def _is_whole_action(action: Branch) -> bool:
    return "title" in action and "from" in action and ("by" in action or "auto" in action)


def _is_whole_track(track: Branch) -> bool:
    return "extends" in track or ("title" in track and "per" in track)


@dataclass(frozen=True, slots=True)
class _Sort:
    word: str
    is_whole: Callable[[Branch], bool]


_SORTS: Mapping[str, _Sort] = {
    "states": _Sort("state", _is_whole_state),
    "actions": _Sort("action", _is_whole_action),
    "parties": _Sort("party", _has("title", "role")),
    "tracks": _Sort("track", _is_whole_track),
    "clocks": _Sort("clock", _has("title", "starts", "period")),
    "children": _Sort("child", _has("procedure")),
    "documents": _Sort("document", _has("title", "of")),
    "lookups": _Sort("lookup", _has("title", "ask", "in")),
    "needs": _Sort("requirement", _has("check", "message")),
    "rules": _Sort("rule", _has("check", "message")),
    "sections": _Sort("section", _has("fields")),
    "fields": _Sort("field", _has("label", "type")),
}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An entry that is new, but not complete in itself; `word` says what it is (state, action, field …).

    `beside` are the inherited names that it could mean.
    """

    address: Address
    word: str
    beside: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name as its author spelt it."""
        return str(self.address[-1])

    @property
    def is_like_another(self) -> bool:
        """Return whether an inherited name is close enough to have been meant."""
        return closest(self.name, self.beside) is not None


def unfinished(over: Branch, base: Branch, at: Address = ()) -> Iterator[Unfinished]:
    """Iterate over the entries of `over` that `base` does not have and that are not complete in themselves."""
    for key, value in over.items():
        sort, below = _SORTS.get(key), base.get(key)
        if sort is not None and isinstance(value, Branch):
            inherited = below if isinstance(below, Branch) else Branch()
            yield from _in_map(value, inherited, sort, (*at, key))


def _in_map(entries: Branch, inherited: Branch, sort: _Sort, at: Address) -> Iterator[Unfinished]:
    for name, entry in entries.items():
        if not isinstance(entry, Branch):
            continue
        if isinstance(inherited.get(name), Branch):
            yield from unfinished(entry, inherited[name], (*at, name))
        elif name not in inherited and not sort.is_whole(entry):
            yield Unfinished((*at, name), sort.word, tuple(inherited))
