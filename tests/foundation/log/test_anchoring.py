"""Every hour an anchor is made, kept in the database and outside of it; whoever changes either is found."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from counterpart.core.errors import Conflict, Invalid
from counterpart.foundation import access
from counterpart.foundation.database.statements import rows
from counterpart.foundation.log import BreachKind, key_id_of
from counterpart.foundation.log import store as log_store
from counterpart.foundation.log.outside_files import anchors_folder, kept_in, keys_in, newest_in
from counterpart.foundation.log_keeping import anchor_the_log, prepare_months_of_readings
from counterpart.foundation.periodic import DUTIES
from counterpart.foundation.secrets import anchor_signer
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.foundation.events import NOW, stamped, stored
from tests.foundation.log.tampering import FIRST, HOUR, SECOND, THIRD, Tampered

HEADS = "select anchor_n, stream, n from foundation_anchor_head order by anchor_n, stream"
OVERWRITE = "update foundation_anchor set {} where n = 2"


@pytest.fixture
def log(database: Server, tmp_path: Path) -> Tampered:
    made = Tampered(database, tmp_path / "anchors")
    made.begin()
    stamped(4, stream=SECOND)
    made.read(SECOND, NOW + 1.5 * HOUR)
    made.anchor()
    return made


def test_an_anchor_keeps_the_heads_that_moved_since_the_one_before(log: Tampered) -> None:
    assert stored(HEADS) == [(1, FIRST, 3), (1, SECOND, 3), (1, THIRD, 3), (2, SECOND, 4)]
    log.anchor()
    assert stored("select n, streams from foundation_anchor order by n") == [(1, 3), (2, 3), (3, 3)]
    assert len(stored(HEADS)) == 4


def test_what_is_kept_outside_is_what_the_database_holds(log: Tampered) -> None:
    files = sorted(path.relative_to(log.folder).as_posix() for path in log.folder.rglob("*.json"))
    assert files == ["2026-03/00000001.json", "2026-03/00000002.json"]
    with log_store.snapshot():
        assert [kept for _, kept in kept_in(log.folder)] == list(log_store.anchored_heads())
    assert list(keys_in(log.folder)) == [anchor_signer().key_id]


def test_the_duties_of_the_log_are_registered_and_run_as_the_worker(database: Server) -> None:
    duties = DUTIES.all()
    assert duties["foundation.anchor_the_log"].every == HOUR
    assert duties["foundation.prepare_months_of_readings"].every == 24 * HOUR
    stamped(1)
    with as_worker():
        anchor_the_log(NOW + HOUR)
        prepare_months_of_readings(NOW)
    assert newest_in(anchors_folder()) == 1
    shutil.rmtree(anchors_folder())


@pytest.mark.parametrize(
    "change",
    ["streams = 9", "root = moved_digest", "at = at + interval '1 second'", "at = 'infinity'", "signature = root"],
)
def test_a_changed_anchor_is_named(log: Tampered, change: str) -> None:
    log.as_superuser(OVERWRITE.format(change))
    assert "anchor 2 was changed: its signature does not fit" in log.said()


def test_an_anchor_under_another_key_is_named(log: Tampered) -> None:
    log.as_superuser(OVERWRITE.format("key_id = '\\x0102030405060708'"))
    assert "anchor 2 is signed with a key that is not known here" in log.said()


def test_a_deleted_anchor_is_named(log: Tampered) -> None:
    log.anchor()
    log.as_superuser("delete from foundation_anchor where n = 2")
    assert "anchor 2 was deleted" in log.said()


def test_anchors_that_were_cut_off_are_named_by_the_copy_outside(log: Tampered) -> None:
    log.as_superuser(
        "delete from foundation_anchor where n = 2", "delete from foundation_anchor_head where anchor_n = 2"
    )
    assert log.said() == ["anchors 2 to 2 are missing at the end"]


def test_anchors_that_were_cut_off_are_named_by_the_heads_that_they_left(log: Tampered) -> None:
    log.as_superuser("delete from foundation_anchor where n = 2")
    shutil.rmtree(log.folder)
    assert log.said() == ["anchors 2 to 2 are missing at the end"]


def test_changed_heads_of_an_anchor_are_named(log: Tampered) -> None:
    log.as_superuser("update foundation_anchor_head set n = 2 where anchor_n = 1 and stream = %(s)s", s=FIRST)
    assert "anchor 1: the heads kept with it are not those that it signed" in log.said()


def test_an_exchange_and_every_anchor_that_saw_it_removed_together_are_named_by_the_copy_outside(log: Tampered) -> None:
    tables = ("anchor", "anchor_head", "log_entry where stream = %(s)s", "stream where stream = %(s)s")
    log.as_superuser(*(f"delete from foundation_{table}" for table in tables), s=THIRD)
    assert log.said() == [
        "anchors 1 to 2 are missing at the end",
        f"exchange {THIRD} is missing: anchor 1 saw it with 3 entries",
    ]


@pytest.mark.parametrize(
    "change",
    [
        "delete from foundation_access where stream = %(s)s",
        "update foundation_access set actor_ref = stream where stream = %(s)s",
        "update foundation_access set at = at + interval '1 second' where stream = %(s)s",
        "update foundation_access set at = '-infinity' where stream = %(s)s",
        "insert into foundation_access select * from foundation_access where stream = %(s)s",
    ],
)
def test_a_changed_access_log_is_named_with_its_hour(log: Tampered, change: str) -> None:
    log.as_superuser(change, s=SECOND)
    assert log.said() == ["anchor 2: the access log of its hour is not the one that it saw"]


def test_readings_of_the_last_minutes_belong_to_the_next_anchor(log: Tampered) -> None:
    log.read(FIRST, NOW + 2 * HOUR - dt.timedelta(minutes=1))
    log.anchor()
    assert log.found() == []
    log.as_superuser("delete from foundation_access where stream = %(s)s and at > '2026-03-02 10:50Z'", s=FIRST)
    assert log.said() == ["anchor 3: the access log of its hour is not the one that it saw"]


def test_a_process_that_stood_still_tells_of_no_reading_in_an_hour_that_is_closed(
    log: Tampered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took its moment before an anchor, and goes on long after it: a machine that slept, a program held up."""
    log.anchor()
    log.read(FIRST, NOW + HOUR)
    assert log.found() == []
    told = "select max(at) from foundation_access where stream = %s"
    assert stored(told, FIRST) == [(NOW + 3 * HOUR - log_store.LAG,)]
    log.anchor()
    log.read(FIRST, NOW + 3 * HOUR + dt.timedelta(minutes=1))
    assert log.found() == []
    monkeypatch.setattr(access, "INSERT", access.INSERT.replace("greatest", "least"))
    log.read(FIRST, NOW + HOUR)
    assert "the access log of its hour is not the one that it saw" in log.said()[0]


