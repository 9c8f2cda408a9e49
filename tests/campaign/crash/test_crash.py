"""kill -9 of the server, the workers, PostgreSQL, its supervisor, of everything, at random under load.

What somebody was told is done is done, once: in the log, in the facts, in the notices, in the mails.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from counterpart.exchanges.queries.page import exchange_page
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.log_keeping import look_at_log
from counterpart.foundation.reach import renew_pool
from tests.campaign.crash.clients import ENDS, Acknowledged, Client, Phase
from tests.campaign.crash.counting import (
    Calm,
    Told,
    calm,
    deadlines_are_kept_once,
    everybody_is_told_once,
    keys_are_where_exchanges_are,
    keys_of,
    mails_are_sent,
    overdue,
    steps_are_entries_and_facts,
    terms_are_kept_once,
    unread,
)
from tests.campaign.crash.killing import Installation, until
from tests.campaign.crash.processes import APP, WORKER, processes
from tests.campaign.crash.time_passing import OVER, WEEKS, Passing
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.exchanges.stories import NOW, stored
from tests.network import Network
from tests.notices.post import Post

ROUNDS, SHORT = 100, os.environ.get("SHORT") == "1"
IN_EVERY_RUN = 20
CLIENTS = 4
CYCLE = 20
"""Rounds from one Monday to the next time that nothing is due any more."""

UNDER_LOAD = 12
"""Of them those in which exchanges begin; in the others the clock moves from deadline to deadline."""

LONGEST = 0.7
"""Seconds of load before something is killed."""

QUIET = 180.0
TRACEBACK = "Traceback"
"""Whatever dies under them, processes say in a sentence what is wrong, and end or wait."""


class Campaign:
    """An installation, its clients and its clock."""

    def __init__(self, network: Network, installation: Installation, time_: Passing, seed: int) -> None:
        self.network, self.installation, self.time = network, installation, time_
        self.dice = random.Random(seed)
        self.told, self.gathered, self.monday = Acknowledged(), Told(), NOW
        self.clients = [Client(network, installation.path, self.told, seed + n) for n in range(CLIENTS)]

    def calm_run(self, cycles: int) -> Calm:
        """Play each story once, and let the clock run on over all cycles, with nothing killed."""
        client = Client(self.network, self.installation.path, self.told)
        client.phase = Phase.STORIES
        for end in ENDS:
            client.story(end, chatty=1.0)
        client.line.close()
        for cycle in range(1, cycles + 1):
            while self.time.move_on(NOW + cycle * WEEKS):
                self.time.until_nothing_is_late()
            self.until_all_is_told()
            self.gathered.gather()
        self.come_to_rest()
        assert self.told.refused == []
        return calm(self.told.left, self.gathered)

    def rounds(self, count: int) -> None:
        for client in self.clients:
            client.start()
        ways = self.installation.ways()
        for number in range(count):
            if number % CYCLE == 0:
                self.begin(NOW + number // CYCLE * WEEKS)
            if number % CYCLE < UNDER_LOAD:
                self.have(Phase.STORIES)
            else:
                self.pass_on()
            time.sleep(self.dice.uniform(0, LONGEST))  # the load of the clients, and the work of the worker
            self.installation.kill(ways[number % len(ways)] if number < len(ways) else self.dice.choice(ways))
            self.come_back()
            if (number + 1) % CYCLE == 0:
                self.time_runs_out()

    def begin(self, monday: dt.datetime) -> None:
        self.monday = monday
        self.time.move_to(monday)
        self.time.until_nothing_is_late()
        for client in self.clients:
            client.began = monday

    def have(self, phase: Phase) -> None:
        for client in self.clients:
            client.phase = phase

    def pass_on(self, then: Phase = Phase.TALK) -> bool:
        """Move the clock while nobody asks and all is told: weeks later a request, or a mail, would be another one."""
        self.have(Phase.REST)
        for client in self.clients:
            client.resting.clear()
        until(lambda: all(client.resting.is_set() for client in self.clients), str(self.told.refused[-3:]), QUIET)
        self.until_all_is_told()
        moved = self.time.move_on(self.monday + OVER)
        self.have(then)
        return moved

    def come_back(self) -> None:
        """Bring everything up, and see that every client is answered."""
        self.installation.revive()
        assert TRACEBACK not in self.said(), self.said()
        before = [client.answered for client in self.clients]
        until(
            lambda: all(client.answered > count for client, count in zip(self.clients, before, strict=True)),
            f"a client is not answered\n{self.said()}",
        )
        if self.clients[0].phase is Phase.TALK:
            self.time.until_nothing_is_late()

    def said(self) -> str:
        """What the processes said last."""
        return self.installation.workers.said()[-5_000:] + self.installation.desks.said()[-5_000:]

    def time_runs_out(self) -> None:
        while self.pass_on(Phase.REST):
            self.time.until_nothing_is_late()
        self.until_all_is_told()
        self.gathered.gather()

    def end(self) -> None:
        for client in self.clients:
            client.stopping.set()
        for client in self.clients:
            client.join()
        self.come_to_rest()

    def come_to_rest(self) -> None:
        """Wait until all is told, and stop the workers: one whose duty has come writes on while it is counted.

        What one had in hand when it was stopped is done by the next one.
        """
        while True:
            self.installation.revive()
            self.until_all_is_told()
            self.installation.workers.kill_all()
            if unread() == 0:
                break
        self.gathered.gather()

    def until_all_is_told(self) -> None:
        """Wait for what follows from facts; what failed is tried again when the clock says so."""

        def told() -> bool:
            self.time.move(seconds=1)
            return unread() == 0 and overdue(self.time.now) == 0

        until(told, f"what follows is not done\n{self.said()}", QUIET)


@contextmanager
def post_office() -> Iterator[tuple[Post, str]]:
    """A mail server, and where it is."""
    post = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield post, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


@pytest.fixture
def campaign(
    network: Network, database: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[Campaign, Calm, Post]]:
    """An installation that runs, with nothing in it, and what it does when nothing is killed."""
    time_ = Passing(tmp_path / "clock")
    with post_office() as (post, address):
        mail = {
            "COUNTERPART_SMTP": address,
            "COUNTERPART_FROM": "Counterpart <no-reply@counterpart.example>",
            "COUNTERPART_ADDRESS": "https://counterpart.example",
        }
        with (
            processes(tmp_path, APP, time_.path) as desks,
            processes(tmp_path, WORKER, time_.path, **mail) as workers,
        ):
            installation = Installation(database, desks, workers, tmp_path / "desk")
            _clean(database)
            installation.revive()
            expected = Campaign(network, installation, time_, 0).calm_run(request.param // CYCLE)
            desks.kill_all()
            workers.kill_all()
            _clean(database)
            post.forget()
            time_.begin_again()
            yield Campaign(network, installation, time_, 20_110_101), expected, post
            desks.kill_all()
            workers.kill_all()
            installation.revive()
        renew_pool()


def _clean(server: Server) -> None:
    clear(server)
    with sign_in(server.superuser) as superuser:
        superuser.execute("truncate procrastinate_jobs, procrastinate_workers restart identity cascade")


def see_that_nothing_is_lost(campaign: Campaign, expected: Calm, post: Post) -> None:
    told = campaign.told
    renew_pool()
    steps_are_entries_and_facts(told.steps)
    assert everybody_is_told_once(campaign.gathered, expected) > 0
    assert deadlines_are_kept_once(told.left, expected, campaign.time.now) > 0
    received = [(mail["Message-ID"], address) for address, mail in post.mails]
    assert len(received) >= mails_are_sent(campaign.gathered, received) > 0
    keys = keys_of(campaign.installation.server)
    keys_are_where_exchanges_are(told.left, keys)
    assert terms_are_kept_once(keys, campaign.time.now) > 0
    assert look_at_log().breaches == []
    _every_message_is_read(campaign)


def _every_message_is_read(campaign: Campaign) -> None:
    """What was said is there, once, for the other side to read."""
    kowalska = campaign.network.actor("kowalska")
    numbers: dict[UUID, str] = dict(stored("select ref, number from exchanges_exchange"))
    for ref in campaign.told.open[-20:]:
        page = exchange_page(kowalska, numbers[ref], campaign.time.now)
        assert page.content is not None
        texts = sorted(one.text for one in page.content.texts if one.kind == "message")
        assert texts == sorted(campaign.told.messages.get(ref, []))


@pytest.mark.parametrize(
    ("campaign", "rounds"),
    [
        pytest.param(IN_EVERY_RUN, IN_EVERY_RUN, marks=pytest.mark.slow),
        *([] if SHORT else [pytest.param(ROUNDS, ROUNDS, marks=pytest.mark.campaign)]),
    ],
    indirect=["campaign"],
)
def test_nothing_acknowledged_is_lost_whatever_is_killed(campaign: tuple[Campaign, Calm, Post], rounds: int) -> None:
    under_way, expected, post = campaign
    try:
        under_way.rounds(rounds)
    finally:
        under_way.end()
    assert under_way.told.repeated > 0
    assert sum(under_way.installation.kills.values()) == rounds
    see_that_nothing_is_lost(under_way, expected, post)
