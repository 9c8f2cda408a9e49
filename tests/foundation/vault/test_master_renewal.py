"""A master is renewed, and the old one destroyed; killed anywhere, the next renewal finishes it and no key is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from counterpart.foundation.advisory import OwnConnection
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.statements import rows, run
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import DataKeyName, IndexKeyName, KeyClass, KeyName, Keyring, SecretKey
from counterpart.foundation.vault.master_renewal import renew_masters
from counterpart.foundation.vault.masters_at_hand import load_masters, read_masters, registered
from counterpart.foundation.vault.store import ALIAS, DatabaseKeyStore
from counterpart.foundation.vault.trouble import VaultTrouble
from tests.database.servers import Server
from tests.foundation.processes import KILLED, in_process
from tests.foundation.vault.cast import NOW, OFFICE

MOST_STEPS = 30
WAITING = b"select 1 from pg_locks where locktype = 'relation' and mode = 'ShareLock' and not granted"


@pytest.fixture
def masters(database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COUNTERPART_MASTER_FILE", str(tmp_path / "masters"))
    return tmp_path / "masters"


def with_keys() -> dict[KeyName, SecretKey]:
    """Make seven keys of all kinds, and open them."""
    names: list[KeyName] = [DataKeyName(new_ref(NOW), KeyClass.PERSONAL) for _ in range(5)]
    names += [DataKeyName(new_ref(NOW), KeyClass.INSIDE, OFFICE), IndexKeyName("pq", 8104)]
    ring = Keyring(DatabaseKeyStore(), load=load_masters)
    ring.create(names, NOW)
    return ring.open(names, NOW)


def opened_anew(names: dict[KeyName, SecretKey]) -> dict[KeyName, SecretKey]:
    """Open them as a process that has just begun."""
    return Keyring(DatabaseKeyStore(), load=load_masters).open(names, NOW)


def numbers(path: Path) -> list[int]:
    return [master.id for master in read_masters(path)]


def test_a_renewal_wraps_every_key_anew_and_destroys_the_old_master(masters: Path) -> None:
    keys = with_keys()
    renewed = renew_masters(NOW, batch=2)
    assert (renewed.current, renewed.made, renewed.rewrapped) == (2, True, 7)
    assert (renewed.destroyed, renewed.damaged) == ((1,), ())
    assert opened_anew(keys) == keys
    assert numbers(masters) == [2]
    assert [(one.id, one.destroyed_at) for one in registered()] == [(1, NOW), (2, None)]


def test_the_next_renewal_makes_the_next_master(masters: Path) -> None:
    keys = with_keys()
    assert [renew_masters(NOW).current for _ in range(3)] == [2, 3, 4]
    assert opened_anew(keys) == keys


def test_a_key_that_is_damaged_keeps_its_master_and_hinders_no_other(masters: Path) -> None:
    keys = with_keys()
    bad = next(name for name in keys if isinstance(name, DataKeyName))
    run("update vault.key set wrapped = %s where ref = %s", [bytes(61), bad.ref], using=ALIAS)
    renewed = renew_masters(NOW)
    assert (renewed.rewrapped, renewed.destroyed, renewed.damaged) == (6, (), (bad,))
    assert numbers(masters) == [1, 2]
    del keys[bad]
    assert opened_anew(keys) == keys
    again = renew_masters(NOW)
    assert (again.current, again.destroyed, again.damaged) == (3, (2,), (bad,))
    DatabaseKeyStore().destroy(bad.ref)
    assert renew_masters(NOW).destroyed == (1,)
    assert numbers(masters) == [3]


def test_an_erased_key_stays_erased(masters: Path) -> None:
    keys = with_keys()
    gone = next(name for name in keys if isinstance(name, DataKeyName))
    store = DatabaseKeyStore()
    renew_masters(NOW, lambda step: store.destroy(gone.ref) if step == "wrapped" else 0, batch=2)
    assert gone not in opened_anew(keys)
    assert len(opened_anew(keys)) == 6


def test_two_do_not_renew_at_once(masters: Path) -> None:
    with_keys()
    with OwnConnection() as other, other.lock("vault.renew") as ours:
        assert ours
        with pytest.raises(VaultTrouble, match=r"vault\.busy"):
            renew_masters(NOW)
    assert numbers(masters) == [1]


def test_a_key_that_was_being_added_meanwhile_is_waited_for(masters: Path, database: Server) -> None:
    keys = with_keys()
    late = DataKeyName(new_ref(NOW), KeyClass.ANSWERS)
    with ThreadPoolExecutor(1) as pool, sign_in(database.parameters(Role.VAULT)) as other:
        with other.transaction():
            wrapped = load_masters(NOW).wrap_new(late, NOW)
            values = [late.ref, int(late.key_class), wrapped.master, wrapped.wrapped, NOW]
            other.execute(b"insert into vault.key values (%s, %s, null, %s, %s, %s)", values)
            renewal = pool.submit(renew_masters, NOW)
            while not other.execute(WAITING).fetchone():
                assert not renewal.done()
        renewed = renewal.result(30)
        pool.submit(connections.close_all).result()
    assert (renewed.rewrapped, renewed.destroyed) == (8, (1,))
    assert late in opened_anew({late: next(iter(keys.values()))})


@pytest.mark.slow
def test_killed_after_any_step_the_next_renewal_finishes_and_no_key_is_lost(masters: Path) -> None:
    """Each round dies one step later than the one before, until one comes to its end."""
    keys = with_keys()
    for step in range(1, MOST_STEPS):
        ended = in_process("tests.foundation.vault.renewed:renew_and_die", str(step))
        assert ended in {0, KILLED}
        assert opened_anew(keys) == keys
        renewed = renew_masters(NOW, batch=2)
        assert opened_anew(keys) == keys
        assert numbers(masters) == [renewed.current]
        assert rows("select distinct master from vault.key", using=ALIAS) == [(renewed.current,)]
        assert [one.id for one in registered() if one.destroyed_at is None] == [renewed.current]
        if ended == 0:
            break
    else:
        pytest.fail("no renewal came to its end")
    assert step > 8
