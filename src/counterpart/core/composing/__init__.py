"""Composing: from a package as it was written to a complete policy area.

Templates and libraries are merged in (`extends`, `remove`, `without`, `uses`), what a removed thing leaves behind is
cleaned up, and the place where each entry was written is kept (modules-grammar.md 9 and 10). Imports `definitions`,
`conditions`, `reading`, `findings` and `errors`. Start reading at `area.py` (the result) and `compose.py` (the way to
it); then `resolving.py` (what is named) and `extending.py` (how one entry is composed).
"""

from __future__ import annotations

from counterpart.core.composing.area import Area
from counterpart.core.composing.compose import compose, load_area
from counterpart.core.composing.explaining import Explanation, explain
from counterpart.core.composing.libraries import Shelf
from counterpart.core.composing.profile import load_network, members_named
from counterpart.core.composing.provenance import Provenance, Removal, Source

__all__ = [
    "Area",
    "Explanation",
    "Provenance",
    "Removal",
    "Shelf",
    "Source",
    "compose",
    "explain",
    "load_area",
    "load_network",
    "members_named",
]
