"""The vault: personal data lie sealed, under a key for each exchange and class of data; destroying the key erases them.

- `naming.py`: what a key is for. `wrapping.py`: keys wrapped under a master. `keeping.py`: `KeyStore`, where wrapped
  keys live. `keyring.py`: create, open, erase, with a cache that forgets. `renewing.py`: another master.
- On the database: `store.py`, the key store; `masters_at_hand.py`, the masters in their file; `at_hand.py`, the
  keyring of this process, which is what other rooms ask for; `sweeping.py`, keys that nobody needs.
- `sealing.py`: one value. `files.py`: a file, chunk by chunk. `blind.py`: finding again what is sealed.

Imports `core.errors` and `foundation.clock`; knows no exchange, only refs. Cryptography is that of the `cryptography`
package: AES-256-GCM, HKDF and HMAC with SHA-256. What it protects against, and what it does not, is told in
docs/explanation/protection-of-data.md. Start reading at `naming.py`, then `sealing.py`.
"""

from __future__ import annotations

from counterpart.foundation.vault.blind import epoch_of, folded_whole, folded_words, token
from counterpart.foundation.vault.files import opened_file, plain_size, sealed_file, sealed_size
from counterpart.foundation.vault.keeping import KeyStore
from counterpart.foundation.vault.keyring import Keyring
from counterpart.foundation.vault.naming import DataKeyName, IndexKeyName, KeyClass, KeyName
from counterpart.foundation.vault.refusals import Damaged, KeyGone, MasterRetired
from counterpart.foundation.vault.renewing import Renewal, renew
from counterpart.foundation.vault.sealing import Place, open_value, seal_value
from counterpart.foundation.vault.wrapping import Master, Masters, SecretKey, WrappedKey

__all__ = [
    "Damaged",
    "DataKeyName",
    "IndexKeyName",
    "KeyClass",
    "KeyGone",
    "KeyName",
    "KeyStore",
    "Keyring",
    "Master",
    "MasterRetired",
    "Masters",
    "Place",
    "Renewal",
    "SecretKey",
    "WrappedKey",
    "epoch_of",
    "folded_whole",
    "folded_words",
    "open_value",
    "opened_file",
    "plain_size",
    "renew",
    "seal_value",
    "sealed_file",
    "sealed_size",
    "token",
]
