"""Processes that renew the master, and die on the way."""

from __future__ import annotations

from counterpart.foundation.vault.master_renewal import renew_masters
from tests.foundation.processes import die
from tests.foundation.vault.cast import NOW

BATCH = 2


def renew_and_die(after: str) -> None:
    """Renew in portions of two keys, and die after so many steps; come to the end where there are fewer."""
    steps = 0

    def told(_step: str) -> None:
        nonlocal steps
        steps += 1
        if steps == int(after):
            die()

    renew_masters(NOW, told, batch=BATCH)
