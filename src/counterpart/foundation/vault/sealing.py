"""Sealing one value: AES-256-GCM, bound to its place, and of a length that does not give the value away.

A sealed value is a byte for the format, a random nonce of 12 bytes, the ciphertext and a tag of 16. Its place (ref,
table, slot, class of data, authority of inside notes) and the format are the associated data: a ciphertext that is
put in another place does not open. An earlier value of the same place does open there; that it is the current one,
the log says, which holds the digest of each ciphertext. Whoever keeps versions puts the version into the slot.

Before sealing a value is padded: "yes" and "no" must not differ in length. Up to 60 bytes make 64; more is rounded up
so that the length tells its magnitude and three to five more bits (Padmé: Nikitin and others, 2019), at most 12 %
longer.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counterpart.core.errors import Invalid
from counterpart.foundation.layout import laid_out
from counterpart.foundation.vault.naming import DataKeyName, KeyClass
from counterpart.foundation.vault.refusals import Damaged
from counterpart.foundation.vault.wrapping import NONCE_BYTES, SecretKey

FORMAT = 1
LARGEST = 1 << 20
"""A value has at most 1 MiB; what is larger is a file."""
TAG_BYTES = 16

_LENGTH_BYTES = 4
_LEAST = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value or file belongs: never two of the same place at one time.

    `ref` is the exchange (or whatever owns the key), `slot` the place in the table by names that do not change: track,
    party, field, version … as its room decides.
    """

    ref: UUID
    table: str
    slot: str
    key_class: KeyClass
    inside: UUID | None = None

    @property
    def key_name(self) -> DataKeyName:
        """The key that seals this place. Raises `Invalid` as `DataKeyName`."""
        return DataKeyName(self.ref, self.key_class, self.inside)

    def bound(self, purpose: str, format: int) -> bytes:
        """Return the place as associated data."""
        before = _beginning(purpose, format, self.ref, self.table)
        return before + laid_out(self.slot) + _end(self.key_class, self.inside)


@lru_cache(maxsize=4_096)
def _beginning(purpose: str, format: int, ref: UUID, table: str) -> bytes:
    """Return what the associated data begin with: the same for everything of an exchange, which may be hundreds."""
    return laid_out("counterpart", purpose, format, ref, table)


@lru_cache(maxsize=4_096)
def _end(key_class: KeyClass, inside: UUID | None) -> bytes:
    return laid_out(int(key_class), inside)


def seal_value(key: SecretKey, place: Place, value: bytes) -> bytes:
    """Return the value sealed for its place. Raises `Invalid` for more than 1 MiB or for a key of another name."""
    if len(value) > LARGEST:
        raise Invalid("value_too_large", field=place.slot, bytes=len(value), most=LARGEST)
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = cipher_for(key, place)
    return bytes([FORMAT]) + nonce + cipher.encrypt(nonce, padded(value), place.bound("value", FORMAT))


def open_value(key: SecretKey, place: Place, sealed: bytes) -> bytes:
    """Return the value. Raises `Damaged` when it was changed, cut or moved here, `Invalid` for another key."""
    cipher = cipher_for(key, place)
    if len(sealed) < 1 + NONCE_BYTES + _LEAST + TAG_BYTES or sealed[0] != FORMAT:
        raise Damaged("value_damaged", table=place.table)
    nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        plain = cipher.decrypt(nonce, ciphertext, place.bound("value", FORMAT))
    except InvalidTag as problem:
        raise Damaged("value_damaged", table=place.table) from problem
    length = int.from_bytes(plain[:_LENGTH_BYTES], "big")
    return plain[_LENGTH_BYTES : _LENGTH_BYTES + length]


def cipher_for(key: SecretKey, place: Place) -> AESGCM:
    """Return the cipher of a key. Raises `Invalid` when it is not the key of this place: no class opens another."""
    name = key.name
    if type(name) is not DataKeyName or (name.ref, name.key_class, name.inside) != (
        place.ref,
        place.key_class,
        place.inside,
    ):
        raise Invalid("key_of_another_place", field=place.slot, table=place.table)
    return AESGCM(key.secret)


def padded(value: bytes) -> bytes:
    """Return the length in four bytes, the value, and zeros up to one of few lengths."""
    length = _LENGTH_BYTES + len(value)
    return len(value).to_bytes(_LENGTH_BYTES, "big") + value + bytes(_rounded(length) - length)


def _rounded(length: int) -> int:
    """Round up to 64, above it to a multiple of 2^(e-s), with e the magnitude of the length and s that of e."""
    if length <= _LEAST:
        return _LEAST
    magnitude = length.bit_length() - 1
    step = 1 << magnitude - magnitude.bit_length()
    return -(-length // step) * step
