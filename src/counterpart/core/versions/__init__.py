"""Versions: digests of what a module says, what has changed between two versions, and which step that needs.

A definition has a structure (what the engine reads) and texts (what people read). The structure digest is what an
exchange pins; texts have revisions of their own in each line, so a new translation reaches running exchanges
(modules.md 5 and 6, modules-grammar.md 12). Imports `composing`, `definitions`, `conditions`, `deadlines`, `reading`,
`findings` and `errors`. Start reading at `structure.py`, then `digests.py` and `difference.py`.
"""

from __future__ import annotations

from counterpart.core.versions.difference import Change, Difference, Verdict, check_version, difference, verdict
from counterpart.core.versions.digests import (
    Line,
    TextsRevision,
    canonical_definition,
    canonical_json,
    line_of,
    next_revision,
    source_texts,
    structure_digest,
    texts_digest,
)
from counterpart.core.versions.steps import Kind, Step

__all__ = [
    "Change",
    "Difference",
    "Kind",
    "Line",
    "Step",
    "TextsRevision",
    "Verdict",
    "canonical_definition",
    "canonical_json",
    "check_version",
    "difference",
    "line_of",
    "next_revision",
    "source_texts",
    "structure_digest",
    "texts_digest",
    "verdict",
]
