"""What the worker does for this room: everything here is registered by being loaded."""

from __future__ import annotations

from counterpart.directory import arriving, chasing
from counterpart.directory.bulk import running

__all__ = ["arriving", "chasing", "running"]
