"""Keeps what follows from a part of a definition alone: costly to find, asked for on every page, never different."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

Part = TypeVar("Part")
Found = TypeVar("Found")


def by_identity(most: int) -> Callable[[Callable[[Part], Found]], Callable[[Part], Found]]:
    """Decorate a function of one thing that never changes: what it returns is kept, for at most so many things.

    Things are told apart by their identity, not by what is in them: procedures of two policy areas may share a name,
    and comparing definitions would cost more than it saves. A thing is kept with what was found, so no other can have
    its identity meanwhile. When there are too many all are forgotten, which costs no more than finding them again.
    """

    def decorate(find: Callable[[Part], Found]) -> Callable[[Part], Found]:
        kept: dict[int, tuple[Part, Found]] = {}

        @functools.wraps(find)
        def remembered(thing: Part) -> Found:
            known = kept.get(id(thing))
            if known is not None and known[0] is thing:
                return known[1]
            found = find(thing)
            if len(kept) >= most:
                kept.clear()
            kept[id(thing)] = (thing, found)
            return found

        return remembered

    return decorate
