"""Composing: from a package as it was written to a complete policy area.

Templates and libraries are merged in (`extends`, `remove`, `without`, `uses`), what a removed thing leaves behind is
cleaned up, and the place where each entry was written is kept (modules-grammar.md 9 and 10). Imports `definitions`,
`conditions`, `reading`, `findings`. Start reading at `area.py` (the result) and `compose.py` (the way to it).
"""

from __future__ import annotations
