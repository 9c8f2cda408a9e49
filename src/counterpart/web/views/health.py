"""Whether everything works, in plain words: for a machine by the status, for everybody in a sentence.

What was looked at in detail is told only to whoever administers the network; `counterpart health` tells it on the
machine itself. A report is kept for some seconds, so that nobody can keep the database busy by asking.
"""

from __future__ import annotations

import datetime as dt
import functools

from django.http import HttpRequest, HttpResponse

from counterpart.core.errors import CounterpartError
from counterpart.directory.queries.acting import actor_for, authorities_of
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Right
from counterpart.foundation.health import Level, Report, health
from counterpart.foundation.loading import load_handlers
from counterpart.web.rendering import render
from counterpart.web.visit import Visit, visit_of

KEPT = 5
"""Seconds for which one report is told again."""

STATUS = {Level.WELL: 200, Level.SOON: 200, Level.WRONG: 503}


def health_page(request: HttpRequest) -> HttpResponse:
    """Tell whether everything works: status 200, or 503 when something does not."""
    visit = visit_of(request)
    report = report_of(int(visit.now.timestamp()) // KEPT)
    lines = report.lines if _runs_the_network(visit) else ()
    return render(
        request,
        "health.html",
        status=STATUS[report.level],
        level=report.level.name.lower(),
        lines=[(one.level.name.lower(), one.subject, one.sentence, one.hint) for one in lines],
    )


@functools.lru_cache(maxsize=1)
def report_of(slice_of_time: int) -> Report:
    """Return the report of a slice of time, made once in it."""
    checks_loaded()
    return health(dt.datetime.fromtimestamp(slice_of_time * KEPT, dt.UTC))


@functools.cache
def checks_loaded() -> None:
    """Let every room register its checks, once in a process."""
    load_handlers()


def _runs_the_network(visit: Visit) -> bool:
    """Say whether the visitor has signed in and administers the network, for any authority."""
    if visit.user_ref is None:
        return False
    wanted = Right("", RightName.NETWORK_ADMINISTRATOR)
    for one in authorities_of(visit.user_ref, visit.now):
        try:
            actor = actor_for(visit.user_ref, one.ref, visit.now, one.on_behalf_of)
        except CounterpartError:  # of an account that was closed, or of an authority that is not active
            continue
        if wanted in actor.rights:
            return True
    return False
