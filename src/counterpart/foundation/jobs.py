"""Jobs: work with a life of its own, such as a batch of mails, a PDF or a call of a register.

Kept and run by procrastinate. A job is put off in the transaction that wants it and is there when that commits. Its
arguments are refs and numbers, nothing else: jobs lie in a table in clear.
"""

from __future__ import annotations

import datetime as dt
import functools
import inspect
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, get_type_hints
from uuid import UUID

from asgiref.sync import async_to_sync
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as StoredJob

from counterpart.foundation.clock import clock_of
from counterpart.foundation.correlation import current_request, on_behalf_of_request
from counterpart.foundation.periodic import every
from counterpart.foundation.serving import as_worker

P = ParamSpec("P")

REFS: tuple[object, ...] = (UUID, int, list[UUID], list[int])
"""What an argument of a job may be."""

PAUSES = (10, 60, 300, 1_800, 7_200, 21_600, 86_400)
"""Seconds before the second, third, … attempt of a job. After the last one it has failed, and health says so."""

SILENT = 30
"""Seconds without a sign of life after which a worker counts as gone and its jobs are queued again."""

REQUEST = "request"
NOW = "now"


class Patience(BaseRetryStrategy):
    """Tries a job again after growing pauses, by the machine's clock."""

    def get_retry_decision(self, *, exception: BaseException, job: StoredJob) -> RetryDecision | None:  # noqa: ARG002
        """Return when to try again; None when it was the last attempt."""
        if job.attempts >= len(PAUSES):
            return None
        return RetryDecision(retry_in={"seconds": PAUSES[job.attempts]})


class Job(Generic[P]):
    """A function that is run later, by a worker: called it runs at once, `later` puts it off."""

    def __init__(self, name: str, work: Callable[P, None]) -> None:
        """Take the function. Raises TypeError when it has an argument that is no ref and no number."""
        self.name = name
        self._work = work
        hints = get_type_hints(work)
        self._takes_now = NOW in inspect.signature(work).parameters
        self._kinds = {argument: hints[argument] for argument in inspect.signature(work).parameters if argument != NOW}
        for argument, kind in self._kinds.items():
            if kind not in REFS or argument == REQUEST:
                raise TypeError(f"the job {name} takes {argument}: a job takes refs and numbers only")
        functools.update_wrapper(self, work)
        self._task = app.task(name=name, retry=Patience())(self._run)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Do it at once."""
        self._work(*args, **kwargs)

    def later(self, *, request: UUID | None = None, **refs: UUID | int | list[UUID] | list[int]) -> int:
        """Put it off, in the transaction that is open; return the number of the job.

        `request` is the request that caused it (a fact's), by default the one that this thread works for. Raises
        TypeError for an argument that the job does not take, or that is no ref.
        """
        if set(refs) != set(self._kinds):
            raise TypeError(f"the job {self.name} takes {sorted(self._kinds)}, not {sorted(refs)}")
        stored = {argument: _stored(self.name, value, self._kinds[argument]) for argument, value in refs.items()}
        wanted_by = request or current_request()
        return int(self._task.defer(**stored, request=str(wanted_by) if wanted_by else None))

    def _run(self, **stored: Any) -> None:
        """Run it as a worker does: with the refs as refs, for the request that caused it, at this moment."""
        request = stored.pop(REQUEST, None)
        refs = {argument: _read(value, self._kinds[argument]) for argument, value in stored.items()}
        if self._takes_now:
            refs[NOW] = clock_of().now()
        work: Callable[..., None] = self._work
        with as_worker(), on_behalf_of_request(UUID(request) if request else None):
            work(**refs)


def job(name: str) -> Callable[[Callable[P, None]], Job[P]]:
    """Make a job of a function that takes refs (`UUID`, `int`, or lists of them) and, if it likes, `now`.

    It may be run more than once: it looks whether there is still something to do. Raises TypeError for other arguments.
    """

    def decorate(work: Callable[P, None]) -> Job[P]:
        return Job(name, work)

    return decorate


@every(seconds=SILENT, name="foundation.requeue_stalled_jobs")
def requeue_stalled_jobs(now: dt.datetime) -> int:  # noqa: ARG001  signs of life go by the machine's clock
    """Queue again what a worker was doing that has given no sign of life; return how many jobs."""
    return async_to_sync(_requeue)()


async def _requeue() -> int:
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT))
    for stored in stalled:
        await app.job_manager.retry_job(stored)
    return len(stalled)


def _stored(name: str, value: object, kind: object) -> object:
    """Return a ref as JSON. Raises TypeError when it is of another kind than the job says."""
    match value:
        case bool():
            pass
        case UUID() if kind is UUID:
            return str(value)
        case int() if kind is int:
            return value
        case list() if kind == list[UUID] and all(isinstance(one, UUID) for one in value):
            return [str(one) for one in value]
        case list() if kind == list[int] and all(type(one) is int for one in value):
            return value
    raise TypeError(f"the job {name} was given a {type(value).__name__}: a job takes refs and numbers only")


def _read(value: Any, kind: object) -> Any:
    if kind is UUID:
        return UUID(value)
    return [UUID(one) for one in value] if kind == list[UUID] else value
