"""What is said at the start where files would not be scanned, or not be taken at all."""

from __future__ import annotations

from counterpart.foundation.scanning.kinds import kinds_are_told
from counterpart.foundation.scanning.setting import VARIABLE, scanner_at_hand
from counterpart.operations.terminal import Terminal


def warn_unscanned(terminal: Terminal) -> None:
    """Warn where no virus scanner is set, and where libmagic is missing; the settings have refused what is worse."""
    if scanner_at_hand() is None:
        terminal.tell(f"Attached files are NOT scanned for viruses: set {VARIABLE} (docs/how-to/scan-attachments.md).")
    if not kinds_are_told():
        terminal.tell("No file can be attached: libmagic is missing (Debian: apt install libmagic1).")
