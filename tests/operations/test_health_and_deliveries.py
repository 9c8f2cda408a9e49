"""`counterpart health`, `consumers …` and `deliveries …`, as an operator calls them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.deliveries import (
    CHANNELS,
    ChannelKind,
    Delivery,
    Parcel,
    Undeliverable,
    channel,
    deliver_due,
    queue,
)
from counterpart.foundation.facts import CONSUMERS, FactRow, consumer, feed_consumers, sequence_facts
from counterpart.foundation.facts.consuming import PAUSES
from counterpart.foundation.health.report import CHECKS, Level, Line, check
from counterpart.foundation.loading import load_handlers
from counterpart.operations.command_line import main
from tests.database.servers import Server
from tests.foundation.events import NOW, stamped, stored


@pytest.fixture(autouse=True)
def _own_room(database: Server) -> Iterator[None]:
    load_handlers()  # now, or what they register would be put away with the trial's
    with ExitStack() as alone:
        for registry in (CONSUMERS, CHANNELS, CHECKS):
            alone.enter_context(registry.only())
        yield


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(words)
    said = capsys.readouterr()
    return status, said.out, said.err


def undelivered() -> None:
    def refuse(delivery: Delivery, now: dt.datetime) -> None:
        raise Undeliverable("user_left")

    channel(ChannelKind.MAIL)(refuse)
    with as_actor([]):
        queue([Parcel(1, ChannelKind.MAIL, "a user"), Parcel(2, ChannelKind.MAIL, "a user")], NOW)
    deliver_due(NOW)


def held() -> None:
    @consumer("trial")
    def stumble(facts: Sequence[FactRow], now: dt.datetime) -> None:
        raise ValueError("Zofia Nowak")

    stamped(1)
    now = NOW
    sequence_facts(now)
    feed_consumers(now)
    for pause in PAUSES:
        now += pause
        feed_consumers(now)


def test_health_says_each_subject_in_a_line_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    check("trial")(lambda now: [Line(Level.SOON, "stamps", "only three are left", "buy some")])
    status, out, _ = call(capsys, "health")
    assert status == 0
    assert out.splitlines() == [
        "well  database  answers",
        "soon  stamps    only three are left",
        "                -> buy some",
    ]


def test_health_ends_with_1_when_something_does_not_work(capsys: pytest.CaptureFixture[str]) -> None:
    check("trial")(lambda now: [Line(Level.WRONG, "stamps", "none are left", "buy some")])
    status, out, _ = call(capsys, "health", "--json")
    assert status == 1
    said = json.loads(out)
    assert said["level"] == "wrong"
    assert said["lines"][1] == {
        "level": "wrong",
        "subject": "stamps",
        "sentence": "none are left",
        "hint": "buy some",
    }


def test_health_prints_the_metrics(capsys: pytest.CaptureFixture[str]) -> None:
    stamped(1)
    status, out, _ = call(capsys, "health", "--metrics")
    assert status == 0
    assert "counterpart_facts_unnumbered 1.0" in out.splitlines()


def test_deliveries_that_were_given_up_are_listed_and_sent_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "deliveries", "list")[1] == "None.\n"
    undelivered()
    status, out, _ = call(capsys, "deliveries", "list")
    assert status == 0
    assert out.splitlines()[0] == "1  mail to a user  dead, 1 attempt"
    assert out.splitlines()[1].startswith("    Undeliverable user_left at ")
    assert len(json.loads(call(capsys, "deliveries", "list", "--json", "--most", "1")[1])) == 1
    assert call(capsys, "deliveries", "replay", "1")[1] == "1 delivery due again; the worker sends what is due.\n"
    assert call(capsys, "deliveries", "replay", "--dead")[1].startswith("1 delivery due again")
    assert stored("select distinct state from foundation_delivery") == [(2,)]


@pytest.mark.parametrize("words", [[], ["1", "--dead"]])
def test_replay_wants_to_know_which(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    status, _, error = call(capsys, "deliveries", "replay", *words)
    assert status == 2
    assert "--dead for all" in error


def test_what_waited_for_a_room_is_released(capsys: pytest.CaptureFixture[str]) -> None:
    with as_actor([]):
        queue([Parcel(1, ChannelKind.CHARGE, "x")], SystemClock().now())
    assert call(capsys, "deliveries", "release")[1] == "0 deliveries due now.\n"
    channel(ChannelKind.CHARGE)(lambda delivery, now: None)
    assert call(capsys, "deliveries", "release")[1] == "1 delivery due now.\n"


def test_a_held_consumer_is_shown_and_resumed(capsys: pytest.CaptureFixture[str]) -> None:
    held()
    status, out, _ = call(capsys, "consumers", "list")
    assert status == 0
    assert out.startswith("trial  1 fact behind  held since 2026-03-02 09:06 UTC: ValueError at ")
    assert "Nowak" not in out
    assert call(capsys, "consumers", "resume", "trial")[1] == "trial goes on after fact 0.\n"
    assert call(capsys, "consumers", "list")[1] == "trial  1 fact behind  well\n"
    status, _, error = call(capsys, "consumers", "resume", "trial")
    assert (status, error) == (1, "error: trial is not held: there is nothing to resume\n")


def test_a_consumer_is_resumed_past_the_fact_it_stumbles_over(capsys: pytest.CaptureFixture[str]) -> None:
    held()
    said = call(capsys, "consumers", "resume", "trial", "--past-it")[1]
    assert said == "trial goes on after fact 1. The fact that it stumbled over is passed by.\n"


def test_an_unknown_consumer_is_said_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    consumer("trial")(lambda facts, now: None)
    status, _, error = call(capsys, "consumers", "resume", "tryal")
    assert status == 2
    assert "there are: trial" in error
    assert call(capsys, "consumers", "list")[1].startswith("No worker has run yet")
