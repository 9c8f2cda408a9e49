"""`counterpart module diagram`: a procedure drawn, as Mermaid for documents or as SVG for people."""

from __future__ import annotations

from argparse import Namespace

from counterpart.core.drawing import MOST_WAYS, graph_of, mermaid, svg
from counterpart.operations.policy_areas.loading import one_module
from counterpart.operations.policy_areas.naming import named, speaker_of
from counterpart.operations.policy_areas.sound import area_at
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError


def run(options: Namespace, terminal: Terminal) -> int:
    """Print the picture. Mermaid draws the tracks within it; SVG draws one machine, the main one or `--track`."""
    if options.track and options.format != "svg":
        raise UsageError("--track belongs to --format svg: Mermaid draws every track")
    area = area_at(one_module(options.path), terminal)
    if area is None:
        return FOUND
    procedure = named(options.procedure, area.definition.procedures, "procedure", area.name)
    if options.track:
        named(options.track, procedure.tracks, "track", options.procedure)
    say = speaker_of(area, options.lang).text
    if options.format != "svg":
        terminal.write(mermaid(options.procedure, procedure, say))
        return ALL_WELL
    graph = graph_of(options.procedure, procedure, say, options.track)
    if len(graph.edges) > MOST_WAYS:
        many = f"{options.procedure} has {len(graph.edges)} ways between its states"
        terminal.tell(f"error: {many}; a picture with more than {MOST_WAYS} cannot be read, so none is drawn")
        return FOUND
    terminal.write(svg(graph))
    return ALL_WELL
