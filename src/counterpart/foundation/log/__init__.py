"""The log: who did what, when and as whom, in a chain per exchange that shows every change made behind its back.

- `entries.py`: an entry and its hash. `chain.py`: appending. `verifying.py`: what is wrong with a stream, by name.
- `merkle.py`: one hash over many heads. `anchors.py`: every hour a signed anchor over the heads of all streams.
  `evidence.py`: what is wrong with the anchors, and with the streams that they witness. `sealed.py`: whether what is
  stored sealed is what the log saw.

The log holds no values: digests of *ciphertext* stand for them (the hash of "yes" would be the answer), and people
are refs. So it stays true and complete when an exchange or a user is erased. All these are pure over sequences. Under
them lie the tables and a folder, which this file does not import:

- `store.py`: heads, entries and anchors in the database. `outside_files.py`: anchors outside of it, a file each.
- `anchoring.py`: making the anchor of an hour. `inspecting.py`: verifying the whole log.

Imports `core.errors`, `foundation.clock`, `foundation.layout`, and for the tables `foundation.database`. Start at
`entries.py`.
"""

from __future__ import annotations

from counterpart.foundation.log.anchors import Anchor, AnchorSigner, key_id_of, next_anchor
from counterpart.foundation.log.breaches import Breach, BreachKind
from counterpart.foundation.log.chain import appended
from counterpart.foundation.log.entries import Draft, Entry, EntryKind, Head, SealedPiece, digest_of_sealed
from counterpart.foundation.log.evidence import AnchoredHeads, verify_anchors, verify_streams
from counterpart.foundation.log.merkle import merkle_root
from counterpart.foundation.log.sealed import ALL_OF_IT, StoredPiece
from counterpart.foundation.log.verifying import verify_stream

__all__ = [
    "ALL_OF_IT",
    "Anchor",
    "AnchorSigner",
    "AnchoredHeads",
    "Breach",
    "BreachKind",
    "Draft",
    "Entry",
    "EntryKind",
    "Head",
    "SealedPiece",
    "StoredPiece",
    "appended",
    "digest_of_sealed",
    "key_id_of",
    "merkle_root",
    "next_anchor",
    "verify_anchors",
    "verify_stream",
    "verify_streams",
]
