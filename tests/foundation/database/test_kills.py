"""kill -9 of the server, of its supervisor, of everything: what was acknowledged is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from psycopg import OperationalError

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Addresses, Role
from counterpart.foundation.database.cluster import locked
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.place import Place
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble

ROUNDS = 6


@pytest.fixture
def running(folder: Path) -> Addresses:
    addresses = Addresses(folder / "data", {})
    open_database(addresses)
    with sign_in(addresses.parameters(Role.OWNER)) as owner:
        owner.execute("create table steps(n int primary key)")
    return addresses


def postmaster(place: Place) -> int:
    return int((place.cluster / "postmaster.pid").read_text().split()[0])


def kill_server(addresses: Addresses) -> None:
    os.kill(postmaster(addresses.place), signal.SIGKILL)


def kill_supervisor(addresses: Addresses) -> None:
    pid = supervisor(addresses)
    os.kill(pid, signal.SIGKILL)
    assert until(10, lambda: embedded.supervisor_of(addresses.data) != pid)


def kill_everything(addresses: Addresses) -> None:
    """Kill the supervisor first, or it would see its server die."""
    server = postmaster(addresses.place)
    os.kill(supervisor(addresses), signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(server, signal.SIGKILL)
    assert until(10, lambda: embedded.supervisor_of(addresses.data) is None)


def supervisor(addresses: Addresses) -> int:
    pid = embedded.supervisor_of(addresses.data)
    assert pid is not None
    return pid


def until(seconds: float, is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def answers(addresses: Addresses) -> bool:
    try:
        sign_in(addresses.parameters(Role.OWNER)).close()
    except DatabaseTrouble:
        return False
    return True


def nothing_lives(addresses: Addresses) -> bool:
    descriptor = os.open(addresses.place.alive, os.O_RDWR)
    free = locked(descriptor)
    os.close(descriptor)
    return free


def test_a_killed_server_is_started_again(running: Addresses) -> None:
    for _ in range(3):
        killed = postmaster(running.place)
        kill_server(running)
        assert until(30, partial(_runs_anew, running, killed))
    assert "started again" in running.place.log.read_text()


def _runs_anew(addresses: Addresses, killed: int) -> bool:
    try:
        return postmaster(addresses.place) != killed and answers(addresses)
    except (FileNotFoundError, IndexError):
        return False


def test_the_server_ends_with_its_supervisor(running: Addresses) -> None:
    kill_supervisor(running)
    assert until(30, lambda: nothing_lives(running))
    assert not answers(running)
    embedded.start(running.data)
    assert answers(running)


@pytest.mark.parametrize("kill", [kill_supervisor, kill_everything])
def test_a_start_right_after_a_kill_waits_for_the_old_server(
    running: Addresses, kill: Callable[[Addresses], None]
) -> None:
    for _ in range(3):
        kill(running)
        embedded.start(running.data)
        assert answers(running)


def steps(addresses: Addresses, first: int) -> Iterator[int]:
    """Write one number after the other and yield each that was acknowledged, until the connection breaks."""
    try:
        with sign_in(addresses.parameters(Role.OWNER)) as owner:
            for n in range(first, first + 1_000_000):
                owner.execute("insert into steps values (%s)", [n])
                yield n
    except (DatabaseTrouble, OperationalError):
        return


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_whatever_is_killed(running: Addresses) -> None:
    chance = random.Random(20_110_101)
    acknowledged: list[int] = []
    for round_ in range(ROUNDS):
        kill = chance.choice([kill_server, kill_supervisor, kill_everything])
        patience = chance.randrange(1, 200)
        for count, n in enumerate(steps(running, 1_000_000 * round_)):
            acknowledged.append(n)
            if count == patience:
                kill(running)
        if embedded.supervisor_of(running.data) is None:
            embedded.start(running.data)
        assert until(30, lambda: answers(running))
    with sign_in(running.parameters(Role.OWNER)) as owner:
        stored = {row[0] for row in owner.execute("select n from steps").fetchall()}
    assert len(acknowledged) > ROUNDS
    assert set(acknowledged) <= stored


def test_a_stop_in_the_middle_of_a_restart_ends_it(running: Addresses) -> None:
    kill_server(running)
    assert embedded.stop(running.data)
    assert until(30, lambda: nothing_lives(running))
