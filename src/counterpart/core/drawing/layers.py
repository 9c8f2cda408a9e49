"""Layers: which box stands above which, and the invisible points that long arrows pass through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Chain:
    """One arrow as a path of neighbours in the layers: box, points, the place of its text, box."""

    arrow: tuple[str, str]
    path: tuple[str, ...]
    label: str

    @property
    def points(self) -> tuple[str, ...]:
        """Return the invisible points of the path, its text left out."""
        return tuple(name for name in self.path[1:-1] if name != self.label)


@dataclass(frozen=True, slots=True)
class Plan:
    """Boxes and points by layer, and the links between neighbouring layers (upper, lower)."""

    layers: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str, str], ...]
    chains: tuple[Chain, ...]


def layers_of(start: str, names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> Plan:
    """Return the layers. Boxes stand on even layers, so that each arrow has a layer between for its text."""
    back = _going_back(start, names, arrows)
    forward = [(target, source) if (source, target) in back else (source, target) for source, target in arrows]
    depth = {name: 2 * rank for name, rank in _ranks(names, forward).items()}
    rows: list[list[str]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for name in names:
        rows[depth[name]].append(name)
    chains: list[Chain] = []
    links: list[tuple[str, str]] = []
    for number, (arrow, (upper, lower)) in enumerate(zip(arrows, forward, strict=True)):
        inner = [f"·{number}.{layer}" for layer in range(depth[upper] + 1, depth[lower])]
        for layer, point in zip(range(depth[upper] + 1, depth[lower]), inner, strict=True):
            rows[layer].append(point)
        path = (upper, *inner, lower)
        links += pairwise(path)
        middle = inner[len(inner) // 2]
        chains.append(Chain(arrow, tuple(reversed(path)) if arrow in back else path, middle))
    return Plan(tuple(tuple(row) for row in rows), tuple(links), tuple(chains))


def _going_back(start: str, names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the arrows that lead back to a box the walk from the start is still in: they close a circle."""
    after: dict[str, list[str]] = {name: [] for name in names}
    for source, target in arrows:
        after[source].append(target)
    back: set[tuple[str, str]] = set()
    finished: set[str] = set()
    for root in (start, *names):
        if root in finished or root not in after:
            continue
        open_path = [root]
        todo = [iter(after[root])]
        while todo:
            target = next(todo[-1], "")
            if not target:
                todo.pop()
                finished.add(open_path.pop())
            elif target in open_path:
                back.add((open_path[-1], target))
            elif target not in finished:
                open_path.append(target)
                todo.append(iter(after[target]))
    return back


def _ranks(names: Sequence[str], arrows: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the layer of each box: one below the lowest of those that lead to it, boxes without arrows at the bottom.

    `arrows` have no circle.
    """
    rank = dict.fromkeys(names, 0)
    for _ in names:
        changed = False
        for upper, lower in arrows:
            if rank[lower] < rank[upper] + 1:
                rank[lower] = rank[upper] + 1
                changed = True
        if not changed:
            break
    linked = {name for arrow in arrows for name in arrow}
    lowest = max(rank.values(), default=0)
    return {name: rank[name] if name in linked or not linked else lowest for name in names}
