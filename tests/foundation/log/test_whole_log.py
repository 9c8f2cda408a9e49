"""Whatever a superuser does to the log of a real cluster is found, and named; a log that nobody touched verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import run
from counterpart.foundation.log import Breach, BreachKind
from counterpart.foundation.log import store as log_store
from tests.database.servers import Server
from tests.foundation.events import stamped, stored
from tests.foundation.log.tampering import FIRST, SECOND, THIRD, Tampered

ENTRY = "foundation_log_entry where stream = %(stream)s"
COLUMNS = """at, format, kind, actor_kind, actor_ref, for_user_ref, authority_ref, action, track, from_state, to_state,
facts, sealed_digest, prev, hash, request_id"""
COPY = f"insert into foundation_log_entry(stream, n, {COLUMNS}) select stream, n + 1, {COLUMNS} from {ENTRY} and n = 2"
RENUMBER = "update foundation_log_entry set n = n + %(by)s where stream = %(stream)s and n between %(a)s and %(b)s"


@pytest.fixture
def log(database: Server, tmp_path: Path) -> Tampered:
    made = Tampered(database, tmp_path / "anchors")
    made.begin()
    return made


def test_a_log_that_nobody_touched_verifies(log: Tampered) -> None:
    stamped(4, stream=FIRST)
    log.anchor()
    stamped(5, stream=FIRST)
    whole = log.look()
    assert whole.breaches == []
    assert (whole.streams, whole.entries, whole.anchors, whole.outside) == (3, 11, 2, 2)


def test_an_empty_log_verifies(database: Server, tmp_path: Path) -> None:
    empty = Tampered(database, tmp_path)
    assert empty.found() == []
    empty.anchor()
    assert empty.found() == []


@pytest.mark.parametrize(
    "change",
    [
        "action = 'refuse'",
        "to_state = 'closed'",
        "at = at + interval '1 day'",
        "at = 'infinity'",
        "at = '0004-02-01 BC'",
        "actor_ref = authority_ref",
        "authority_ref = null",
        "kind = 99",
        "format = 2",
        "facts = '{\"times\": 7}'",
        "facts = '[]'",
        "facts = '{\"times\": 1.5}'",
        "facts = jsonb_build_object('x', (repeat('[', 3000) || repeat(']', 3000))::jsonb)",
        "facts = jsonb_build_object('x', (repeat('[', 950) || repeat(']', 950))::jsonb)",
        "sealed_digest = hash",
        "request_id = null",
        "prev = hash",
        "hash = prev",
    ],
)
def test_a_changed_entry_is_named(log: Tampered, change: str) -> None:
    log.as_superuser(f"update foundation_log_entry set {change} where stream = %(stream)s and n = 2", stream=SECOND)
    assert f"exchange {SECOND}: entry 2 was changed" in log.said()
    assert {breach.stream for breach in log.found()} == {SECOND}


def test_a_deleted_entry_is_named(log: Tampered) -> None:
    log.as_superuser(f"delete from {ENTRY} and n = 2", stream=SECOND)
    assert f"exchange {SECOND}: entry 2 was deleted" in log.said()


def test_a_deleted_entry_is_named_when_those_behind_it_were_renumbered(log: Tampered) -> None:
    log.as_superuser(f"delete from {ENTRY} and n = 2", RENUMBER, stream=SECOND, by=-1, a=3, b=3)
    assert f"exchange {SECOND}: entry 2 was deleted" in log.said()


def test_an_inserted_entry_is_named(log: Tampered) -> None:
    log.as_superuser(RENUMBER, COPY, stream=SECOND, by=1, a=3, b=3)
    assert f"exchange {SECOND}: the entry at 3 was inserted: the chain does not lead through it" in log.said()


def test_an_entry_inserted_under_a_number_that_is_taken_is_named(log: Tampered) -> None:
    key = "alter table foundation_log_entry {} constraint foundation_log_entry_pkey"
    log.as_superuser(key.format("drop"))
    try:
        log.as_superuser(COPY.replace("n + 1", "n"), stream=SECOND)
        assert [breach.kind for breach in log.found()] == [BreachKind.INSERTED]
    finally:
        log.as_superuser("truncate foundation_log_entry", key.format("add") + " primary key (stream, n)")


def test_entries_in_another_order_are_named(log: Tampered) -> None:
    swap = [(10, 1, 1), (-1, 2, 2), (-9, 11, 11)]
    for by, a, b in swap:
        log.as_superuser(RENUMBER, stream=SECOND, by=by, a=a, b=b)
    said = log.said()
    assert f"exchange {SECOND}: the entry that stands at 1 was written as entry 2" in said
    assert f"exchange {SECOND}: the entry that stands at 2 was written as entry 1" in said


def test_a_cut_tail_is_named(log: Tampered) -> None:
    log.as_superuser(f"delete from {ENTRY} and n > 1", stream=SECOND)
    assert f"exchange {SECOND}: entries 2 to 3 are missing at the end" in log.said()


def test_a_cut_tail_is_named_when_the_head_was_put_back(log: Tampered) -> None:
    log.as_superuser(
        f"update foundation_stream s set n = 1, hash = (select hash from {ENTRY} and n = 1) where stream = %(stream)s",
        f"delete from {ENTRY} and n > 1",
        stream=SECOND,
    )
    assert log.said() == [f"exchange {SECOND}: entry 3, which anchor 1 saw, is missing"]


def test_a_stream_of_which_every_entry_was_deleted_is_named(log: Tampered) -> None:
    log.as_superuser(f"delete from {ENTRY}", stream=SECOND)
    assert f"exchange {SECOND}: entries 1 to 3 are missing at the end" in log.said()


def test_a_missing_exchange_is_named(log: Tampered) -> None:
    log.as_superuser(f"delete from {ENTRY}", "delete from foundation_stream where stream = %(stream)s", stream=SECOND)
    assert log.said() == [f"exchange {SECOND} is missing: anchor 1 saw it with 3 entries"]


def test_a_missing_head_is_named(log: Tampered) -> None:
    log.as_superuser("delete from foundation_stream where stream = %(stream)s", stream=SECOND)
    assert log.said() == [f"exchange {SECOND}: its head is missing; the log holds entries up to 3"]


def test_a_stream_that_was_written_anew_is_named(log: Tampered) -> None:
    log.as_superuser(f"delete from {ENTRY}", "delete from foundation_stream where stream = %(stream)s", stream=SECOND)
    stamped(1, 2, 3, stream=SECOND)
    assert log.said() == [f"exchange {SECOND}: the log up to entry 3 is not the one that anchor 1 saw"]


def test_several_breaches_are_all_named(log: Tampered) -> None:
    log.as_superuser(f"delete from {ENTRY} and n = 1", stream=FIRST)
    log.as_superuser(f"delete from {ENTRY} and n = 3", stream=THIRD)
    kinds = {(breach.kind, breach.stream, breach.n) for breach in log.found()}
    assert kinds == {
        (BreachKind.DELETED, FIRST, 1),
        (BreachKind.CUT, THIRD, 3),
        (BreachKind.STREAM_CUT, THIRD, 3),
    }


def test_only_so_many_breaches_are_named_and_the_rest_counted(log: Tampered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpart.foundation.log.inspecting.MOST_TOLD", 2)
    log.as_superuser("update foundation_log_entry set kind = 99")
    whole = log.look()
    assert (len(whole.breaches), whole.untold) == (2, 7)


def test_streams_are_read_in_pieces_and_none_is_left_out(log: Tampered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_store, "STREAMS_AT_ONCE", 1)
    monkeypatch.setattr(log_store, "AT_ONCE", 2)
    far: list[int] = []
    whole = log.look(lambda whole: far.append(whole.streams))
    assert (whole.streams, whole.entries, whole.breaches) == (3, 9, [])
    assert far == [0, 0, 1, 2, 3, 3]
    log.as_superuser("delete from foundation_stream")
    log.as_superuser("update foundation_log_entry set kind = 99 where n = 3")
    changed = [breach.stream for breach in log.found() if breach.kind is BreachKind.CHANGED]
    assert changed == [FIRST, SECOND, THIRD]


def test_what_is_written_while_it_is_being_verified_does_no_harm(log: Tampered) -> None:
    def work_goes_on(_: object) -> None:
        stamped(9, stream=THIRD)

    assert log.look(work_goes_on).breaches == []
    assert stored("select n from foundation_stream where stream = %s", THIRD) == [(6,)]


@pytest.mark.parametrize("table", ["log_entry", "anchor", "anchor_head", "access"])
def test_the_application_itself_can_change_nothing_of_it(log: Tampered, table: str) -> None:
    for statement in (f"delete from foundation_{table}", f"update foundation_{table} set n = 1"):
        with pytest.raises(Exception, match=r"permission denied|does not exist"), as_actor([]):
            run(statement)
    assert log.found() == list[Breach]()
