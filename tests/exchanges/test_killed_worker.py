"""Every scenario once more, with two worker processes of which one or both are killed at every turn of the story.

The worker alone does what is due; this process only moves the clock that both go by. Whatever is killed, and whenever:
the tables say what the stage says after every step, and afterwards nothing that was to follow is missing or doubled.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from psycopg import Connection

from counterpart.core.composing.area import Area
from counterpart.core.definitions.scenarios import Step
from counterpart.core.simulation.stories import Story
from counterpart.foundation.clock import set_clock_file
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.log_keeping import look_at_log
from tests.campaign.crash.processes import WORKER, Processes, processes
from tests.database.servers import Server
from tests.exchanges.playing import Played
from tests.exchanges.stories import stored
from tests.exchanges.test_scenarios import STORIES, alone, trials

__all__ = ["alone", "trials"]

PATIENCE = 180.0
"""Seconds that a worker may take for what is due: it takes fractions of one where nothing else runs."""

SOON = 0.4
"""Within so many seconds of a turn of the story a worker is killed: its work takes about as long."""

WAITS = """
select count(*) from pg_stat_activity where usename = 'counterpart_worker' and wait_event_type = 'Lock'
"""
LATE = "select count(*) from exchanges_deadline where fire_at <= %s"
UNREAD = """
select (select count(*) from foundation_fact where seq is null or not exists(select from foundation_consumer))
  + (select count(*) from foundation_consumer where seq < (select max(seq) from foundation_fact))
  + (select count(*) from procrastinate_jobs where status in ('todo', 'doing'))
"""

WRITTEN = """
select count(*) from (select ref as stream from exchanges_exchange) e
join (select stream, n from foundation_log_entry) l using (stream)
full join (select stream, n, id from foundation_fact where type like 'exchange.%%') f using (stream, n)
where f.id is null or l.n is null
"""
SEALED = "select count(*) from exchanges_content"
DELIVERED = """
select count(*) from (
  select f.id, f.stream || ':' || (x.number - 1) as target
  from foundation_fact f, jsonb_array_elements(f.dims -> 'effects') with ordinality as x(effect, number)
  where x.effect ->> 'verb' = any('{call,pdf,sign,charge}')) wanted
full join (select fact_id as id, target from foundation_delivery where channel <> 1) d using (id, target)
where wanted.id is null or d.id is null
"""


class PlayedByWorkers(Played):
    """A scenario whose deadlines are kept by worker processes that are killed."""

    def __init__(self, server: Server, area: Area, story: Story, workers: Processes, clock: Path) -> None:
        self.workers, self.clock = workers, clock
        self.dice = random.Random(f"{area.name}/{story.name}")
        self.kills = 0
        super().__init__(server, area, story)

    def begin(self) -> None:
        """Have two workers at the clock of the story."""
        self.now = self.stage.now
        set_clock_file(self.clock, at=self.now)
        for _ in range(2):
            self.workers.start()

    def step(self, step: Step) -> None:
        self.kill(self.dice.choice((1, 1, 1, 2)))
        super().step(step)

    def pass_time(self, until: dt.datetime) -> None:
        if not self.workers.alive:
            self.begin()
        for _ in range(10_000):
            [(first,)] = stored("select min(fire_at) from exchanges_deadline")
            if first is None or first > until:
                self.now = max(self.now, until)
                set_clock_file(self.clock, at=self.now)
                return
            self.now = max(self.now, first)
            self.ring()

    def ring(self) -> None:
        """Move the clock to what is due next, and kill while it is done: somewhere, or in the middle of it."""
        if self.dice.random() < 1 / 3:
            with self._held_up() as waits:
                set_clock_file(self.clock, at=self.now)
                self.until(waits)
                self.kill(2)
        else:
            set_clock_file(self.clock, at=self.now)
            time.sleep(self.dice.uniform(0, SOON))  # somewhere in the work of the other processes
            self.kill(1)
        self.until(lambda: stored(LATE, [self.now]) == [(0,)])

    def kill(self, count: int) -> None:
        for victim in self.dice.sample(self.workers.alive, count):
            self.workers.kill(victim)
            self.workers.start()
            self.kills += 1

    def until(self, done: Callable[[], bool]) -> None:
        limit = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < limit, self.workers.said()[-5_000:]
            time.sleep(0.02)  # other processes are at work: there is nothing else to wait for

    @contextmanager
    def _held_up(self) -> Iterator[Callable[[], bool]]:
        """Hold what a worker wants to write, so that it stands in the middle of its transaction; tell when it does."""
        with sign_in(self.cast.server.superuser) as other:
            other.autocommit = False
            other.execute("lock table foundation_log_entry in exclusive mode")
            yield lambda: _waits(self.cast.server)
            other.rollback()


def _waits(server: Server) -> bool:
    with sign_in(server.superuser) as superuser:
        return _number(superuser, WAITS) > 0


def _number(connection: Connection[tuple[object, ...]], statement: str) -> int:
    [number] = connection.execute(statement.encode()).fetchone() or (0,)
    return int(str(number))


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one clock of all processes."""
    path: Path = tmp_path_factory.mktemp("clock") / "clock"
    set_clock_file(path, at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    return path


@pytest.fixture(scope="module")
def nursery(trials: None, clock: Path) -> Iterator[Processes]:
    with processes(clock.parent, WORKER, clock) as started:
        yield started


@pytest.fixture
def workers(nursery: Processes, alone: Server) -> Iterator[Processes]:
    """Who starts workers, on a database where nothing waits for them; none lives afterwards."""
    with sign_in(alone.superuser) as superuser:
        superuser.execute("truncate procrastinate_jobs, procrastinate_workers restart identity cascade")
    yield nursery
    nursery.kill_all()


def _told(number: int, area: Area, story: Story) -> ParameterSet:
    """One in six belongs to every run of the tests; all of them to a campaign."""
    mark = pytest.mark.slow if number % 6 == 0 else pytest.mark.campaign
    return pytest.param(area, story, marks=mark, id=f"{area.name}-{story.name}")


@pytest.mark.parametrize(("area", "story"), [_told(number, *one) for number, one in enumerate(STORIES)])
def test_a_scenario_goes_on_whatever_worker_is_killed(
    area: Area, story: Story, alone: Server, workers: Processes, clock: Path
) -> None:
    played = PlayedByWorkers(alone, area, story, workers, clock)
    played.play()
    assert played.kills >= len(story.scenario.steps)
    with sign_in(alone.parameters(Role.OWNER)) as owner:
        played.until(lambda: _number(owner, UNREAD) == 0)
    assert stored(WRITTEN) == [(0,)]
    assert stored(DELIVERED) == [(0,)]
    whole = look_at_log()
    assert whole.breaches == []
    assert stored(SEALED) == [(whole.sealed,)]
