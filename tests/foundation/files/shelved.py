"""A diploma that was sent, and what lies on a shelf."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import boto3  # type: ignore[import-untyped]

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.files import FileMeta, FileOwner, StoredFile, keep_files, store_file
from counterpart.foundation.files.on_disk import DiskShelf
from counterpart.foundation.files.shelf import Shelf
from counterpart.foundation.refs import new_ref
from tests.foundation.events import BRENNAN, NOW

BUCKET = "sealed-files"
EXCHANGE = new_ref(NOW)
OWNER = FileOwner(EXCHANGE)
DIPLOMA = FileMeta("diploma of Dr Brennan.pdf", "application/pdf")
CONTENT = b"%PDF-1.7\n" + os.urandom(1000) * 20_000
"""20 MB: three parts of an object store."""


def pieces(content: bytes, size: int = 100_003) -> Iterator[bytes]:
    """Yield it as it comes through a socket."""
    for start in range(0, len(content), size):
        yield content[start : start + size]


def kept(chunks: Iterable[bytes] | None = None, owner: FileOwner = OWNER) -> StoredFile:
    """Store a file and keep it, as the action that attaches it does."""
    file = store_file(BRENNAN, NOW, owner, pieces(CONTENT) if chunks is None else chunks, DIPLOMA)
    with as_actor([]):
        [found] = keep_files(owner.stream, [file.ref])
    return found


def lying(shelf: Shelf) -> list[str]:
    """Return the names of everything that lies on a shelf, also of what is not complete."""
    if isinstance(shelf, DiskShelf):
        return sorted(path.name for path in shelf.folder.rglob("*") if path.is_file())
    client = boto3.client("s3", endpoint_url=os.environ["COUNTERPART_S3_ENDPOINT"])
    objects = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    begun = client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
    return sorted(str(one["Key"]).rpartition("/")[2] for one in [*objects, *begun])
