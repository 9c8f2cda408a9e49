"""What a file is, and whether something harmful is in it: looked at once, while it arrives.

- `kinds.py`: which kinds of files are taken, told by their content and not by their name alone.
- `setting.py`: where clamd (ClamAV) listens. `clamd.py`: talking to it. `verdicts.py`: what it may say.
- `inspecting.py`: both together, on a file that passes by in pieces.
- `looking.py`: the scanner in the health report, with the small files of `trials.py`.

Only "nothing found", said in full after the last byte, is taken as that; everything else is a doubt, and a file in
doubt is kept sealed and opened by nobody until a later scan has an answer (`foundation/files/rescanning.py`). Knows no
table but for the health report. Start reading at `inspecting.py`.
"""

from __future__ import annotations

from counterpart.foundation.scanning.clamd import Scan
from counterpart.foundation.scanning.inspecting import Inspection, inspected
from counterpart.foundation.scanning.kinds import media_type_of
from counterpart.foundation.scanning.setting import Clamd, scanner_at_hand
from counterpart.foundation.scanning.verdicts import Doubt, Found, Nothing, Verdict

__all__ = [
    "Clamd",
    "Doubt",
    "Found",
    "Inspection",
    "Nothing",
    "Scan",
    "Verdict",
    "inspected",
    "media_type_of",
    "scanner_at_hand",
]
