"""`counterpart module diagram`: a procedure drawn, as Mermaid for documents or as SVG for people."""

from __future__ import annotations

from argparse import Namespace

from counterpart.core.drawing import graph_of, mermaid, svg
from counterpart.core.findings import nearest
from counterpart.core.texts import Speaker
from counterpart.operations.policy_areas.loading import one_module, profile_beside
from counterpart.operations.policy_areas.sound import sound_area
from counterpart.operations.policy_areas.speaking import speaker_in
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import ALL_WELL, FOUND, UsageError


def run(options: Namespace, terminal: Terminal) -> int:
    """Print the picture."""
    area = sound_area(one_module(options.path), terminal)
    if area is None:
        return FOUND
    procedures = area.definition.procedures
    if options.procedure not in procedures:
        hint = nearest(options.procedure, procedures, otherwise="procedures: " + ", ".join(procedures))
        raise UsageError(f"{area.name} has no procedure '{options.procedure}'", hint)
    procedure = procedures[options.procedure]
    if options.track and options.track not in procedure.tracks:
        hint = nearest(options.track, procedure.tracks, otherwise="tracks: " + ", ".join(procedure.tracks))
        raise UsageError(f"{options.procedure} has no track '{options.track}'", hint)
    speaker: Speaker = speaker_in(area, options.lang, profile_beside(area))
    if options.format == "svg":
        terminal.write(svg(graph_of(options.procedure, procedure, speaker.text, options.track)))
    else:
        terminal.write(mermaid(options.procedure, procedure, speaker.text))
    return ALL_WELL
