"""What actions do is counted in the process, summed in the database, and said without a word of anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Refused
from counterpart.foundation.actions import action
from counterpart.foundation.correlation import current_request
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.foundation.observing import BUCKETS, COUNTS, OTHER, Counts, labels_of, observed, publish
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, STREAM, asked, stored


@pytest.fixture(autouse=True)
def _from_nothing() -> Iterator[None]:
    COUNTS.drain()
    yield
    COUNTS.drain()


@action("counting.knock")
def knock(doing: Doing, refuse: bool = False) -> str | None:
    if refuse:
        raise Refused("not_today")
    doing.log(STREAM, EntryKind.STEP, action="knock")
    request = current_request()
    return str(request) if request else None


def counted(name: str) -> dict[str, float]:
    return {labels: value for (found, labels), value in COUNTS.drain().items() if found == name}


def test_actions_are_counted_by_name_and_outcome(database: Server) -> None:
    once = asked()
    knock(BRENNAN, once)
    knock(BRENNAN, once)
    knock(BRENNAN, asked())
    with pytest.raises(Refused):
        knock(BRENNAN, asked(), refuse=True)
    assert counted("actions") == {
        "action=counting.knock,outcome=done": 2,
        "action=counting.knock,outcome=repeated": 1,
        "action=counting.knock,outcome=refused": 1,
    }


def test_an_action_works_for_its_request(database: Server) -> None:
    once = asked()
    assert knock(BRENNAN, once) == str(once.id)
    assert current_request() is None


def test_the_statements_of_an_action_are_counted_and_timed(database: Server) -> None:
    knock(BRENNAN, asked())
    found = COUNTS.drain()
    assert found["statements", "action=counting.knock"] == 4
    assert (
        0 < found["statement_seconds", "action=counting.knock"] < found["action_seconds_sum", "action=counting.knock"]
    )


def test_a_mistake_of_the_program_is_counted_and_goes_on() -> None:
    counts = Counts()
    with pytest.raises(ZeroDivisionError), observed("trial", None, counts):
        _ = 1 / 0
    assert counts.drain()["actions", "action=trial,outcome=error"] == 1


def test_counts_of_processes_are_added_up(database: Server) -> None:
    for amount in (2.0, 3.0):
        counts = Counts()
        counts.add("actions", amount, action="a.b", outcome="done")
        assert publish(counts) == 1
        assert publish(counts) == 0
    assert stored("select name, labels, value from foundation_count") == [("actions", "action=a.b,outcome=done", 5.0)]


def test_what_could_not_be_published_is_kept_for_the_next_time(database: Server) -> None:
    counts = Counts()
    counts.add("actions", float("1e400"), action="a.b")
    counts.put_back({("actions", "\0"): 1})
    with pytest.raises(Exception, match="NUL"):
        publish(counts)
    assert len(counts.drain()) == 2


@pytest.mark.parametrize(
    "said", ["Zofia Nowak", "zofia.nowak@example.org", "a,b=c", 'x"y', "ß", "", "A", "one\ntwo", "z" * 62]
)
def test_what_is_no_name_of_the_program_never_becomes_a_label(said: str) -> None:
    assert labels_of({"action": said}) == f"action={OTHER}"


@given(st.text(max_size=80))
def test_no_text_breaks_out_of_its_label(said: str) -> None:
    name, _, value = labels_of({"action": said}).partition("=")
    assert name == "action"
    assert not set(value) & set(',="\n{} @')


def test_buckets_grow() -> None:
    assert list(BUCKETS) == sorted(set(BUCKETS))
