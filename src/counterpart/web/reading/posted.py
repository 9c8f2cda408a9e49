"""The fields of a page as they were sent, cleaned: no half characters, no invisible controls, one kind of line end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 200_000
"""Characters of one field that are kept: as many as the longest text of a form may have."""

Posted = Mapping[str, tuple[str, ...]]
"""Field by name, every text that was sent under it."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def posted(pairs: Iterable[tuple[str, Iterable[object]]]) -> Posted:
    """Return the fields of a page (`request.POST.lists()`), each text cleaned; what is no text is left out."""
    return {
        str(name): tuple(clean(one) for one in texts if isinstance(one, str)) for name, texts in pairs
    }  # fmt: skip


def clean(text: str) -> str:
    """Return a text as it is kept: line ends as new lines, letters composed (NFC), nothing that cannot be printed.

    What goes beyond one character more than may be kept is cut: it is too long anyway, and says so.
    """
    lines = text[: 2 * LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines))[: LONGEST + 1]


def one_line(text: str) -> str:
    """Return a text on one line, without space around it."""
    return _SPACES.sub(" ", text).strip()


def lines(text: str) -> str:
    """Return a text of several lines without space around it."""
    return text.strip()


def first(fields: Posted, name: str) -> str:
    """Return the first text under a name, nothing where there is none."""
    found = fields.get(name, ())
    return found[0] if found else ""