def test_a_file_outside_that_cannot_be_read_is_told_of(log: Tampered) -> None:
    (log.folder / "2026-03" / "00000001.json").write_bytes(b'{"n": 1, "at": "\xff')
    assert log.said() == ["anchor 1: what was written of it outside the database cannot be read"]


def test_an_anchor_that_could_not_be_written_outside_is_written_with_the_next_one(log: Tampered) -> None:
    folder, log.folder = log.folder, Path("/dev/null/nowhere")
    with pytest.raises(OSError, match="/dev/null"):
        log.anchor()
    log.folder = folder
    assert newest_in(folder) == 2
    log.anchor()
    assert [n for n, _ in kept_in(folder)] == [1, 2, 3, 4]
    assert log.found() == []


def test_after_an_older_backup_was_restored_the_copy_outside_is_not_written_over(log: Tampered) -> None:
    log.as_superuser(
        "delete from foundation_anchor where n = 2", "delete from foundation_anchor_head where anchor_n = 2"
    )
    before = [kept for _, kept in kept_in(log.folder)]
    log.anchors = 40 * 24  # in another month, and so in another folder
    with pytest.raises(Invalid, match="anchor_other_outside"):
        log.anchor()
    assert [kept for _, kept in kept_in(log.folder)] == before
    assert "anchor 2 is not the one that was written outside the database" in log.said()


def test_no_anchor_is_made_over_fewer_exchanges_than_before(log: Tampered) -> None:
    log.as_superuser("delete from foundation_stream where stream = %(s)s", s=THIRD)
    with pytest.raises(Invalid, match="anchor_fewer"):
        log.anchor()
    assert stored("select count(*) from foundation_anchor") == [(2,)]


def test_of_two_workers_that_anchor_at_once_one_does(log: Tampered, monkeypatch: pytest.MonkeyPatch) -> None:
    behind = rows(log_store.LAST_ANCHOR.replace("desc", "asc"))[0]
    monkeypatch.setattr(log_store, "row", lambda *_: behind)
    with pytest.raises(Conflict, match="anchor_made"):
        log.anchor()
    monkeypatch.undo()
    assert log.found() == []


def test_anchors_verify_with_the_keys_beside_them_after_the_key_was_replaced(log: Tampered) -> None:
    for path in log.folder.glob("*.pub"):
        assert {key_id_of(key) for key in keys_in(log.folder).values()} == {bytes.fromhex(path.stem)}
        path.write_text("no key\n", encoding="ascii")
    assert keys_in(log.folder) == {}
    assert log.found() == []  # the key of this installation is known anyway
    assert BreachKind.ANCHOR_KEY_UNKNOWN not in {breach.kind for breach in log.found()}
