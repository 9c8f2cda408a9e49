"""Files in an object store that speaks S3, in parts while they arrive: what is not complete has no name there."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from uuid import UUID

import boto3  # type: ignore[import-untyped]
from boto3.s3.transfer import TransferConfig  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from counterpart.core.errors import NotFound

PART = 8 << 20
"""Bytes of a part: at most 10,000 parts make a file."""
PIECE = 1 << 18
CONFIG = Config(
    connect_timeout=10,
    read_timeout=60,
    retries={"mode": "standard", "total_max_attempts": 4},
    request_checksum_calculation="when_required",  # not every store knows the newer ones; sealing verifies more
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
)
MISSING = frozenset({"NoSuchKey", "404"})


class S3Shelf:
    """A bucket, or a folder in one."""

    def __init__(self, address: str, endpoint: str | None) -> None:
        """Take `s3://BUCKET/PREFIX`, and the address of the store when it is not Amazon's."""
        self.name = address
        self._bucket, _, prefix = address.removeprefix("s3://").partition("/")
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._client = boto3.client("s3", endpoint_url=endpoint, config=CONFIG)

    def write(self, ref: UUID, pieces: Iterable[bytes]) -> None:
        """Write a file, part by part, in this thread; a part at a time is in memory.

        Whatever the pieces raise, it raises, and the parts are thrown away.
        """
        config = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, use_threads=False)
        self._client.upload_fileobj(_Arriving(pieces), self._bucket, self._key(ref), Config=config)

    def read(self, ref: UUID) -> Iterator[bytes]:
        """Return the pieces of a file. Raises NotFound, at once."""
        try:
            body = self._client.get_object(Bucket=self._bucket, Key=self._key(ref))["Body"]
        except ClientError as problem:
            if problem.response.get("Error", {}).get("Code") in MISSING:
                raise NotFound("file_not_found") from problem
            raise

        def pieces() -> Iterator[bytes]:
            try:
                yield from body.iter_chunks(PIECE)
            finally:
                body.close()

        return pieces()

    def remove(self, ref: UUID) -> None:
        """Remove a file, and the parts of one that was cut off. Harmless twice."""
        key = self._key(ref)
        begun = self._client.list_multipart_uploads(Bucket=self._bucket, Prefix=key)
        for upload in begun.get("Uploads", []):
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=upload["Key"], UploadId=upload["UploadId"])
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def _key(self, ref: UUID) -> str:
        return f"{self._prefix}{ref.hex[-2:]}/{ref}"


class _Arriving(io.RawIOBase):
    """Pieces that arrive, as the file that boto3 reads from; cannot be wound back."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = bytearray()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        size = len(self._held) if size < 0 else size
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken
