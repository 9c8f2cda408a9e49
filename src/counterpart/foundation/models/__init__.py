"""The tables of the foundation, one file a subject. They hold refs of people and exchanges, and no foreign keys."""

from __future__ import annotations

from counterpart.foundation.models.facts import Consumer, Delivery, Fact
from counterpart.foundation.models.kept import Draft, StoredFile
from counterpart.foundation.models.log import Anchor, AnchorHead, LogEntry, Stream
from counterpart.foundation.models.requests import Request
from counterpart.foundation.models.work import Count, Duty

__all__ = [
    "Anchor",
    "AnchorHead",
    "Consumer",
    "Count",
    "Delivery",
    "Draft",
    "Duty",
    "Fact",
    "LogEntry",
    "Request",
    "StoredFile",
    "Stream",
]
