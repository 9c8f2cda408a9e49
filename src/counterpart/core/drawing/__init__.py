"""Pictures of a procedure: Mermaid for documents, SVG for people ("where is my request").

Pure functions over a definition; texts come from a function that says an address in the reader's language. Imports
`definitions`. Start reading at `graph.py` (what is drawn), then `layout.py` (where it stands) and `svg.py`.
"""

from __future__ import annotations

from counterpart.core.drawing.due_words import DUE_WORDS, Wording
from counterpart.core.drawing.graph import Edge, Graph, Node, graph_of
from counterpart.core.drawing.mermaid import mermaid
from counterpart.core.drawing.svg import MOST_WAYS, svg

__all__ = ["DUE_WORDS", "MOST_WAYS", "Edge", "Graph", "Node", "Wording", "graph_of", "mermaid", "svg"]
