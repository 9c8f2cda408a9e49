"""Masters of the tests, known to the key store on the database."""

from __future__ import annotations

from counterpart.foundation.database.statements import run
from counterpart.foundation.vault import Masters
from counterpart.foundation.vault.masters_at_hand import REGISTER, mark_of
from counterpart.foundation.vault.store import ALIAS
from tests.foundation.vault.cast import NOW


def with_masters(masters: Masters) -> None:
    """Register masters as if their file were there."""
    known = (masters.current, *masters.older)
    run(REGISTER, [NOW, [one.id for one in known], [mark_of(one) for one in known]], using=ALIAS)
