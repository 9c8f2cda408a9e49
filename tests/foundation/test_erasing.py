"""Erasing is two transactions; killed anywhere, the keys are gone in the end and the proof stands in the log once."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import orjson
import pytest

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.drafts import draft, save_draft
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.files import FileOwner, FileState, files_of
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import DataKeyName, KeyClass
from counterpart.foundation.vault.store import DatabaseKeyStore
from counterpart.foundation.vault.sweeping import sweep_keys
from tests.database.servers import Server
from tests.foundation.erased import CLASSES, erase, with_keys
from tests.foundation.events import BRENNAN, NOW, asked, stored
from tests.foundation.files.shelved import kept
from tests.foundation.processes import KILLED, in_process

ERASED = int(EntryKind.ERASED)
TWO_DAYS_ON = NOW + dt.timedelta(days=2)


def work() -> None:
    """Do what the worker does after a commit."""
    sequence_facts(NOW)
    feed_consumers(NOW)


def keys_of(ref: UUID) -> set[KeyClass]:
    names = [DataKeyName(ref, one) for one in CLASSES]
    return {name.key_class for name in DatabaseKeyStore().fetch(names) if isinstance(name, DataKeyName)}


def proofs(ref: UUID) -> list[dict[str, object]]:
    found = stored("select facts from foundation_log_entry where stream = %s and kind = %s", ref, ERASED)
    return [orjson.loads(facts) for (facts,) in found]


def test_the_keys_are_destroyed_after_the_commit_and_the_proof_is_logged_once(database: Server) -> None:
    ref = new_ref(NOW)
    with_keys(ref)
    erase(BRENNAN, asked(), ref, [KeyClass.PERSONAL, KeyClass.ATTACHMENTS])
    assert keys_of(ref) == set(CLASSES)
    assert proofs(ref) == []
    work()
    work()
    assert keys_of(ref) == {KeyClass.ANSWERS}
    assert proofs(ref) == [{"classes": ["personal", "attachments"], "due": 1}]


def test_files_and_drafts_are_gone_with_the_first_commit(database: Server) -> None:
    ref = new_ref(NOW)
    kept([b"%PDF-1.7 a diploma"], FileOwner(ref))
    save_draft(BRENNAN, "answer/1", b"unfinished", NOW, key_ref=ref)
    erase(BRENNAN, asked(), ref, [KeyClass.ATTACHMENTS])
    assert stored("select state, length(meta_sealed) from foundation_file") == [(int(FileState.ERASED), 0)]
    with as_actor([], read_only=True):
        assert files_of(ref, [KeyClass.ATTACHMENTS]) == ()
    assert draft(BRENNAN, "answer/1", NOW) == b"unfinished"
    erase(BRENNAN, asked(), ref, [KeyClass.DRAFTS])
    assert stored("select 1 from foundation_draft") == []


def test_two_exchanges_are_erased_in_one_go_each_with_its_proof(database: Server) -> None:
    refs = [new_ref(NOW) for _ in range(3)]
    for ref in refs:
        with_keys(ref)
    for ref in refs[:2]:
        erase(BRENNAN, asked(), ref, [int(one) for one in CLASSES])
    work()
    assert [len(keys_of(ref)) for ref in refs] == [0, 0, 3]
    assert [len(proofs(ref)) for ref in refs] == [1, 1, 0]


@pytest.mark.slow
def test_killed_after_the_mark_the_keys_are_destroyed_by_the_next_worker(database: Server) -> None:
    ref = new_ref(NOW)
    with_keys(ref)
    assert in_process("tests.foundation.erased:erase_and_die", str(ref)) == KILLED
    assert keys_of(ref) == set(CLASSES)
    work()
    assert keys_of(ref) == set()
    assert len(proofs(ref)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("when", "left"), [("before", 3), ("after", 0)])
def test_a_worker_killed_beside_the_keys_leaves_it_to_the_next(database: Server, when: str, left: int) -> None:
    ref = new_ref(NOW)
    with_keys(ref)
    erase(BRENNAN, asked(), ref, [int(one) for one in CLASSES])
    assert in_process("tests.foundation.erased:destroy_and_die", when) == KILLED
    assert len(keys_of(ref)) == left
    assert proofs(ref) == []
    work()
    assert keys_of(ref) == set()
    assert len(proofs(ref)) == 1


@pytest.mark.slow
def test_killed_between_the_keys_and_the_exchange_the_keys_are_swept_a_day_later(database: Server) -> None:
    lost, used = new_ref(NOW), new_ref(NOW)
    with_keys(used)
    assert in_process("tests.foundation.erased:create_and_die", str(lost)) == KILLED
    assert keys_of(lost) == set(CLASSES)
    assert sweep_keys(DatabaseKeyStore(), lambda refs: {used}, NOW) == 0
    assert sweep_keys(DatabaseKeyStore(), lambda refs: {used}, TWO_DAYS_ON) == len(CLASSES)
    assert keys_of(lost) == set()
    assert keys_of(used) == set(CLASSES)
