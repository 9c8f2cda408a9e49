"""Who words a report: the pages know how an exchange is said, and stand above this room.

REPORT_WRITER in the settings names the function, as Django is told of views and of handlers of files: the worker makes
documents, too, and what it makes must read as what the page shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from counterpart.foundation.actor import Actor
from counterpart.reports.papers import Paper


@dataclass(frozen=True, slots=True)
class Written:
    """A report in words. `opened`: it holds content, not the overview alone. `stream` is the exchange."""

    stream: UUID
    number: str
    opened: bool
    paper: Paper


Write = Callable[[Actor, str, dt.datetime], Written]


def write(actor: Actor, number: str, now: dt.datetime) -> Written:
    """Return the report of an exchange for an actor, in their language. Raises NotFound `exchange_unknown`."""
    writer: Write = import_string(settings.REPORT_WRITER)
    return writer(actor, number, now)


def file_name(number: str) -> str:
    """Return what the file of a report is called: its number alone, no personal value."""
    return f"{number.replace('/', '-')}.pdf"
