"""Another master: living keys are wrapped anew, so that the old master can be destroyed.

Erasure reaches into old backups of the key store only when the master that wrapped them is gone; so an operator who
keeps those backups 30 days renews the master every 30 days.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.errors import Invalid
from counterpart.foundation.vault.keeping import KeyStore
from counterpart.foundation.vault.naming import KeyName
from counterpart.foundation.vault.refusals import Damaged
from counterpart.foundation.vault.wrapping import Masters, WrappedKey

BATCH = 500


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a renewal did: how many keys it wrapped anew, and which did not verify and stay under the old master."""

    rewrapped: int
    damaged: tuple[KeyName, ...]

    @property
    def complete(self) -> bool:
        """Whether no key is left under the old master, so that it may be destroyed."""
        return not self.damaged


def renew(store: KeyStore, masters: Masters, old: int, *, batch: int = BATCH) -> Renewal:
    """Wrap all keys of an old master under the current one, in batches; may be stopped at any time and run again.

    A key that is erased meanwhile stays erased. Every process must have the current master before, or it goes on
    wrapping new keys under the old one. Raises `Invalid` when `old` is none of the older masters at hand.
    """
    if old not in [master.id for master in masters.older]:
        raise Invalid("master_not_older", field="old", master=old, current=masters.current.id)
    rewrapped = 0
    damaged: list[KeyName] = []
    while found := store.under(old, batch, skip=damaged):
        exchanged = []
        for wrapped in found:
            anew = _wrapped_anew(masters, wrapped)
            if anew is None:
                damaged.append(wrapped.name)
            else:
                exchanged.append((wrapped, anew))
        rewrapped += store.replace(exchanged)
    return Renewal(rewrapped, tuple(damaged))


def _wrapped_anew(masters: Masters, wrapped: WrappedKey) -> WrappedKey | None:
    """Return the key under the current master; None when it does not verify: the others must not wait for it."""
    try:
        return masters.current.wrap(masters.unwrap(wrapped), wrapped.created_at)
    except Damaged:
        return None
