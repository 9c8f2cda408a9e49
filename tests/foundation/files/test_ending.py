"""What was erased or abandoned goes away; what a crash left does, too; and memory stays flat whatever comes."""

from __future__ import annotations

import datetime as dt

import pytest

from counterpart.core.errors import NotFound
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.files import FileOwner, FileState, erase_files, open_file, store_file, sweep_files
from counterpart.foundation.files.shelf import Shelf
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import KeyClass
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, stored
from tests.foundation.files.shelved import DIPLOMA, EXCHANGE, OWNER, kept, lying
from tests.foundation.processes import KILLED, in_process

ROOM = "tests.foundation.files.arriving"
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


def test_an_erased_file_is_not_read_and_its_bytes_go_with_the_sweep(database: Server, shelf: Shelf) -> None:
    file, other = kept([b"%PDF-1.7 a diploma"]), kept([b"%PDF-1.7 another"], FileOwner(new_ref(NOW)))
    with as_actor([]):
        assert erase_files(EXCHANGE) == 1
        assert erase_files(EXCHANGE) == 0
    with pytest.raises(NotFound):
        open_file(BRENNAN, EXCHANGE, file.ref, NOW)
    assert len(lying(shelf)) == 2
    assert [sweep_files(NOW), sweep_files(NOW)] == [1, 0]
    assert lying(shelf) == [str(other.ref)]
    assert stored("select ref, state from foundation_file") == [(other.ref, int(FileState.KEPT))]


def test_some_classes_may_be_erased_and_others_stay(database: Server) -> None:
    kept([b"%PDF-1.7 a diploma"])
    note = kept([b"%PDF-1.7 a note"], FileOwner(EXCHANGE, KeyClass.INSIDE, new_ref(NOW)))
    with as_actor([]):
        assert erase_files(EXCHANGE, [KeyClass.ATTACHMENTS, KeyClass.MESSAGES]) == 1
        assert erase_files(EXCHANGE, []) == 0
    assert b"".join(open_file(BRENNAN, EXCHANGE, note.ref, NOW)) == b"%PDF-1.7 a note"


def test_what_no_action_kept_is_gone_a_day_later(database: Server, shelf: Shelf) -> None:
    store_file(BRENNAN, NOW, OWNER, [b"%PDF-1.7 never attached"], DIPLOMA)
    file = kept([b"%PDF-1.7 attached"])
    assert sweep_files(NOW + DAY) == 0
    assert sweep_files(NOW + DAY + SECOND) == 1
    assert lying(shelf) == [str(file.ref)]


def test_a_long_list_is_swept_to_its_end(database: Server) -> None:
    for _ in range(3):
        kept([b"%PDF-1.7 x"])
    with as_actor([]):
        erase_files(EXCHANGE)
    assert sweep_files(NOW, batch=2) == 3


@pytest.mark.slow
@pytest.mark.parametrize("act", ["store_and_die", "store_and_go"])
def test_what_a_killed_process_left_is_swept_a_day_later(database: Server, shelf: Shelf, act: str) -> None:
    assert in_process(f"{ROOM}:{act}", str(EXCHANGE)) == KILLED
    assert len(stored("select 1 from foundation_file")) == 1
    assert len(lying(shelf)) == 1
    assert sweep_files(NOW + DAY + SECOND) == 1
    assert lying(shelf) == []
    assert stored("select 1 from foundation_file") == []


@pytest.mark.slow
def test_memory_stays_flat_while_200_megabytes_come_and_go(database: Server) -> None:
    assert in_process(f"{ROOM}:store_large", str(EXCHANGE), "200") == 0


@pytest.mark.slow
def test_memory_stays_flat_with_an_object_store_too(database: Server, bucket: str) -> None:
    assert bucket
    assert in_process(f"{ROOM}:store_large", str(EXCHANGE), "64") == 0
