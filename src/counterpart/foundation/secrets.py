"""The keys of this installation that are no data keys, each in a file of its own in the data folder."""

from __future__ import annotations

import base64
import functools
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.database.secret_files import secret_from
from counterpart.foundation.log import AnchorSigner
from counterpart.foundation.numbers import Numbers


def _key(name: str) -> bytes:
    """Return 32 bytes from the secret of this name; the file is made when there is none."""
    said = secret_from(addresses_of().place.secrets / f"{name}.key")
    return hashlib.sha256(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4))).digest()


@functools.cache
def request_key() -> bytes:
    """Return the key under which the bodies of requests are digested."""
    return _key("requests")


@functools.cache
def numbers() -> Numbers:
    """Return the permutation by which ids become numbers; its key never changes while the installation lives."""
    return Numbers(_key("numbers"))


@functools.cache
def anchor_signer() -> AnchorSigner:
    """Return who signs anchors."""
    return AnchorSigner(Ed25519PrivateKey.from_private_bytes(_key("anchors")))
