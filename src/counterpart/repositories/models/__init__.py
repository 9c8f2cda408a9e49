"""The tables of the repositories: what of published entries others may find, and who asked for what reason.

- `entry.py`: published entries as they are found and read, and the words that are known of them.
- `lookup.py`: that somebody looked something up. `importing.py`: lists of entries that were handed in.
- `link.py`: links in entries, and whether they lead anywhere.
"""

from __future__ import annotations

from counterpart.repositories.models.entry import Entry, FoundBy, Word
from counterpart.repositories.models.importing import EntryImport
from counterpart.repositories.models.link import Link
from counterpart.repositories.models.lookup import LookedUp

__all__ = ["Entry", "EntryImport", "FoundBy", "Link", "LookedUp", "Word"]
