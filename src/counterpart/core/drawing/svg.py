"""SVG: the picture that people see, with the present state marked. No script, readable without colour.

Every text is a text (it can be read aloud, searched and translated); colours come with a word or a line style. The
numbers are pixels at 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from counterpart.core.drawing.graph import Edge, Graph, Node
from counterpart.core.drawing.layout import Layout, Route, Size, laid_out
from counterpart.core.errors import Invalid

LETTER = 7.1
SMALL = 6.2
MOST_WAYS = 200
"""Arrows of a picture. Where more would cover one another nobody can read it, and placing them takes seconds."""

LINE = 16.0
PADDING = 10.0
MARGIN = 16.0
WIDEST = 26
WIDEST_LABEL = 22
STYLE = (
    ".box{fill:#fff;stroke:#3b5166;stroke-width:1.4}.final{fill:#eef2f6;stroke-width:3}.failure{stroke-dasharray:6 3}"
    ".here{fill:#fff3cd;stroke:#8a5a00;stroke-width:3.4}.title{font:600 13px sans-serif;fill:#12212e}"
    ".small{font:11px sans-serif;fill:#33475b}.way{fill:none;stroke:#5b7186;stroke-width:1.3}"
    ".auto{stroke-dasharray:4 3}.tip{fill:#5b7186}"
    ".said{font:11px sans-serif;fill:#12212e;paint-order:stroke;stroke:#fff;stroke-width:4px}"
)
TIP = (
    '<defs><marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
)

NO_MARKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Box:
    node: Node
    title: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def size(self) -> Size:
        widest = max([len(line) * LETTER for line in self.title] + [len(line) * SMALL for line in self.small])
        return Size(max(widest + 2 * PADDING, 90), (len(self.title) + len(self.small)) * LINE + 2 * PADDING)


def svg(graph: Graph, *, marks: Mapping[str, str] = NO_MARKS, within: str = "") -> str:
    """Return one machine as an SVG document; `marks` are the states where something stands now, each with its words.

    `within` is the name under which it stands in a page, whose style sheet has the styles then. Raises Invalid for a
    machine with more than `MOST_WAYS` ways between its states.
    """
    if len(graph.edges) > MOST_WAYS:
        raise Invalid("picture_too_large", field=graph.name or "procedure", ways=len(graph.edges), most=MOST_WAYS)
    boxes = {node.name: _box(node, marks.get(node.name, "")) for node in graph.nodes}
    texts = {(edge.source, edge.target): _label(edge) for edge in graph.edges}
    sizes = {pair: _label_size(lines) for pair, lines in texts.items()}
    layout = laid_out(graph.start, {name: box.size for name, box in boxes.items()}, tuple(texts), sizes)
    width, height = layout.size.width + 2 * MARGIN, layout.size.height + 2 * MARGIN
    frame = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    tip = f"tip-{within}" if within else "tip"
    style = "" if within else f"<style>{STYLE}</style>"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame} role="img" aria-label={quoteattr(graph.title)}>',
        f"<title>{escape(graph.title)}</title>{style}{TIP.format(name=tip)}",
        f'<g transform="translate({MARGIN:.0f} {MARGIN:.0f})">',
        *_ways(graph.edges, layout, tip),
        *(_drawn(box, layout.boxes[name], here=name in marks) for name, box in boxes.items()),
        *(_said(texts[route.source, route.target], route.label) for route in layout.routes),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _box(node: Node, mark: str) -> _Box:
    said = (node.owner, node.due, *node.notes, mark)
    small = [line for text in said for line in _wrapped(text, WIDEST + 4)]
    return _Box(node, tuple(_wrapped(node.title, WIDEST)), tuple(small))


def _label(edge: Edge) -> tuple[str, ...]:
    return tuple(line for title in edge.titles for line in _wrapped(title, WIDEST_LABEL))


def _label_size(lines: Iterable[str]) -> Size:
    said = list(lines)
    return Size(max((len(line) * SMALL for line in said), default=0) + 8, len(said) * LINE)


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _drawn(box: _Box, middle: tuple[float, float], *, here: bool) -> str:
    x, y = middle
    size = box.size
    classes = ["box"]
    if box.node.final:
        classes.append("final")
    if box.node.outcome == "failure":
        classes.append("failure")
    if here:
        classes.append("here")
    top = y - size.height / 2
    lines = [("title", line) for line in box.title] + [("small", line) for line in box.small]
    texts = [
        f'<text class="{kind}" x="{x:.1f}" y="{top + PADDING + (number + 0.75) * LINE:.1f}" text-anchor="middle">'
        f"{escape(line)}</text>"
        for number, (kind, line) in enumerate(lines)
    ]
    frame = (
        f'<rect class="{" ".join(classes)}" x="{x - size.width / 2:.1f}" y="{top:.1f}" width="{size.width:.1f}"'
        f' height="{size.height:.1f}" rx="7"/>'
    )
    return f"<g data-state={quoteattr(box.node.name)}>{frame}{''.join(texts)}</g>"


def _ways(edges: Iterable[Edge], layout: Layout, tip: str) -> Iterator[str]:
    automatic = {(edge.source, edge.target): edge.automatic for edge in edges}
    for route in layout.routes:
        style = "way auto" if automatic[route.source, route.target] else "way"
        yield f'<path class="{style}" d="{_curve(route)}" marker-end="url(#{tip})"/>'


def _curve(route: Route) -> str:
    """Return a smooth line: between two points it leaves and arrives vertically."""
    (x, y), *rest = route.points
    parts = [f"M{x:.1f} {y:.1f}"]
    for next_x, next_y in rest:
        bend = (next_y - y) / 2
        parts.append(f"C{x:.1f} {y + bend:.1f} {next_x:.1f} {next_y - bend:.1f} {next_x:.1f} {next_y:.1f}")
        x, y = next_x, next_y
    return "".join(parts)


def _said(lines: Iterable[str], middle: tuple[float, float]) -> str:
    said = list(lines)
    x, y = middle
    top = y - len(said) * LINE / 2
    return "".join(
        f'<text class="said" x="{x:.1f}" y="{top + (number + 0.72) * LINE:.1f}" text-anchor="middle">'
        f"{escape(line)}</text>"
        for number, line in enumerate(said)
    )
