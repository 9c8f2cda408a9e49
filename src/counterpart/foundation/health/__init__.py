"""Health: whether everything works, said in plain words. Rooms register what is to be looked at with `@check`."""

from __future__ import annotations

from counterpart.foundation.health.asking import health
from counterpart.foundation.health.report import CHECKS, Level, Line, Report, amount, check, in_words, well

__all__ = ["CHECKS", "Level", "Line", "Report", "amount", "check", "health", "in_words", "well"]
