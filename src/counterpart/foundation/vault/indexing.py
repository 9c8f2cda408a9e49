"""The keys of the blind index at hand: one for each module and quarter, made when the first value is indexed."""

from __future__ import annotations

import datetime as dt

from counterpart.core.errors import Invalid
from counterpart.foundation.vault.at_hand import keyring
from counterpart.foundation.vault.blind import epoch_of
from counterpart.foundation.vault.naming import IndexKeyName
from counterpart.foundation.vault.wrapping import SecretKey

MOST_EPOCHS = 400
"""A hundred years: what a search looks at in one statement."""


def index_key(module: str, now: dt.datetime) -> SecretKey:
    """Return the key under which a value of this quarter is indexed; it is made and committed when there is none."""
    name = IndexKeyName(module, epoch_of(now))
    found = keyring().open([name], now)
    if name not in found:
        keyring().create([name], now)
        found = {name: keyring().open_one(name, now)}
    return found[name]


def index_keys(module: str, since: dt.datetime, now: dt.datetime) -> dict[int, SecretKey]:
    """Return the keys for searching: by quarter (`epoch_of`), of all quarters from one moment to now that have one.

    Raises `Invalid` for more than a hundred years.
    """
    epochs = range(epoch_of(since), epoch_of(now) + 1)
    if len(epochs) > MOST_EPOCHS:
        raise Invalid("index_epochs", field="since", epochs=len(epochs), most=MOST_EPOCHS)
    found = keyring().open([IndexKeyName(module, epoch) for epoch in epochs], now)
    return {name.epoch: key for name, key in found.items() if isinstance(name, IndexKeyName)}
