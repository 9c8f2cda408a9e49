"""Health says in plain words what works, what soon will not, and what to do."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

import pytest
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.deliveries import CHANNELS, ChannelKind, Delivery, Parcel, channel, deliver_due, queue
from counterpart.foundation.facts import CONSUMERS, FactRow, consumer, feed_consumers, sequence_facts
from counterpart.foundation.facts.consuming import PAUSES
from counterpart.foundation.health import Level, Line, Report, amount, check, health, in_words
from counterpart.foundation.health import checks as loaded
from counterpart.foundation.health.report import CHECKS
from counterpart.foundation.periodic import DUTIES, every, perform_due
from tests.database.servers import Server
from tests.foundation.events import NOW, stamped

MINUTE = dt.timedelta(minutes=1)
ANCHOR = """
insert into foundation_anchor(n, at, format, streams, root, moved_digest, access_digest, prev, key_id, signature)
values (1, %s, 1, 0, '', '', '', '', '', '')
"""


@pytest.fixture(autouse=True)
def _quiet(database: Server) -> Iterator[None]:
    """Have an installation in which nothing is to be done, and the log was just anchored."""
    with ExitStack() as alone:
        for registry in (CONSUMERS, DUTIES, CHANNELS):
            alone.enter_context(registry.only())
        with sign_in(database.parameters(Role.OWNER)) as owner:
            owner.execute(ANCHOR, [NOW])
            owner.execute("delete from procrastinate_jobs")
        yield


def of(subject: str, now: dt.datetime = NOW) -> list[Line]:
    return [line for line in health(now).lines if line.subject == subject]


def one(subject: str, now: dt.datetime = NOW) -> Line:
    [line] = of(subject, now)
    return line


def work(now: dt.datetime) -> None:
    sequence_facts(now)
    feed_consumers(now)


def test_all_is_well_where_nothing_is_to_be_done() -> None:
    report = health(NOW)
    unwell = {line.subject for line in report.lines if line.level is not Level.WELL}
    assert unwell <= {"scanner"}  # none is set here, which is said where the room of files is loaded
    assert report.level is (Level.SOON if unwell else Level.WELL)
    subjects = {line.subject for line in report.lines}
    assert subjects >= {"database", "tables", "facts", "consumers", "deliveries", "duties", "jobs", "anchors", "disk"}


def test_facts_without_a_number_show_that_no_worker_is_there() -> None:
    stamped(1, 2)
    assert one("facts").level is Level.WELL
    late = one("facts", NOW + 5 * MINUTE)
    assert (late.level, late.sentence) == (Level.WRONG, "2 facts without a number, the oldest for 5 minutes")
    assert "counterpart worker" in late.hint


def test_a_consumer_that_stumbles_is_said_and_one_that_is_held_is_wrong() -> None:
    @consumer("trial.reader")
    def stumble(facts: Sequence[FactRow], now: dt.datetime) -> None:
        raise ValueError("Zofia Nowak")

    stamped(1, 2)
    now = NOW
    work(now)
    assert one("consumers").sentence == "trial.reader has failed 1 time at one fact and tries again"
    for pause in PAUSES:
        now += pause
        work(now)
    held = one("consumers", now + 2 * MINUTE)
    assert (held.level, held.sentence) == (Level.WRONG, "trial.reader is held for 2 minutes, 2 facts behind")
    assert "counterpart consumers resume trial.reader" in held.hint
    assert "Nowak" not in held.hint


def test_deliveries_are_said_when_they_are_late_fail_or_are_given_up() -> None:
    def send(delivery: Delivery, now: dt.datetime) -> None:
        raise ConnectionError

    channel(ChannelKind.MAIL)(send)
    with as_actor([]):
        queue([Parcel(1, ChannelKind.MAIL, "x"), Parcel(1, ChannelKind.CHARGE, "x")], NOW)
    assert one("deliveries").sentence == "1 due, 1 waiting for their room"
    assert one("deliveries", NOW + 5 * MINUTE).level is Level.SOON
    deliver_due(NOW)
    assert one("deliveries").sentence == "1 failed and tried again; 0 due, 1 waiting for their room"
    now = NOW
    for _ in range(12):
        now += dt.timedelta(days=3)
        deliver_due(now)
    dead = one("deliveries", now)
    assert (dead.level, dead.sentence) == (Level.WRONG, "1 given up; 0 due, 1 waiting for their room")
    assert "deliveries replay" in dead.hint


def test_a_duty_is_said_when_it_is_overdue_or_fails() -> None:
    broken: list[bool] = []

    @every(seconds=60, name="trial.bell")
    def ring(now: dt.datetime) -> None:
        if broken:
            raise ValueError

    assert one("duties").sentence == "overdue: trial.bell (never done)"
    perform_due(NOW)
    assert one("duties", NOW + 2 * MINUTE).level is Level.WELL
    assert one("duties", NOW + 3 * MINUTE).sentence == "overdue: trial.bell (not done for 3 minutes)"
    broken.append(True)
    perform_due(NOW + MINUTE)
    assert one("duties", NOW + MINUTE).sentence == "trial.bell has failed 1 time since it last went well"


def test_an_old_anchor_is_said() -> None:
    assert one("anchors", NOW + dt.timedelta(hours=4)).level is Level.SOON
    old = one("anchors", NOW + dt.timedelta(days=2))
    assert (old.level, old.sentence) == (Level.WRONG, "the log was anchored 2 days ago")


def test_a_migration_that_was_not_applied_is_wrong(database: Server) -> None:
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute(
            "update django_migrations set name = '0002_other' where name = '0002_rights' and app = 'foundation'"
        )
        try:
            line = one("tables")
        finally:
            owner.execute("update django_migrations set name = '0002_rights' where name = '0002_other'")
    assert line.level is Level.WRONG
    assert "foundation.0002_rights" in line.sentence


class Usage(NamedTuple):
    """What shutil says of a disk."""

    total: int
    used: int
    free: int


@pytest.mark.parametrize(("free", "level"), [(10**8, Level.WRONG), (10**9, Level.SOON), (10**10, Level.WELL)])
def test_a_full_disk_is_said_before_it_is_full(monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12 - free, free))
    assert one("disk").level is level


def test_a_database_that_does_not_answer_is_said_and_nothing_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    default = connections["default"]
    gone = DatabaseWrapper({**default.settings_dict, "HOST": "/nowhere", "OPTIONS": {}}, "default")
    connections["default"] = gone
    try:
        report = health(NOW)
    finally:
        connections["default"] = default
    assert [(line.subject, line.level) for line in report.lines] == [("database", Level.WRONG)]


def test_other_rooms_have_their_own_looked_at_and_one_that_cannot_answer_stops_no_other() -> None:
    with CHECKS.only():

        @check("a broken one")
        def fail(now: dt.datetime) -> Sequence[Line]:
            raise LookupError("Zofia Nowak")

        @check("deadlines")
        def look(now: dt.datetime) -> Sequence[Line]:
            return [Line(Level.SOON, "deadlines", "one is late")]

        report = health(NOW)
    assert [(line.subject, line.level) for line in report.lines] == [
        ("database", Level.WELL),
        ("a broken one", Level.WRONG),
        ("deadlines", Level.SOON),
    ]
    assert "Nowak" not in repr(report)


def test_a_report_is_as_bad_as_its_worst_line() -> None:
    lines = (Line(Level.WELL, "a", "b"), Line(Level.SOON, "a", "b"))
    assert Report(NOW, lines).level is Level.SOON
    assert Report(NOW, ()).level is Level.WELL
    assert loaded.LATE < MINUTE


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 seconds"), (1, "1 second"), (3_600, "1 hour"), (200_000, "2 days"), (-5, "0 seconds")]
)
def test_spans_are_said_as_people_say_them(seconds: int, words: str) -> None:
    assert in_words(dt.timedelta(seconds=seconds)) == words


def test_numbers_of_things_are_said_as_people_say_them() -> None:
    assert [amount(1, "duty"), amount(2, "duty"), amount(2, "day"), amount(0, "fact")] == [
        "1 duty",
        "2 duties",
        "2 days",
        "0 facts",
    ]
