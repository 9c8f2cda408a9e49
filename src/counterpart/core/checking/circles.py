"""What leads back to itself: groups that go round, and the shortest circle in each.

The effort grows with the number of ways and not with its square: a form may have thousands of fields. R. Tarjan,
"Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972), without recursion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

Follows = Mapping[str, Collection[str]]
"""From each name to those that follow it; one that is no key leads nowhere."""


def going_round(follows: Follows) -> list[tuple[str, ...]]:
    """Return the groups in which everything leads to everything else, groups and names in the order of the keys."""
    place = {name: number for number, name in enumerate(follows)}
    search = _Search(follows)
    for name in follows:
        if name not in search.number:
            search.visit(name)
    sorted_groups = (tuple(sorted(group, key=place.__getitem__)) for group in search.groups)
    found = [group for group in sorted_groups if len(group) > 1 or group[0] in follows[group[0]]]
    return sorted(found, key=lambda group: place[group[0]])


def shortest_circles(follows: Follows) -> Iterator[tuple[str, ...]]:
    """Give for each group that goes round the shortest way from its first name back to it; that is written once."""
    for group in going_round(follows):
        start, inside = group[0], set(group)
        before = {start: ""}
        waiting = [start]
        for name in waiting:
            if start in follows[name]:
                yield _way(name, before)
                break
            for following in follows[name]:
                if following in inside and following not in before:
                    before[following] = name
                    waiting.append(following)


def _way(last: str, before: Mapping[str, str]) -> tuple[str, ...]:
    way = [last]
    while before[way[-1]]:
        way.append(before[way[-1]])
    return tuple(reversed(way))


@dataclass(slots=True)
class _Search:
    """Visits names in depth; a group is complete when its first visited name is left."""

    follows: Follows
    number: dict[str, int] = field(default_factory=dict)
    lowest: dict[str, int] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)
    groups: list[list[str]] = field(default_factory=list)

    def visit(self, start: str) -> None:
        """Visit everything that a name leads to."""
        path = [(start, self._entered(start))]
        while path:
            name, left = path[-1]
            following = next(left, None)
            if following is None:
                path.pop()
                self._leave(name, path[-1][0] if path else name)
            elif following not in self.number:
                path.append((following, self._entered(following)))
            elif following in self.open:
                self.lowest[name] = min(self.lowest[name], self.number[following])

    def _entered(self, name: str) -> Iterator[str]:
        self.number[name] = self.lowest[name] = len(self.number)
        self.open[name] = None
        return (following for following in self.follows[name] if following in self.follows)

    def _leave(self, name: str, back: str) -> None:
        self.lowest[back] = min(self.lowest[back], self.lowest[name])
        if self.lowest[name] < self.number[name]:
            return
        group: list[str] = []
        while not group or group[-1] != name:
            group.append(self.open.popitem()[0])
        self.groups.append(group)
