"""What the worker does again and again for keys, files and drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import pytest

from counterpart.foundation.asks import Unanswered, refs_in_use
from counterpart.foundation.clock import EPOCH
from counterpart.foundation.drafts import save_draft
from counterpart.foundation.duties import expire_old_drafts, sweep_left_files, sweep_orphaned_keys
from counterpart.foundation.files import FileOwner, store_file
from counterpart.foundation.periodic import DUTIES
from counterpart.foundation.refs import RefMaker, new_ref
from counterpart.foundation.vault import DataKeyName, KeyClass
from counterpart.foundation.vault.at_hand import keyring
from counterpart.foundation.vault.store import DatabaseKeyStore
from counterpart.foundation.vault.sweeping import sweep_keys
from tests.database.servers import Server
from tests.foundation.events import BRENNAN, NOW, stamped, stored
from tests.foundation.files.shelved import DIPLOMA, kept

LATER = NOW + dt.timedelta(days=2)


def keyed(ref: UUID | None = None) -> UUID:
    """Make keys for a ref: one that is new."""
    ref = ref or new_ref(NOW)
    keyring().create([DataKeyName(ref, KeyClass.PERSONAL), DataKeyName(ref, KeyClass.ANSWERS)], NOW)
    return ref


def has_key(ref: UUID) -> bool:
    return bool(DatabaseKeyStore().fetch([DataKeyName(ref, KeyClass.PERSONAL)]))


def test_a_key_that_no_room_knows_is_destroyed_after_a_day(database: Server) -> None:
    lost, used = keyed(), keyed()
    with refs_in_use.answers.only():
        refs_in_use.answered("exchanges", lambda refs: [ref for ref in refs if ref == used])
        assert sweep_orphaned_keys(NOW) == 0
        assert sweep_orphaned_keys(LATER) == 2
    assert not has_key(lost)
    assert has_key(used)


def test_silence_destroys_nothing(database: Server) -> None:
    ref = keyed()
    with refs_in_use.answers.only(), pytest.raises(Unanswered):
        sweep_orphaned_keys(LATER)
    assert has_key(ref)


def test_the_keys_of_what_is_stored_are_known_though_no_room_names_them(database: Server) -> None:
    drafted, filed, logged, lost = keyed(), keyed(), keyed(), keyed()
    stamped(1, stream=logged)
    save_draft(BRENNAN, "answer/1", b"unfinished", NOW, key_ref=drafted)
    kept([b"%PDF-1.7 a diploma"], FileOwner(filed))
    with refs_in_use.answers.only():
        refs_in_use.answered("exchanges", lambda refs: [])
        sweep_orphaned_keys(LATER)
    assert [has_key(ref) for ref in (drafted, filed, logged, lost)] == [True, True, True, False]


def test_every_ref_is_asked_about_once_in_portions(database: Server) -> None:
    refs = [keyed() for _ in range(5)]
    asked: list[UUID] = []

    def known(some: Sequence[UUID]) -> Sequence[UUID]:
        assert len(some) <= 2
        asked.extend(some)
        return some

    assert sweep_keys(DatabaseKeyStore(), known, LATER, batch=2) == 0
    assert asked == sorted(refs)


def test_refs_from_before_the_time_looked_at_are_left_alone(database: Server) -> None:
    keyed(RefMaker().make(NOW))  # refs of the whole process may run ahead of that moment
    store = DatabaseKeyStore()
    assert sweep_keys(store, lambda refs: [], LATER, since=NOW + dt.timedelta(hours=1)) == 0
    assert sweep_keys(store, lambda refs: [], LATER, since=EPOCH) == 2


def test_files_and_drafts_that_were_left_are_removed(database: Server) -> None:
    store_file(BRENNAN, NOW, FileOwner(new_ref(NOW)), [b"%PDF-1.7 never attached"], DIPLOMA)
    save_draft(BRENNAN, "answer/1", b"unfinished", NOW)
    assert (sweep_left_files(NOW), expire_old_drafts(NOW)) == (0, 0)
    assert sweep_left_files(LATER) == 1
    assert expire_old_drafts(NOW + dt.timedelta(days=91)) == 1
    assert stored("select 1 from foundation_file union all select 1 from foundation_draft") == []


def test_the_worker_knows_these_duties() -> None:
    names = {"sweep_orphaned_keys", "sweep_left_files", "expire_old_drafts"}
    assert {f"foundation.{name}" for name in names} <= set(DUTIES.all())
