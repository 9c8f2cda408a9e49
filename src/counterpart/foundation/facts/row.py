"""A fact as its readers get it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FactRow:
    """What happened, numbered after the commit.

    `seq` is the order in which every consumer reads; `stream` and `n` name the entry of the log that it goes with, so
    within a stream facts come in the order of their entries. `dims` are the fields of the fact, no personal values.
    `request` is the id of the request that caused it, None where nobody asked: it goes on to deliveries and jobs.
    """

    seq: int
    id: int
    at: dt.datetime
    type: str
    v: int
    stream: UUID
    n: int
    dims: dict[str, Any]
    request: UUID | None = None
