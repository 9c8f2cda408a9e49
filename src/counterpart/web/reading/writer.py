"""Who typed: the language in which dates and numbers are written, and the time zone in which times are meant."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Writer:
    """A person who fills something in."""

    language: str = "en"
    zone: ZoneInfo = UTC
