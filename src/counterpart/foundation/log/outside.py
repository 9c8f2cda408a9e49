"""Anchors as lines of text, to be kept where nobody who may change the database may change them.

One line of JSON an anchor, in the order of their numbers; a file of them is only ever prolonged.
"""

from __future__ import annotations

import datetime as dt
import json
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.foundation.log.anchors import Anchor
from counterpart.foundation.log.entries import Head
from counterpart.foundation.log.evidence import AnchoredHeads


def written_outside(anchored: AnchoredHeads) -> str:
    """Return an anchor and its moved heads as one line, without the end of the line."""
    anchor = anchored.anchor
    return json.dumps(
        {
            "n": anchor.n,
            "at": anchor.at.isoformat(),
            "format": anchor.format,
            "streams": anchor.streams,
            "root": anchor.root.hex(),
            "moved_digest": anchor.moved_digest.hex(),
            "access_digest": anchor.access_digest.hex(),
            "prev": anchor.prev.hex(),
            "key_id": anchor.key_id.hex(),
            "signature": anchor.signature.hex(),
            "moved": [[str(head.stream), head.n, head.hash.hex()] for head in anchored.moved],
        }
    )


def read_outside(line: str) -> AnchoredHeads:
    """Return what a line says. Raises `Invalid`, `anchor_unreadable`, when it is none of ours."""
    try:
        said = json.loads(line)
        anchor = Anchor(
            n=int(said["n"]),
            at=dt.datetime.fromisoformat(said["at"]),
            format=int(said["format"]),
            streams=int(said["streams"]),
            root=bytes.fromhex(said["root"]),
            moved_digest=bytes.fromhex(said["moved_digest"]),
            access_digest=bytes.fromhex(said["access_digest"]),
            prev=bytes.fromhex(said["prev"]),
            key_id=bytes.fromhex(said["key_id"]),
            signature=bytes.fromhex(said["signature"]),
        )
        moved = tuple(Head(UUID(stream), int(n), bytes.fromhex(digest)) for stream, n, digest in said["moved"])
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Invalid("anchor_unreadable", field="line", problem=repr(problem)) from problem
    return AnchoredHeads(anchor, moved)
