"""Runs the jobs that are due, with procrastinate's own worker."""

from __future__ import annotations

import asyncio
import contextlib
import threading

from django.db import DEFAULT_DB_ALIAS
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

PATIENCE = 5.0
"""Seconds that a job has to end when the worker is to stop; one that takes longer is done again."""

AT_ONCE = 2
"""Jobs of one worker at the same time."""

LOOK = 0.1
"""Seconds between two looks whether to stop."""


def run_jobs(stop: threading.Event, *, wait: bool = True) -> None:
    """Run jobs until `stop`, or, without `wait`, until none is due. Raises what the database does when it is away."""
    asyncio.run(_run(stop, wait=wait))


async def _run(stop: threading.Event, *, wait: bool) -> None:
    connector = PsycopgConnector(kwargs=connector_params(DEFAULT_DB_ALIAS), min_size=1, max_size=AT_ONCE + 2)
    async with app.with_connector(connector).open_async() as opened:
        work = asyncio.create_task(
            opened.run_worker_async(
                concurrency=AT_ONCE,
                wait=wait,
                delete_jobs="successful",
                install_signal_handlers=False,
                listen_notify=wait,
                shutdown_graceful_timeout=PATIENCE,
            )
        )
        while not (work.done() or stop.is_set()):
            await asyncio.wait([work], timeout=LOOK)
        if not work.done():
            work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
