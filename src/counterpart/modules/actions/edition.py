"""The edition: one row that everybody who changes something here locks first."""

from __future__ import annotations

from django.db import transaction

from counterpart.foundation.database.statements import row
from counterpart.modules.memory import forget

NEXT = """
insert into modules_edition(id, n) values (1, 1)
on conflict (id) do update set n = modules_edition.n + 1
returning n
"""


def begin_edition() -> None:
    """Wait for others who change something, and have all memories look again once this is committed."""
    row(NEXT)
    transaction.on_commit(forget)
