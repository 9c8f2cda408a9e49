"""A file is sealed while it arrives, and is there whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from counterpart.core.errors import Invalid, NotFound, Refused
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.files import (
    FileMeta,
    FileOwner,
    FileState,
    files_of,
    keep_files,
    open_file,
    quarantine_file,
    store_file,
)
from counterpart.foundation.files.on_disk import DiskShelf
from counterpart.foundation.files.shelf import Shelf
from counterpart.foundation.files.shelves import shelf_for_new, shelf_named
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import Damaged, KeyClass, KeyGone
from counterpart.foundation.vault.at_hand import keyring
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, stored
from tests.foundation.files.shelved import CONTENT, DIPLOMA, EXCHANGE, OWNER, kept, lying, pieces


class Gone(Exception):
    """The sender went away."""


def breaking_off() -> Iterator[bytes]:
    yield from pieces(CONTENT[: 1 << 20])
    raise Gone


def test_a_file_comes_back_as_it_was_sent(database: Server, shelf: Shelf) -> None:
    file = kept()
    assert b"".join(open_file(BRENNAN, EXCHANGE, file.ref, NOW)) == CONTENT
    assert lying(shelf) == [str(file.ref)]


def test_an_empty_file_is_refused(database: Server, shelf: Shelf) -> None:
    for nothing in ([], [b"", b""]):
        with pytest.raises(Invalid, match="file_empty"):
            store_file(BRENNAN, NOW, OWNER, nothing, DIPLOMA)
    assert lying(shelf) == []
    assert stored("select 1 from foundation_file") == []


def test_what_lies_there_is_sealed_and_the_row_knows_its_digest_and_size(database: Server, shelf: Shelf) -> None:
    file = kept([b"%PDF-1.7 ", b"Dr Brennan, Cork, born 1971. " * 40_000])
    there = b"".join(shelf.read(file.ref))
    assert b"Brennan" not in there
    assert hashlib.sha256(there).digest() == file.digest
    assert len(there) == file.size
    [(meta,)] = stored("select meta_sealed from foundation_file")
    assert b"diploma" not in bytes(meta)


def test_name_type_and_size_are_told_to_who_has_the_key(database: Server, shelf: Shelf) -> None:
    file = kept()
    with as_actor([], read_only=True):
        [found] = files_of(EXCHANGE, [KeyClass.ATTACHMENTS])
    info = found.info(keyring().open([OWNER.place(file.ref).key_name], NOW))
    assert (info.name, info.media_type, info.size) == (DIPLOMA.name, DIPLOMA.media_type, len(CONTENT))
    assert (info.state, info.at) == (FileState.KEPT, NOW)
    with pytest.raises(KeyGone):
        found.info({})


def test_a_cut_off_upload_leaves_nothing_behind(database: Server, shelf: Shelf) -> None:
    with pytest.raises(Gone):
        store_file(BRENNAN, NOW, OWNER, breaking_off(), DIPLOMA)
    assert lying(shelf) == []
    assert stored("select 1 from foundation_file") == []


@pytest.mark.parametrize(("expected", "most"), [(10, 1 << 30), (len(CONTENT) + 1, 1 << 30), (None, len(CONTENT) - 1)])
def test_a_file_of_another_size_is_refused(database: Server, shelf: Shelf, expected: int | None, most: int) -> None:
    with pytest.raises(Invalid, match=r"file_size|file_too_large"):
        store_file(BRENNAN, NOW, OWNER, pieces(CONTENT), DIPLOMA, expected=expected, most=most)
    assert lying(shelf) == []
    assert stored("select 1 from foundation_file") == []


def test_a_changed_file_does_not_open_to_its_end(database: Server) -> None:
    file = kept()
    shelf = shelf_named("disk")
    assert isinstance(shelf, DiskShelf)
    path = shelf.path(file.ref)
    *rest, last = path.read_bytes()
    path.write_bytes(bytes([*rest, last ^ 1]))
    with pytest.raises(Damaged):
        list(open_file(BRENNAN, EXCHANGE, file.ref, NOW))


def test_what_no_action_kept_is_not_read(database: Server) -> None:
    file = store_file(BRENNAN, NOW, OWNER, pieces(CONTENT), DIPLOMA)
    assert file.state is FileState.ARRIVED
    with pytest.raises(NotFound):
        open_file(BRENNAN, EXCHANGE, file.ref, NOW)


def test_a_file_is_kept_once_and_only_for_its_own_exchange(database: Server) -> None:
    file = store_file(BRENNAN, NOW, OWNER, pieces(CONTENT), DIPLOMA)
    for stream, refs in [(new_ref(NOW), [file.ref]), (EXCHANGE, [file.ref, new_ref(NOW)])]:
        with pytest.raises(NotFound), as_actor([]):
            keep_files(stream, refs)
    with as_actor([]):
        [found] = keep_files(EXCHANGE, [file.ref, file.ref])
    assert found.piece == file.piece
    with pytest.raises(NotFound), as_actor([]):
        keep_files(EXCHANGE, [file.ref])


def test_a_file_of_another_exchange_is_not_there(database: Server) -> None:
    file = kept()
    with pytest.raises(NotFound):
        open_file(BRENNAN, new_ref(NOW), file.ref, NOW)


def test_a_file_that_is_held_back_is_refused_until_it_is_released(database: Server) -> None:
    file = kept()
    with as_actor([]):
        assert quarantine_file(file.ref)
    with pytest.raises(Refused, match="file_quarantined"):
        open_file(BRENNAN, EXCHANGE, file.ref, NOW)
    with as_actor([]):
        assert quarantine_file(file.ref, release=True)
        assert not quarantine_file(file.ref, release=True)
    assert b"".join(open_file(BRENNAN, EXCHANGE, file.ref, NOW)) == CONTENT


def test_files_of_inside_notes_are_listed_for_their_authority_alone(database: Server) -> None:
    ours, theirs = new_ref(NOW), new_ref(NOW)
    for office in (ours, theirs):
        kept(owner=FileOwner(EXCHANGE, KeyClass.INSIDE, office))
    kept()
    with as_actor([], read_only=True):
        assert [file.owner.inside for file in files_of(EXCHANGE, [KeyClass.INSIDE], inside=ours)] == [ours]
        assert files_of(EXCHANGE, [KeyClass.INSIDE]) == ()
        assert [file.owner for file in files_of(EXCHANGE, [KeyClass.ATTACHMENTS])] == [OWNER]


def test_files_stay_where_they_were_put_when_the_shelf_changes(
    database: Server, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = kept()
    monkeypatch.delenv("COUNTERPART_FILES")
    here = kept()
    assert (there.shelf, here.shelf) == ("s3://sealed-files/sealed", "disk")
    for file in (there, here):
        assert b"".join(open_file(BRENNAN, EXCHANGE, file.ref, NOW)) == CONTENT


@pytest.mark.parametrize("said", ["ftp://files", "s3://", "disc", "s3:///"])
def test_a_shelf_that_is_none_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPART_FILES", said)
    with pytest.raises(Invalid, match="file_shelf"):
        shelf_for_new()


def test_a_file_that_was_lost_from_its_shelf_is_not_found(database: Server, shelf: Shelf) -> None:
    file = kept()
    shelf.remove(file.ref)
    shelf.remove(file.ref)
    with pytest.raises(NotFound):
        open_file(BRENNAN, EXCHANGE, file.ref, NOW)


@pytest.mark.parametrize("meta", [("", "text/plain"), ("a" * 256, "text/plain"), ("a", ""), ("a\nb", "text/plain")])
def test_a_name_that_no_system_can_store_is_refused(meta: tuple[str, str]) -> None:
    with pytest.raises(Invalid, match="file_meta"):
        FileMeta(*meta)
