"""A file passes the scanner on its way in: found is refused, doubt is held back, and a later scan settles it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.core.errors import Refused
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.files import (
    FileState,
    erase_files,
    open_file,
    rescanning,
    scan_again,
    store_file,
    sweep_files,
)
from counterpart.foundation.files.shelf import Shelf
from counterpart.foundation.log import EntryKind
from counterpart.foundation.scanning import Found, Nothing, Verdict
from counterpart.foundation.scanning.setting import SECONDS, VARIABLE
from counterpart.foundation.scanning.verdicts import Harmful
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, stored
from tests.foundation.files.shelved import CONTENT, DIPLOMA, EXCHANGE, OWNER, kept, lying, pieces
from tests.foundation.scanning import false_scanners as false
from tests.foundation.scanning.scanner import EICAR, SAID, Scanner, packed

HARMFUL = b"%PDF-1.7\n" + EICAR
LATER = NOW + dt.timedelta(minutes=1)
ENTRIES = "select kind, action, facts::text from foundation_log_entry where stream = %s order by n"


def state() -> list[tuple[int, str | None]]:
    return [(int(one), held) for one, held in stored("select state, held from foundation_file")]


def entries() -> list[tuple[EntryKind, str]]:
    return [(EntryKind(kind), action) for kind, action, _ in stored(ENTRIES, EXCHANGE)]


def scanned_again(now: dt.datetime = LATER) -> int:
    with as_worker():
        return scan_again(now)


def test_a_harmful_file_leaves_nothing_but_an_entry_in_the_log(
    database: Server, shelf: Shelf, scanner: Scanner
) -> None:
    for content in (HARMFUL, CONTENT[:5_000_000] + EICAR + CONTENT[:5_000_000]):
        with pytest.raises(Harmful, match="file_infected"):
            store_file(BRENNAN, NOW, OWNER, pieces(content), DIPLOMA)
    assert lying(shelf) == []
    assert stored("select 1 from foundation_file") == []
    [(kind, action, facts), _] = stored(ENTRIES, EXCHANGE)
    assert (kind, action) == (EntryKind.SCANNED, "refuse_file")
    assert SAID in facts
    assert "diploma" not in facts


def test_without_a_scanner_the_same_file_is_taken(database: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    file = kept([HARMFUL])
    assert b"".join(open_file(BRENNAN, EXCHANGE, file.ref, NOW)) == HARMFUL


def test_what_is_clear_is_read_at_once_and_the_row_knows_when_it_was_scanned(
    database: Server, scanner: Scanner
) -> None:
    file = kept()
    assert b"".join(open_file(BRENNAN, EXCHANGE, file.ref, NOW)) == CONTENT
    assert stored("select state, held, scanned_at from foundation_file") == [(int(FileState.KEPT), None, NOW)]
    assert scanned_again() == 0


@pytest.mark.usefixtures("away")
def test_in_doubt_a_file_is_kept_sealed_and_nobody_opens_it(database: Server, shelf: Shelf) -> None:
    file = kept()
    assert file.state is FileState.QUARANTINED
    assert lying(shelf) == [str(file.ref)]
    with pytest.raises(Refused, match="file_unchecked"):
        open_file(BRENNAN, EXCHANGE, file.ref, NOW)
    assert scanned_again() == 0
    assert state() == [(int(FileState.QUARANTINED), "away")]


def test_the_guard_switched_off_hands_out_what_nobody_has_looked_at(
    database: Server, away: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpart.foundation.scanning.inspecting.Inspection.doubt", None)
    file = kept([HARMFUL])
    assert b"".join(open_file(BRENNAN, EXCHANGE, file.ref, NOW)) == HARMFUL


@pytest.mark.parametrize("behave", [false.saying(b"maybe\0"), false.hanging_up, false.silent, false.deaf])
def test_a_scanner_that_behaves_oddly_holds_a_file_back_and_never_stops_the_upload(
    database: Server, monkeypatch: pytest.MonkeyPatch, behave: false.Behaviour
) -> None:
    with false.listening(behave) as clamd:
        monkeypatch.setenv(VARIABLE, clamd.path)
        monkeypatch.setenv(SECONDS, "1")
        assert kept().state is FileState.QUARANTINED


def test_a_later_scan_frees_what_is_clear(database: Server, away: None, clamd: Scanner, shelf: Shelf) -> None:
    file = kept()
    with pytest.MonkeyPatch.context() as now_there:
        now_there.setenv(VARIABLE, clamd.clamd.path)
        assert scanned_again() == 1
    assert b"".join(open_file(BRENNAN, EXCHANGE, file.ref, NOW)) == CONTENT
    assert entries() == [(EntryKind.SCANNED, "free_file")]
    assert state() == [(int(FileState.KEPT), None)]


def test_a_later_scan_removes_what_is_harmful_and_says_so(
    database: Server, away: None, clamd: Scanner, shelf: Shelf
) -> None:
    file = kept([b"%PDF-1.7\n", packed(EICAR)])
    with pytest.MonkeyPatch.context() as now_there:
        now_there.setenv(VARIABLE, clamd.clamd.path)
        assert [scanned_again(), scanned_again()] == [1, 0]
    assert lying(shelf) == []
    with pytest.raises(Refused, match="file_removed") as refused:
        open_file(BRENNAN, EXCHANGE, file.ref, NOW)
    assert refused.value.parameters == {"rule": SAID}
    assert entries() == [(EntryKind.SCANNED, "remove_file")]
    with as_actor([]):
        assert erase_files(EXCHANGE) == 1
    assert sweep_files(LATER) == 1
    assert stored("select 1 from foundation_file") == []


def test_bytes_that_a_crash_left_of_a_removed_file_go_with_the_next_run(
    database: Server, away: None, clamd: Scanner, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept([HARMFUL])
    monkeypatch.setenv(VARIABLE, clamd.clamd.path)
    with monkeypatch.context() as crash:
        crash.setattr(rescanning, "_remove_bytes", lambda batch: None)
        assert scanned_again() == 1
    assert len(lying(shelf)) == 1
    assert scanned_again() == 0
    assert lying(shelf) == []


def test_a_file_that_was_erased_while_it_was_scanned_stays_erased(
    database: Server, away: None, clamd: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept()
    monkeypatch.setenv(VARIABLE, clamd.clamd.path)
    for verdict in (Nothing(), Found(SAID)):

        def meanwhile(*_: object, verdict: Verdict = verdict) -> Verdict:
            with as_actor([]):
                erase_files(EXCHANGE)
            return verdict

        monkeypatch.setattr(rescanning, "_scanned", meanwhile)
        assert scanned_again() == 0
    assert [one for one, _ in state()] == [int(FileState.ERASED)]
    assert entries() == []


def test_when_the_scanner_is_away_only_the_first_one_is_tried_and_another_comes_first_next_time(
    database: Server, away: None
) -> None:
    for _ in range(3):
        kept()
    assert scanned_again() == 0
    assert scanned_again(LATER + dt.timedelta(minutes=1)) == 0
    tried = stored("select count(*) from foundation_file where scanned_at > %s", NOW)
    assert tried == [(2,)]


def test_a_damaged_file_stays_where_it_is(database: Server, away: None, clamd: Scanner) -> None:
    file = kept()
    from_shelf = next(Path(line) for line in _paths(file.ref.hex))
    *rest, last = from_shelf.read_bytes()
    from_shelf.write_bytes(bytes([*rest, last ^ 1]))
    with pytest.MonkeyPatch.context() as now_there:
        now_there.setenv(VARIABLE, clamd.clamd.path)
        assert scanned_again() == 0
    assert state() == [(int(FileState.QUARANTINED), "away")]


def _paths(ref: str) -> list[str]:
    folder = rescanning.shelf_named("disk").folder  # type: ignore[attr-defined]  # a shelf on the disk has one
    return [str(path) for path in folder.rglob("*") if path.name.replace("-", "") == ref]


class Gone(Exception):
    """The sender went away."""


def test_an_upload_that_breaks_off_leaves_nothing_and_the_scanner_free(
    database: Server, shelf: Shelf, scanner: Scanner
) -> None:
    def breaking_off() -> Iterator[bytes]:
        yield from pieces(CONTENT[: 1 << 20])
        raise Gone

    for _ in range(30):  # more than the connections that clamd takes at once
        with pytest.raises(Gone):
            store_file(BRENNAN, NOW, OWNER, breaking_off(), DIPLOMA)
    assert lying(shelf) == []
    assert stored("select 1 from foundation_file") == []
    assert entries() == []
    assert kept().state is FileState.KEPT
