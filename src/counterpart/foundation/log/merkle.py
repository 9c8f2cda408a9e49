"""One hash over many: the tree of RFC 6962, section 2.1, over leaves in a fixed order.

Leaves and inner nodes are hashed apart, so no inner node passes for a leaf. Leaves are read once; a stack as high as
the tree is all that is kept, so a million exchanges need no memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def merkle_root(leaves: Iterable[bytes]) -> tuple[bytes, int]:
    """Return the root over leaves, and how many there were; of none, the hash of nothing."""
    stack: list[tuple[int, bytes]] = []
    count = 0
    for leaf in leaves:
        node = (0, hashlib.sha256(b"\x00" + leaf).digest())
        while stack and stack[-1][0] == node[0]:
            height, left = stack.pop()
            node = (height + 1, _joined(left, node[1]))
        stack.append(node)
        count += 1
    if not stack:
        return hashlib.sha256(b"").digest(), 0
    _, root = stack.pop()
    while stack:
        root = _joined(stack.pop()[1], root)
    return root, count


def _joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
