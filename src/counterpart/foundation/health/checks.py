"""What is looked at in every installation. Other rooms register what is theirs."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence

from django.db import DEFAULT_DB_ALIAS

from counterpart.foundation.database.addresses import data_folder
from counterpart.foundation.database.schema import schema_of
from counterpart.foundation.deliveries import DeliveryState
from counterpart.foundation.health.report import Level, Line, amount, check, in_words, well
from counterpart.foundation.periodic import DUTIES
from counterpart.foundation.standing import ConsumerStanding, Standing, standing

IS_A_WORKER_THERE = "is a worker running? `counterpart worker` is one"
LATE = dt.timedelta(seconds=30)
"""After this much a fact without a number, or a delivery that is due, shows that no worker is at it."""

BEHIND = 10_000
MOST_NAMED = 3
ANCHOR_LATE, ANCHOR_GONE = dt.timedelta(hours=3), dt.timedelta(days=1)
SPACE_SOON, SPACE_WRONG = 2 * 10**9, 2 * 10**8
"""Bytes left on the disk of the data folder."""


@check("migrations")
def look_at_migrations(now: dt.datetime) -> Sequence[Line]:  # noqa: ARG001  every check is called like this
    """Look whether the tables are those of this release."""
    if due := schema_of(DEFAULT_DB_ALIAS).due:
        hint = "`counterpart db migrate` brings them up to date"
        words = f"{amount(len(due), 'migration')} not applied: {', '.join(due[:MOST_NAMED])}"
        return [Line(Level.WRONG, "tables", words, hint)]
    return [well("tables", "are those of this release")]


@check("work")
def look_at_work(now: dt.datetime) -> Sequence[Line]:
    """Look at everything after the commit: facts, consumers, deliveries, duties, jobs, anchors."""
    work = standing()
    return [
        _facts(work, now),
        *_consumers(work, now),
        _deliveries(work, now),
        *_duties(work, now),
        _jobs(work),
        _anchor(work, now),
    ]


@check("disk")
def look_at_disk(now: dt.datetime) -> Sequence[Line]:  # noqa: ARG001  every check is called like this
    """Look how much room is left where the data folder is."""
    free = shutil.disk_usage(data_folder()).free
    words = f"{free / 10**9:.1f} GB are left on the disk of the data folder"
    if free >= SPACE_SOON:
        return [well("disk", words)]
    level = Level.WRONG if free < SPACE_WRONG else Level.SOON
    return [Line(level, "disk", words, "make room: without it nothing can be stored")]


def _facts(work: Standing, now: dt.datetime) -> Line:
    if work.oldest_fact is None:
        return well("facts", "all have their number")
    age = now - work.oldest_fact
    words = f"{amount(work.unnumbered, 'fact')} without a number, the oldest for {in_words(age)}"
    return Line(Level.WRONG, "facts", words, IS_A_WORKER_THERE) if age > LATE else well("facts", words)


def _consumers(work: Standing, now: dt.datetime) -> Iterator[Line]:
    for one in work.consumers:
        if one.held_at is not None:
            words = f"{one.name} is held for {in_words(now - one.held_at)}, {amount(one.behind, 'fact')} behind"
            hint = f"mend what it stumbled over ({one.error}), then `counterpart consumers resume {one.name}`"
            yield Line(Level.WRONG, "consumers", words, hint)
        elif one.tries:
            words = f"{one.name} has failed {amount(one.tries, 'time')} at one fact and tries again"
            yield Line(Level.SOON, "consumers", words, str(one.error))
        elif one.behind > BEHIND:
            yield Line(Level.SOON, "consumers", f"{one.name} is {amount(one.behind, 'fact')} behind", IS_A_WORKER_THERE)
    if all(_is_well(one) for one in work.consumers):
        yield well("consumers", f"{amount(len(work.consumers), 'consumer')} up to date")


def _is_well(one: ConsumerStanding) -> bool:
    return one.held_at is None and not one.tries and one.behind <= BEHIND


def _deliveries(work: Standing, now: dt.datetime) -> Line:
    states = dict.fromkeys(DeliveryState, 0)
    for (_, state), number in work.deliveries.items():
        states[state] += number
    waiting = f"{states[DeliveryState.DUE]} due, {states[DeliveryState.WAITING]} waiting for their room"
    if dead := states[DeliveryState.DEAD]:
        hint = "`counterpart deliveries list` shows them, `counterpart deliveries replay` sends them again"
        return Line(Level.WRONG, "deliveries", f"{dead} given up; {waiting}", hint)
    if work.oldest_due is not None and now - work.oldest_due > LATE:
        words = f"{waiting}; the oldest is due for {in_words(now - work.oldest_due)}"
        return Line(Level.SOON, "deliveries", words, IS_A_WORKER_THERE)
    if failed := states[DeliveryState.FAILED]:
        return Line(Level.SOON, "deliveries", f"{failed} failed and tried again; {waiting}")
    return well("deliveries", waiting)


def _duties(work: Standing, now: dt.datetime) -> Iterator[Line]:
    known = {one.name: one for one in work.duties}
    late = []
    for name, duty in DUTIES.all().items():
        kept = known.get(name)
        if kept is not None and kept.tries:
            words = f"{name} has failed {amount(kept.tries, 'time')} since it last went well"
            yield Line(Level.WRONG, "duties", words, str(kept.error))
        elif kept is None or kept.ran_at is None:
            late.append(f"{name} (never done)")
        elif now - kept.ran_at > 2 * duty.every + LATE:
            late.append(f"{name} (not done for {in_words(now - kept.ran_at)})")
    if late:
        yield Line(Level.WRONG, "duties", f"overdue: {', '.join(late)}", IS_A_WORKER_THERE)
    elif not any(one.tries for one in work.duties):
        yield well("duties", f"{amount(len(DUTIES.all()), 'duty')} done in time")


def _jobs(work: Standing) -> Line:
    waiting = f"{work.jobs.get('todo', 0)} to do, {work.jobs.get('doing', 0)} being done"
    if failed := work.jobs.get("failed", 0):
        return Line(Level.SOON, "jobs", f"{failed} given up; {waiting}", "the log of the worker says why")
    return well("jobs", waiting)


def _anchor(work: Standing, now: dt.datetime) -> Line:
    if work.anchored_at is None:
        return Line(Level.SOON, "anchors", "the log was never anchored", IS_A_WORKER_THERE)
    age = now - work.anchored_at
    words = f"the log was anchored {in_words(age)} ago"
    if age <= ANCHOR_LATE:
        return well("anchors", words)
    return Line(Level.WRONG if age > ANCHOR_GONE else Level.SOON, "anchors", words, IS_A_WORKER_THERE)
