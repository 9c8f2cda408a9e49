"""Sealing files while they arrive: no plain temporary file, no file in memory.

A sealed file begins with 34 bytes: the format, the size of its chunks as a power of two, and a random salt from which
and from the data key its own key is made (HKDF with SHA-256). Then come the chunks, each with a tag of 16 bytes. The
nonce of a chunk is its counter and whether it is the last one; nonces never repeat, as no two files have one key. The
place, the head of 34 bytes, the counter and the mark of the last chunk are associated data. All chunks are full but
the last, which is empty only in an empty file, so a file has one form. A file that was cut off (also at the edge of a
chunk), reordered, prolonged or changed in one bit does not open to its end. Its size is not hidden.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counterpart.core.errors import Invalid
from counterpart.foundation.vault.refusals import Damaged
from counterpart.foundation.vault.sealing import TAG_BYTES, Place, cipher_for
from counterpart.foundation.vault.wrapping import KEY_BYTES, SecretKey

FORMAT = 1
SMALLEST_CHUNK, LARGEST_CHUNK = 1 << 16, 1 << 20
CHUNK = 1 << 18
HEAD_BYTES = 34

_SALT_BYTES = 32


def sealed_file(
    key: SecretKey, place: Place, pieces: Iterable[bytes], *, expected: int | None = None, chunk: int = CHUNK
) -> Iterator[bytes]:
    """Yield the sealed file while its pieces, of any size, arrive; holds about one chunk and one piece in memory.

    `expected` is the size in bytes that was announced: a file of another size is refused (`Invalid`, `file_size`)
    before its last chunk is written, so that what was written does not open. The same holds when reading a piece
    fails. Raises `Invalid` for chunks outside 64 KiB to 1 MiB or a size that is no power of two.
    """
    if not SMALLEST_CHUNK <= chunk <= LARGEST_CHUNK or chunk & (chunk - 1):
        raise Invalid("file_chunk", field="chunk", chunk=chunk, least=SMALLEST_CHUNK, most=LARGEST_CHUNK)
    head = bytes([FORMAT, chunk.bit_length() - 1]) + secrets.token_bytes(_SALT_BYTES)
    cipher = _ChunkCipher(key, place, head)
    yield head
    size = 0
    for counter, held, last in _cut(pieces, chunk):
        size += len(held)
        if expected is not None and (size > expected or (last and size != expected)):
            raise Invalid("file_size", field=place.slot, expected=expected, arrived=size)
        yield cipher.seal(counter, held, last=last)


def opened_file(key: SecretKey, place: Place, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the content of a sealed file, each chunk once it is verified; holds about two chunks in memory.

    Raises `Damaged` as soon as something does not verify, at the latest at the end: only who has read to the end knows
    that nothing is missing. A door that sends it on must break off when this raises, and never call the file complete.
    """
    arriving = iter(pieces)
    buffer = bytearray()
    while len(buffer) < HEAD_BYTES and (piece := next(arriving, None)) is not None:
        buffer += piece
    head, rest = bytes(buffer[:HEAD_BYTES]), bytes(buffer[HEAD_BYTES:])
    cipher = _ChunkCipher(key, place, head)
    for counter, held, last in _cut(_after(rest, arriving), _chunk_of(head) + TAG_BYTES):
        yield cipher.open(counter, held, last=last)


def sealed_size(plain: int, chunk: int = CHUNK) -> int:
    """Return the bytes that a file of that size takes when sealed."""
    return HEAD_BYTES + plain + TAG_BYTES * max(1, -(-plain // chunk))


def plain_size(sealed: int, chunk: int = CHUNK) -> int:
    """Return the size of the file that takes so many bytes when sealed. Raises `Damaged` when no file does."""
    chunks = max(1, -(-(sealed - HEAD_BYTES) // (chunk + TAG_BYTES)))
    plain = sealed - HEAD_BYTES - TAG_BYTES * chunks
    if plain < 0 or sealed_size(plain, chunk) != sealed:
        raise Damaged("file_damaged", bytes=sealed)
    return plain


class _ChunkCipher:
    """Seals and opens the chunks of one file, with the key that is the file's own."""

    __slots__ = ("_bound", "_cipher", "_table")

    def __init__(self, key: SecretKey, place: Place, head: bytes) -> None:
        """Make the file's key from its head. Raises `Damaged` when the head cannot be one."""
        cipher_for(key, place)
        if len(head) != HEAD_BYTES or head[0] != FORMAT or not SMALLEST_CHUNK <= _chunk_of(head) <= LARGEST_CHUNK:
            raise Damaged("file_damaged", table=place.table)
        self._table = place.table
        self._bound = place.bound("file", FORMAT) + head
        derived = HKDF(SHA256(), KEY_BYTES, salt=head[2:], info=b"counterpart file 1").derive(key.secret)
        self._cipher = AESGCM(derived)

    def seal(self, counter: int, plain: bytes, *, last: bool) -> bytes:
        """Return one chunk sealed."""
        nonce = _nonce(counter, last=last)
        return self._cipher.encrypt(nonce, plain, self._bound + nonce)

    def open(self, counter: int, sealed: bytes, *, last: bool) -> bytes:
        """Return one chunk. Raises `Damaged` when it is not the chunk of that place in the file."""
        nonce = _nonce(counter, last=last)
        try:
            return self._cipher.decrypt(nonce, sealed, self._bound + nonce)
        except InvalidTag as problem:
            raise Damaged("file_damaged", table=self._table, chunk=counter) from problem


def _chunk_of(head: bytes) -> int:
    return 1 << min(head[1], 31)


def _nonce(counter: int, *, last: bool) -> bytes:
    """Return 12 bytes: eight for the counter, four for whether it is the last chunk."""
    return counter.to_bytes(8, "big") + int(last).to_bytes(4, "big")


def _after(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _cut(pieces: Iterable[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield counter, chunk and whether it is the last: all of one size but the last, which has 1 to `size` bytes.

    Of nothing there is one empty chunk.
    """
    counter = 0
    buffer = bytearray()
    for piece in pieces:
        view = memoryview(piece)
        while view:
            if len(buffer) == size:
                yield counter, bytes(buffer), False
                buffer.clear()
                counter += 1
            taken = view[: size - len(buffer)]
            buffer += taken
            view = view[len(taken) :]
    yield counter, bytes(buffer), True
