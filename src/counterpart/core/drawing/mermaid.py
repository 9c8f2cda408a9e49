"""Mermaid state diagrams: for documents and for tools that draw them."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.definitions.procedures import Procedure
from counterpart.core.drawing.due_words import Say
from counterpart.core.drawing.graph import Graph, graph_of

_ESCAPES = str.maketrans({";": "#59;", "#": "#35;", ":": "#58;", "\n": " "})


def mermaid(key: str, procedure: Procedure, say: Say) -> str:
    """Return the procedure as a Mermaid state diagram; each track is a diagram within it."""
    lines = ["stateDiagram-v2", "  direction TB", *_machine(graph_of(key, procedure, say), "  ", "")]
    for track in procedure.tracks:
        graph = graph_of(key, procedure, say, track)
        lines.append(f'  state "{_plain(graph.title)}" as track_{track} {{')
        lines += [*_machine(graph, "    ", f"{track}__"), "  }"]
    return "\n".join(lines) + "\n"


def _machine(graph: Graph, indent: str, prefix: str) -> Iterator[str]:
    names = {node.name: prefix + node.name.replace("-", "_") for node in graph.nodes}
    for node in graph.nodes:
        said = " / ".join(part for part in (node.title, node.owner, node.due, *node.notes) if part)
        yield f"{indent}{names[node.name]} : {_plain(said)}"
    if graph.start in names:
        yield f"{indent}[*] --> {names[graph.start]}"
    for edge in graph.edges:
        yield f"{indent}{names[edge.source]} --> {names[edge.target]} : {_plain(', '.join(edge.titles))}"
    for node in graph.nodes:
        if node.final:
            yield f"{indent}{names[node.name]} --> [*]"


def _plain(text: str) -> str:
    """Replace what Mermaid would read as its own signs."""
    return text.replace('"', "'").translate(_ESCAPES)
