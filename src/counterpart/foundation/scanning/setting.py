"""Where the virus scanner is.

    COUNTERPART_CLAMD           /run/clamav/clamd.ctl (a socket on this machine) or HOST:PORT, [ADDRESS]:PORT;
                                not set: files are not scanned, which is refused where others than this machine are
                                served (docs/how-to/scan-attachments.md)
    COUNTERPART_CLAMD_SECONDS   how long it may take to accept a piece of a file, and to answer; default: 30

What travels to HOST:PORT is not encrypted: that is for a network of one's own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.core.errors import Invalid

VARIABLE = "COUNTERPART_CLAMD"
SECONDS = "COUNTERPART_CLAMD_SECONDS"
PATIENCE = 30
MOST_PATIENCE = 600
LONGEST_PATH = 107
"""What the system allows for the name of a socket."""

_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd: the path of its socket, or its host and port; `patience` in seconds."""

    path: str = ""
    host: str = ""
    port: int = 0
    patience: float = PATIENCE

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.path or f"{self.host}:{self.port}"


def scanner_at_hand(environ: Mapping[str, str] | None = None) -> Clamd | None:
    """Return the scanner of the settings, None where none is set. Raises `Invalid` for settings that name none."""
    settings = os.environ if environ is None else environ
    said = settings.get(VARIABLE, "").strip()
    patience = _patience(settings.get(SECONDS, "").strip() or str(PATIENCE))
    if not said:
        return None
    if said.startswith("/"):
        if len(said.encode()) > LONGEST_PATH:
            raise Invalid("clamd_setting", field=VARIABLE, said=said)
        return Clamd(path=said, patience=patience)
    match = _PORT.fullmatch(said)
    if match is None or not 0 < int(match[2]) <= 65_535:
        raise Invalid("clamd_setting", field=VARIABLE, said=said)
    return Clamd(host=match[1].strip("[]"), port=int(match[2]), patience=patience)


def _patience(said: str) -> float:
    if not said.isdecimal() or not 0 < int(said) <= MOST_PATIENCE:
        raise Invalid("clamd_setting", field=SECONDS, said=said)
    return float(said)
