"""Draws a report: PDF/A-2a, to be kept, and PDF/UA-1, to be read by everybody.

The layout is `report.typ`; the report is handed to it as JSON, so that nothing that people wrote is ever read as
markup. ISO 19005-2 (PDF/A-2) and ISO 14289-1 (PDF/UA-1): Typst checks both while it writes.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from pathlib import Path
from typing import Any

import orjson
import typst

from counterpart.reports.letters import FONTS, drawable
from counterpart.reports.papers import Paper

LAYOUT = Path(__file__).parent / "report.typ"
STANDARDS: tuple[typst.PDFStandard, ...] = ("a-2a", "ua-1")

_LANGUAGE = re.compile("[a-z]{2,3}")
_HELD = threading.local()
"""A compiler of each thread: its fonts are read once."""


def typeset(paper: Paper, now: dt.datetime) -> bytes:
    """Return a report as a PDF, with `now` as the moment at which it was made."""
    said = orjson.dumps(_clean(orjson.loads(orjson.dumps(paper)))).decode()
    found: Any = _compiler().compile(
        format="pdf",
        sys_inputs={"paper": said},
        pdf_standards=list(STANDARDS),
        timestamp=int(now.timestamp()),
    )
    return bytes(found)


def _compiler() -> typst.Compiler:
    held: typst.Compiler | None = getattr(_HELD, "compiler", None)
    if held is None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
        held = typst.Compiler(input=LAYOUT, root=LAYOUT.parent, font_paths=fonts, ignore_system_fonts=True)
        _HELD.compiler = held
    return held


def _clean(said: Any, name: str = "") -> Any:
    """Return what is said with characters that can be drawn, and languages as a PDF names them."""
    if isinstance(said, dict):
        return {key: _clean(value, key) for key, value in said.items()}
    if isinstance(said, list):
        return [_clean(value) for value in said]
    if name == "language":
        return found[0] if (found := _LANGUAGE.match(said)) else ""
    return drawable(said) if isinstance(said, str) else said
