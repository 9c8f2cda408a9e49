"""The keyring of a process finds its masters, and follows a renewal that another process did."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections, transaction

from counterpart.core.errors import Invalid
from counterpart.foundation.clock import SystemClock
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import DataKeyName, KeyClass, Keyring, Master, MasterRetired, at_hand
from counterpart.foundation.vault.at_hand import keyring
from counterpart.foundation.vault.blind import epoch_of
from counterpart.foundation.vault.indexing import index_key, index_keys
from counterpart.foundation.vault.master_renewal import renew_masters
from counterpart.foundation.vault.masters_at_hand import (
    load_masters,
    mark_of,
    master_file,
    new_master,
    read_masters,
    registered,
    write_masters,
)
from counterpart.foundation.vault.store import ALIAS, DatabaseKeyStore, InTransaction
from counterpart.foundation.vault.trouble import VaultTrouble
from tests.database.fixtures import clear
from tests.database.servers import Server
from tests.foundation.vault.cast import NOW, SECOND


@pytest.fixture
def masters(database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation whose masters lie in a file of their own, not made yet; yields where."""
    monkeypatch.setenv("COUNTERPART_MASTER_FILE", str(tmp_path / "elsewhere" / "masters"))
    keyring.cache_clear()
    yield tmp_path / "elsewhere" / "masters"
    keyring.cache_clear()


def personal() -> DataKeyName:
    return DataKeyName(new_ref(NOW), KeyClass.PERSONAL)


def test_keys_that_a_test_opened_are_gone_for_the_next_one(masters: Path, database: Server) -> None:
    name = personal()
    keyring().create([name], NOW)
    assert keyring().open([name], NOW)
    clear(database)
    assert keyring().open([name], NOW) == {}


def test_the_first_use_makes_a_master_that_nobody_else_may_read(masters: Path) -> None:
    assert not masters.exists()
    name = personal()
    keyring().create([name], NOW)
    assert keyring().open_one(name, NOW).name == name
    assert masters.stat().st_mode & 0o777 == 0o600
    [only] = read_masters(masters)
    [known] = registered()
    assert (only.id, known.id, known.mark, known.retired_at) == (1, 1, mark_of(only), None)


def test_all_processes_of_an_installation_have_the_same_master(masters: Path) -> None:
    here = Keyring(DatabaseKeyStore(), load=load_masters)
    name = personal()
    keyring().create([name], NOW)
    assert here.open_one(name, NOW) == keyring().open_one(name, NOW)


def test_a_process_follows_a_renewal_without_being_told(masters: Path) -> None:
    writing, reading = keyring(), Keyring(DatabaseKeyStore(), load=load_masters)
    before, after = personal(), personal()
    writing.create([before], NOW)
    secret = reading.open_one(before, NOW)
    assert renew_masters(NOW).current == 2
    writing.create([after], NOW)
    assert rows("select distinct master from vault.key", using=ALIAS) == [(2,)]
    later = NOW + 120 * SECOND
    assert reading.open_one(before, later) == secret
    assert reading.open_one(after, later).name == after


def test_a_master_file_that_got_lost_is_never_made_anew(masters: Path) -> None:
    keyring().create([personal()], NOW)
    masters.unlink()
    with pytest.raises(VaultTrouble, match=r"vault\.master_file_missing"):
        load_masters(NOW)
    assert not masters.exists()


def test_the_file_of_another_installation_is_refused(masters: Path) -> None:
    load_masters(NOW)
    write_masters(masters, [new_master(1)], replace=True)
    with pytest.raises(VaultTrouble, match=r"vault\.master_of_another"):
        load_masters(NOW)


def test_an_old_copy_of_the_file_is_refused(masters: Path) -> None:
    load_masters(NOW)
    old = masters.read_bytes()
    renew_masters(NOW)
    masters.write_bytes(old)
    with pytest.raises(VaultTrouble, match=r"vault\.master_missing"):
        load_masters(NOW)


def test_a_file_that_others_may_read_is_refused(masters: Path) -> None:
    load_masters(NOW)
    masters.chmod(0o640)
    with pytest.raises(DatabaseTrouble, match="exposed_secret"):
        load_masters(NOW)


