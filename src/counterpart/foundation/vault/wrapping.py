"""Keys, and keys wrapped under a master: the only form in which they are stored.

A wrapped key is bound to its name, its master and the format (associated data of AES-256-GCM), so a row of the key
store that is put in the place of another does not unwrap.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counterpart.core.errors import Invalid
from counterpart.foundation.layout import laid_out
from counterpart.foundation.vault.naming import KeyName
from counterpart.foundation.vault.refusals import Damaged

KEY_BYTES = 32
NONCE_BYTES = 12
FORMAT = 1
LAST_MASTER = 32_767
"""Numbers of masters are a smallint in the database."""


@dataclass(frozen=True, slots=True)
class SecretKey:
    """An unwrapped key: 32 bytes that are neither printed nor stored, with the name that it is for."""

    name: KeyName
    secret: bytes = field(repr=False)

    def __eq__(self, other: object) -> bool:
        """Compare in constant time."""
        if not isinstance(other, SecretKey):
            return NotImplemented
        return self.name == other.name and hmac.compare_digest(self.secret, other.secret)

    def __hash__(self) -> int:
        """Hash by name: equal keys have equal names."""
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A row of the key store: a key under the master of that number; `created_at` lets forgotten ones be swept."""

    name: KeyName
    master: int
    wrapped: bytes
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Master:
    """A master key: kept apart from data and key store, in a file or a device of the operator. Raises `Invalid`."""

    id: int
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a key of another length and a number that the store cannot hold."""
        if len(self.secret) != KEY_BYTES:
            raise Invalid("master_length", field="secret", bytes=len(self.secret), needed=KEY_BYTES)
        if not 1 <= self.id <= LAST_MASTER:
            raise Invalid("master_id", field="id", id=self.id, most=LAST_MASTER)

    def wrap(self, key: SecretKey, created_at: dt.datetime) -> WrappedKey:
        """Return the key wrapped under this master."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self.secret).encrypt(nonce, key.secret, self._bound(key.name))
        return WrappedKey(key.name, self.id, bytes([FORMAT]) + nonce + sealed, created_at)

    def unwrap(self, wrapped: WrappedKey) -> SecretKey:
        """Return the key. Raises `Damaged` when it was changed, or wrapped for another name or under another master."""
        mark, nonce, sealed = (
            wrapped.wrapped[:1],
            wrapped.wrapped[1 : 1 + NONCE_BYTES],
            wrapped.wrapped[1 + NONCE_BYTES :],
        )
        if mark != bytes([FORMAT]) or len(sealed) != KEY_BYTES + 16 or wrapped.master != self.id:
            raise Damaged("key_damaged", master=wrapped.master)
        try:
            secret = AESGCM(self.secret).decrypt(nonce, sealed, self._bound(wrapped.name))
        except InvalidTag as problem:
            raise Damaged("key_damaged", master=wrapped.master) from problem
        return SecretKey(wrapped.name, secret)

    def _bound(self, name: KeyName) -> bytes:
        return laid_out("counterpart wrapped key", FORMAT, self.id) + name.bound()


@dataclass(frozen=True, slots=True)
class Masters:
    """The masters at hand: new keys are wrapped under the current one, older ones only open. Raises `Invalid`."""

    current: Master
    older: tuple[Master, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two masters of one number."""
        numbers = [master.id for master in (self.current, *self.older)]
        if len(set(numbers)) != len(numbers):
            raise Invalid("master_twice", field="older", numbers=sorted(numbers))

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all of them."""
        return frozenset(master.id for master in (self.current, *self.older))

    def wrap_new(self, name: KeyName, now: dt.datetime) -> WrappedKey:
        """Make a new random key and return it wrapped under the current master."""
        return self.current.wrap(SecretKey(name, secrets.token_bytes(KEY_BYTES)), now)

    def unwrap(self, wrapped: WrappedKey) -> SecretKey:
        """Return the key. Raises `Damaged`: `master_missing` when that master is not at hand, else `key_damaged`."""
        for master in (self.current, *self.older):
            if master.id == wrapped.master:
                return master.unwrap(wrapped)
        raise Damaged("master_missing", master=wrapped.master)
