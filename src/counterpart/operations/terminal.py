"""Where a command writes to: coloured on a terminal, plain in a pipe, and never a control character of a package."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple, TextIO

BOLD = "1"
DIM = "2"
GREEN = "32"
YELLOW = "33"
RED = "1;31"

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


class Styled(NamedTuple):
    """A piece of a line with its look, one of the constants above; a pipe gets the words alone."""

    text: str
    style: str


Piece = str | Styled


class Terminal:
    """Two streams, one for results and one for everything else, and whether they may be coloured or redrawn."""

    def __init__(self, out: TextIO, error: TextIO, *, colours: bool = False, lively: bool = False) -> None:
        """Take the streams; `lively` says that a line on `error` may be drawn over."""
        self.out = out
        self.error = error
        self.colours = colours
        self.lively = lively

    @classmethod
    def of_process(cls, environment: Mapping[str, str] = os.environ) -> Terminal:
        """Return the terminal of this process. `NO_COLOR` (no-color.org) and `TERM=dumb` keep it plain."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Greek gets \u03b1 and no crash
                stream.reconfigure(errors="backslashreplace")
        plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
        colours = sys.stdout.isatty() and not plain
        return cls(sys.stdout, sys.stderr, colours=colours, lively=sys.stderr.isatty() and not plain)

    def say(self, *pieces: Piece) -> None:
        """Write a line of the result."""
        self.out.write("".join(self._drawn(piece) for piece in pieces) + "\n")

    def tell(self, text: str) -> None:
        """Write a line that is not part of the result: a mistake in the call, a note."""
        self.error.write(_clean(text) + "\n")

    def say_json(self, data: Any) -> None:
        """Write data for machines."""
        self.out.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")

    def write(self, text: str) -> None:
        """Write a whole file as it is (a picture, a PO file), for a pipe."""
        self.out.write(text)

    def status(self, text: str) -> None:
        """Draw a passing line over the last one where that is possible; an empty text takes it away."""
        if self.lively:
            self.error.write(f"\r\x1b[K{_clean(text)}")
            self.error.flush()

    def _drawn(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return _clean(piece)
        text = _clean(piece.text)
        return f"\x1b[{piece.style}m{text}\x1b[0m" if self.colours else text


def _clean(text: str) -> str:
    """Return the text with control characters spelled out: a package must not move the cursor of who checks it."""
    return text.translate(_CONTROLS)