@pytest.mark.parametrize("text", ["1", "1 short", "one AAAA", "1 !", "40000 " + "A" * 43, "x", "1 Ω"])
def test_a_file_that_cannot_be_read_is_told_by_its_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "masters"
    file.write_text(f"7 {'A' * 43}\n{text}\n", encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(VaultTrouble) as caught:
        read_masters(file)
    assert caught.value.code == "vault.master_file_unreadable"
    assert "AAAA" not in str(caught.value)


def test_a_number_that_stands_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "masters"
    write_masters(file, [new_master(1), new_master(1)], replace=True)
    with pytest.raises(VaultTrouble, match="unreadable"):
        read_masters(file)


def test_masters_are_read_as_they_were_written(tmp_path: Path) -> None:
    written = [Master(number, os.urandom(32)) for number in (3, 11, 40)]
    write_masters(tmp_path / "masters", written, replace=False)
    write_masters(tmp_path / "masters", [new_master(1)], replace=False)
    assert read_masters(tmp_path / "masters") == tuple(written)


def test_the_file_lies_with_the_secrets_unless_it_is_named(tmp_path: Path) -> None:
    assert master_file({"COUNTERPART_DATA": str(tmp_path)}) == tmp_path / "secrets" / "master.keys"
    assert master_file({"COUNTERPART_MASTER_FILE": "/run/keys"}) == Path("/run/keys")


def test_a_rollback_of_the_data_takes_no_key_back(masters: Path) -> None:
    name = personal()
    with transaction.atomic():
        keyring().create([name], NOW)
        transaction.set_rollback(True)
    assert name in DatabaseKeyStore().fetch([name])


def test_a_transaction_on_the_key_store_is_a_mistake_of_the_program(masters: Path) -> None:
    with pytest.raises(InTransaction), transaction.atomic(using=ALIAS):
        keyring().create([personal()], NOW)


def test_threads_share_the_keyring_and_each_has_its_own_connection(masters: Path) -> None:
    names = [personal() for _ in range(8)]
    found: list[object] = []

    def work(name: DataKeyName) -> None:
        keyring().create([name], NOW)
        found.append((keyring().open_one(name, NOW).name, id(connections[ALIAS])))
        connections.close_all()

    threads = [threading.Thread(target=work, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(registered()) == 1


def test_each_module_and_quarter_has_its_own_index_key(masters: Path) -> None:
    spring = NOW + 100 * 86_400 * SECOND
    assert epoch_of(spring) == epoch_of(NOW) + 1
    keys = [index_key("pq", NOW), index_key("pq", spring), index_key("services", NOW)]
    assert len({key.secret for key in keys}) == 3
    assert index_key("pq", NOW + SECOND) == keys[0]
    assert index_keys("pq", NOW, spring) == {epoch_of(NOW): keys[0], epoch_of(spring): keys[1]}
    assert index_keys("pq", spring, spring) == {epoch_of(spring): keys[1]}


def test_nobody_searches_through_more_than_a_hundred_years(masters: Path) -> None:
    with pytest.raises(Invalid, match="index_epochs"):
        index_keys("pq", NOW.replace(year=1900), NOW)


def test_a_master_that_is_retired_takes_no_more_keys(masters: Path) -> None:
    load_masters(NOW)
    alone = Keyring(DatabaseKeyStore(), load_masters(NOW))
    run("update vault.master set retired_at = %s", [NOW], using=ALIAS)
    with pytest.raises(VaultTrouble, match=r"vault\.master_missing"):
        keyring().create([personal()], NOW)
    with pytest.raises(MasterRetired):
        alone.create([personal()], NOW)
    assert rows("select 1 from vault.key", using=ALIAS) == []


def test_an_idle_process_forgets_its_keys_by_itself(masters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_hand, "FORGET_EVERY", 0.01)
    name = personal()
    keyring().create([name], NOW)
    opened = keyring().open_one(name, NOW)
    DatabaseKeyStore().destroy(name.ref)
    long_ago = SystemClock().now() - 120 * SECOND
    assert until(lambda: not keyring().open([name], min(NOW, long_ago)))
    assert opened.name == name


def test_a_child_process_has_a_keyring_of_its_own(masters: Path) -> None:
    ring = keyring()
    child = os.fork()
    if child == 0:
        os._exit(int(keyring() is ring))
    assert os.waitpid(child, 0)[1] == 0


def until(said: Callable[[], bool]) -> bool:
    """Ask again and again for some seconds."""
    end = time.monotonic() + 10
    while not (found := said()) and time.monotonic() < end:
        time.sleep(0.01)
    return found
