"""Appending to a stream: an entry gets its number, the hash before it, and its own."""

from __future__ import annotations

import dataclasses
from typing import Any

from counterpart.foundation.log.entries import FORMAT, Draft, Entry, Head, hash_of


def appended(head: Head, draft: Draft) -> tuple[Entry, Head]:
    """Return the entry that follows a head, and the new head. `entries.beginning_of` is the head of an empty stream.

    The caller holds the lock on the exchange, so that no two entries follow one head. Raises `Invalid` as `hash_of`.
    """
    n = head.n + 1
    digest = hash_of(draft, stream=head.stream, n=n, format=FORMAT, prev=head.hash)
    content: dict[str, Any] = {field.name: getattr(draft, field.name) for field in dataclasses.fields(Draft)}
    entry = Entry(**content, stream=head.stream, n=n, format=FORMAT, prev=head.hash, hash=digest)
    return entry, Head(head.stream, n, digest)


def head_after(entry: Entry) -> Head:
    """Return the head of a stream that ends with an entry."""
    return Head(entry.stream, entry.n, entry.hash)
