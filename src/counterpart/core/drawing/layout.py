"""Where boxes and arrows stand: a layered drawing, top to bottom, the same for the same procedure every time.

The steps are those of Sugiyama, Tagawa and Toda (1981): arrows that go back are turned for the moment, every box gets
a layer, long arrows pass through invisible points, crossings are reduced by the order in a layer, and places follow.
Each arrow has a place of its own for its text, so that no text covers another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpart.core.drawing.layers import layers_of
from counterpart.core.drawing.ordering import ordered, placed

GAP_X = 26.0
GAP_Y = 22.0


@dataclass(frozen=True, slots=True)
class Size:
    """How large something is drawn, in pixels at 100 %."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow: the points it passes from box to box, and the middle of its text."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    label: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of all boxes (their middles) and arrows, and the size of the whole."""

    boxes: Mapping[str, tuple[float, float]]
    routes: tuple[Route, ...]
    size: Size


def laid_out(
    start: str,
    boxes: Mapping[str, Size],
    arrows: Sequence[tuple[str, str]],
    labels: Mapping[tuple[str, str], Size],
) -> Layout:
    """Return the places of boxes and arrows. `labels` are the sizes of the texts on the arrows."""
    plan = layers_of(start, tuple(boxes), arrows)
    sizes = {**boxes}
    for chain in plan.chains:
        for point in chain.points:
            sizes[point] = Size(8, 0)
        sizes[chain.label] = labels[chain.arrow]
    order = ordered(plan.layers, plan.links)
    across = placed(order, plan.links, {name: size.width for name, size in sizes.items()}, GAP_X)
    down, height = _down(order, sizes)
    width = max((across[name] + sizes[name].width / 2 for name in across), default=0.0)
    places = {name: (across[name], down[name]) for name in across}
    routes = tuple(_route(chain.arrow, chain.path, places, boxes, chain.label) for chain in plan.chains)
    return Layout({name: places[name] for name in boxes}, routes, Size(width, height))


def _down(layers: Sequence[Sequence[str]], sizes: Mapping[str, Size]) -> tuple[dict[str, float], float]:
    places: dict[str, float] = {}
    top = 0.0
    for layer in layers:
        tallest = max((sizes[name].height for name in layer), default=0.0)
        for name in layer:
            places[name] = top + tallest / 2
        top += tallest + GAP_Y
    return places, max(top - GAP_Y, 0.0)


def _route(
    arrow: tuple[str, str],
    path: Sequence[str],
    places: Mapping[str, tuple[float, float]],
    boxes: Mapping[str, Size],
    label: str,
) -> Route:
    """Return the way of an arrow; it leaves and meets the boxes at their upper or lower edge."""
    source, target = arrow
    inner = [places[name] for name in path[1:-1]]
    leaves = _edge(places[source], boxes[source], inner[0])
    meets = _edge(places[target], boxes[target], inner[-1])
    return Route(source, target, (leaves, *inner, meets), places[label])


def _edge(box: tuple[float, float], size: Size, toward: tuple[float, float]) -> tuple[float, float]:
    """Return where a line from the box toward a point leaves the box: spread along its edge by where it goes."""
    x, y = box
    reach = size.width / 2 - 14
    slid = max(-reach, min(reach, (toward[0] - x) * 0.55))
    return (x + slid, y + (size.height / 2 if toward[1] > y else -size.height / 2))
