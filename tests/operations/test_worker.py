"""`counterpart worker`, as real processes: killed, stopped, beside another one, with the database gone."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.foundation.clock import set_clock_file
from counterpart.foundation.database import embedded
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.reach import renew_pool
from tests.database.servers import OWN_SERVER, Server
from tests.foundation.events import NOW, stamped, stored
from tests.trial_room.processes import Workers, workers

pytestmark = pytest.mark.slow

OF_WORKERS = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'counterpart_worker'"


@pytest.fixture
def trial(database: Server, tmp_path: Path) -> Iterator[Workers]:
    with sign_in(database.superuser) as superuser:
        superuser.execute("truncate procrastinate_jobs, procrastinate_workers restart identity cascade")
    with workers(tmp_path) as started:
        yield started


def facts() -> list[int]:
    return [id_ for (id_,) in stored("select id from foundation_fact order by id")]


def mailed(trial: Workers) -> set[int]:
    return {int(line.split()[0]) for line in trial.lines("mail")}


def noted(trial: Workers) -> set[int]:
    return {int(line) for line in trial.lines("job")}


def test_once_does_what_is_to_be_done_and_ends(trial: Workers) -> None:
    stamped(1, 2, 3)
    assert trial.start("--once").wait(60) == 0, trial.said()
    assert mailed(trial) == noted(trial) == set(facts())
    assert len(trial.lines("ring")) == 1
    assert "Done: " in trial.said()


def test_a_worker_does_everything_soon_and_stops_within_seconds_of_being_told(trial: Workers) -> None:
    worker = trial.start()
    trial.until(lambda: "the worker works" in trial.said())
    stamped(1, 2, 3)
    trial.until(lambda: mailed(trial) == noted(trial) == set(facts()), 15)
    began = time.monotonic()
    assert trial.kill(worker, signal.SIGTERM) == 0
    assert time.monotonic() - began < 8
    assert "the worker has stopped" in trial.said()


def test_a_worker_ends_by_itself_after_its_time(trial: Workers) -> None:
    assert trial.start("--for", "1").wait(30) == 0
    assert "the worker has stopped" in trial.said()


def test_two_workers_killed_again_and_again_lose_nothing_and_double_no_mail(trial: Workers) -> None:
    dice = random.Random(7)
    running = [trial.start(), trial.start()]
    for number in range(6):
        stamped(*range(number * 10, number * 10 + 10))
        time.sleep(dice.uniform(0.2, 1.2))  # somewhere in the work of the processes
        victim = dice.randrange(2)
        trial.kill(running[victim])
        running[victim] = trial.start()
    wanted = set(facts())
    assert len(wanted) == 60
    trial.until(lambda: mailed(trial) == wanted)
    keys = {line.split()[1] for line in trial.lines("mail")}
    assert len(keys) == 60
    assert stored("select count(*), count(distinct seq) from foundation_fact where seq is not null") == [(60, 60)]
    assert stored("select count(*) from foundation_delivery") == [(60,)]
    behind = (
        "select (select max(seq) from foundation_fact) - seq from foundation_consumer where name = 'trial_room.book'"
    )
    assert stored(behind) == [(0,)]
    with_jobs = stored("select count(*) from procrastinate_jobs where status in ('todo', 'doing')")[0][0]
    assert len(noted(trial)) + with_jobs >= 60


def test_a_worker_outlives_a_restart_of_the_database_and_says_so(trial: Workers, database: Server) -> None:
    worker = trial.start()
    trial.until(lambda: "the worker works" in trial.said())
    stamped(1)
    trial.until(lambda: mailed(trial) == set(facts()))
    if OWN_SERVER:
        with sign_in(database.superuser) as superuser:
            superuser.execute(OF_WORKERS)
    else:
        embedded.stop(database.addresses.data)
        trial.until(lambda: "the database does not answer" in trial.said())
        embedded.start(database.addresses.data)
        renew_pool()
        trial.until(lambda: "the database answers again" in trial.said())
    stamped(2, 3)
    trial.until(lambda: mailed(trial) == noted(trial) == set(facts()))
    assert worker.poll() is None


def test_two_workers_take_turns_with_a_duty(trial: Workers) -> None:
    trial.start()
    trial.start()
    trial.until(lambda: len(trial.lines("ring")) >= 5)
    moments = sorted(dt.datetime.fromisoformat(line) for line in trial.lines("ring"))
    pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert min(pauses) >= dt.timedelta(seconds=0.9)


def test_all_processes_go_by_one_clock_that_somebody_moves(database: Server, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    set_clock_file(clock, at=NOW)
    with workers(tmp_path, clock) as trial:
        trial.start()
        trial.until(lambda: bool(trial.lines("ring")))
        set_clock_file(clock, at=NOW + dt.timedelta(days=3))
        trial.until(lambda: f"{(NOW + dt.timedelta(days=3)).isoformat()}" in trial.lines("ring"))
        assert set(trial.lines("ring")) == {NOW.isoformat(), (NOW + dt.timedelta(days=3)).isoformat()}
