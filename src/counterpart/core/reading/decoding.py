"""From bytes to text: UTF-8 only, without control characters, with the place of the first wrong byte."""

from __future__ import annotations

import codecs
import re

from counterpart.core.findings import Findings, Position

_BYTE_ORDER_MARK = "\ufeff"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Everything but the printable characters of YAML 1.2 (yaml.org/spec/1.2.2, 5.1).

U+0085, U+2028 and U+2029 are forbidden, too: YAML 1.1 (libyaml) takes them for the end of a line, YAML 1.2 does not.
"""


def decoded(data: bytes, file: str, findings: Findings) -> str | None:
    """Return the text of a file, or None after a finding (Y006). A byte order mark is dropped with a warning."""
    if data.startswith(_UTF_16):
        findings.error("Y006", Position(file, 1, 1), "the file is written in UTF-16", "save it as UTF-8")
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        position = _position_after(before, file)
        findings.error("Y006", position, f"byte {data[error.start]:#04x} is not UTF-8", "save the file as UTF-8")
        return None
    if text.startswith(_BYTE_ORDER_MARK):
        text = text[1:]
        hint = "save it as UTF-8 without BOM"
        findings.warning("Y006", Position(file, 1, 1), "the file begins with a byte order mark", hint)
    return text if is_printable(text, file, findings) else None


def is_printable(text: str, file: str, findings: Findings) -> bool:
    """Return whether no control character is in the text; the first one is a finding."""
    wrong = FORBIDDEN.search(text)
    if wrong is None:
        return True
    position = _position_after(text[: wrong.start()], file)
    message = f"the character U+{ord(wrong.group()):04X} cannot be printed"
    findings.error("Y006", position, message, "take it out")
    return False


def _position_after(before: str, file: str) -> Position:
    """Return the place of the character that follows `before`; a line ends with CR, LF or both."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Position(file, len(lines), len(lines[-1]) + 1)
