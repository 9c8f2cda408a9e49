"""Order in a layer (few crossings) and places across (straight arrows, nothing overlapping)."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

SWEEPS = 24
Rows = list[list[str]]


def ordered(layers: Sequence[Sequence[str]], links: Sequence[tuple[str, str]]) -> Rows:
    """Return the layers in an order with few crossings: each name moves toward the middle of its neighbours."""
    above, below = _neighbours(links)
    best = rows = [list(layer) for layer in layers]
    fewest = _crossings(best, below)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        rows = _swept(rows, above if down else below, down=down)
        crossings = _crossings(rows, below)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return best


def placed(
    rows: Sequence[Sequence[str]], links: Sequence[tuple[str, str]], width: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Return the middle of each name across: near its neighbours, in order, and never overlapping."""
    above, below = _neighbours(links)
    place: dict[str, float] = {}
    for row in rows:
        edge = 0.0
        for name in row:
            place[name] = edge + width[name] / 2
            edge += width[name] + gap
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_wanted(name, above, below, place) for name in row]
            place.update(_spread(row, wanted, width, gap))
    left = min((place[name] - width[name] / 2 for name in place), default=0.0)
    return {name: middle - left for name, middle in place.items()}


def _neighbours(links: Sequence[tuple[str, str]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for upper, lower in links:
        above.setdefault(lower, []).append(upper)
        below.setdefault(upper, []).append(lower)
    return above, below


def _swept(rows: Rows, toward: Mapping[str, Sequence[str]], *, down: bool) -> Rows:
    index: dict[str, float] = {}
    swept: Rows = []
    for row in rows if down else reversed(rows):
        here = {name: float(position) for position, name in enumerate(row)}
        middle = {name: _middle([index[near] for near in toward.get(name, ())], here[name]) for name in row}
        new = sorted(row, key=lambda name: (middle[name], here[name]))
        index.update({name: float(position) for position, name in enumerate(new)})
        swept.append(new)
    return swept if down else swept[::-1]


def _middle(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(rows: Rows, below: Mapping[str, Sequence[str]]) -> int:
    total = 0
    for upper, lower in pairwise(rows):
        index = {name: position for position, name in enumerate(lower)}
        ends = [end for name in upper for end in sorted(index[each] for each in below.get(name, ()))]
        total += _inversions(ends)
    return total


def _inversions(ends: Sequence[int]) -> int:
    """Return how many pairs stand in the wrong order."""
    before: list[int] = []
    total = 0
    for end in ends:
        total += len(before) - bisect_right(before, end)
        insort(before, end)
    return total


def _wanted(
    name: str, above: Mapping[str, Sequence[str]], below: Mapping[str, Sequence[str]], place: Mapping[str, float]
) -> float:
    near = [*above.get(name, ()), *below.get(name, ())]
    return _middle([place[each] for each in near], place[name])


def _spread(row: Sequence[str], wanted: Sequence[float], width: Mapping[str, float], gap: float) -> dict[str, float]:
    """Return places in the given order, as near to the wanted ones as the widths allow.

    Names that would overlap form a block that stands where the wishes of its members balance (pooling of violators).
    """
    offsets: list[float] = []
    edge = 0.0
    for name in row:
        offsets.append(edge + width[name] / 2)
        edge += width[name] + gap
    blocks: list[tuple[float, int]] = []
    for offset, wish in zip(offsets, wanted, strict=True):
        total, count = wish - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    shifts = [total / count for total, count in blocks for _ in range(count)]
    return {name: offset + shift for name, offset, shift in zip(row, offsets, shifts, strict=True)}
