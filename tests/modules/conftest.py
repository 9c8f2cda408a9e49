from __future__ import annotations

from tests.modules.fixtures import areas, modules

__all__ = ["areas", "modules"]
