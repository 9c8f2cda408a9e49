from __future__ import annotations

from tests.directory.bulk.fixtures import coordinator

__all__ = ["coordinator"]
