"""What was backed up comes back, with its rights and guards; what is not whole is refused."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from psycopg import connect

from counterpart.foundation.database.addresses import Addresses, Role
from counterpart.foundation.database.backups import back_up, look_at, restore
from counterpart.foundation.database.loading import load
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.database.verification import verify
from tests.database.servers import Server, empty_database
from tests.foundation.database.conftest import prepare_as_superuser

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
KEYS = """
create schema vault;
create table vault.key(ref int primary key, wrapped text);
insert into vault.key values (7, 'w');
"""


def content_of(addresses: Addresses, authority: str) -> list[tuple[object, ...]]:
    """Read as the role app, as one authority."""
    with connect(**addresses.parameters(Role.APP)) as session:  # type: ignore[arg-type]
        session.execute("select set_config('app.authorities', %s, true)", [authority])
        return session.execute("select words from trial_content order by id").fetchall()


def test_a_restored_database_is_the_one_that_was_backed_up(bare: Server, tmp_path: Path) -> None:
    backup = back_up(bare.addresses, tmp_path / "backup", NOW)
    assert backup.keys is None
    assert look_at(tmp_path / "backup") == backup
    with empty_database(bare, "restored") as restored:
        prepare_as_superuser(bare, restored)
        restore(restored, backup)
        assert content_of(restored, "10") == [("ours",)]
        assert content_of(restored, "") == []
        with pytest.raises(DatabaseTrouble) as told:
            restore(restored, backup)
    assert told.value.code == "database.not_empty"


def test_keys_can_be_kept_apart_from_what_they_seal(bare: Server, tmp_path: Path) -> None:
    with sign_in(bare.parameters(Role.OWNER)) as owner:
        owner.execute(KEYS)
        try:
            backup = back_up(bare.addresses, tmp_path / "data", NOW, tmp_path / "keys")
        finally:
            owner.execute("drop schema vault cascade")
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"manifest.json", "data.dump"}
    assert {path.name for path in (tmp_path / "keys").iterdir()} == {"keys.dump"}
    with pytest.raises(DatabaseTrouble, match=r"keys\.dump is missing"):
        look_at(tmp_path / "data")
    assert look_at(tmp_path / "data", tmp_path / "keys") == backup
    with empty_database(bare, "restored") as restored:
        restore(restored, backup)
        with sign_in(restored.parameters(Role.OWNER)) as owner:
            assert owner.execute("select ref from vault.key").fetchall() == [(7,)]


def test_a_backup_is_for_its_owner_alone_and_replaces_nothing(trial: Server, tmp_path: Path) -> None:
    back_up(trial.addresses, tmp_path / "backup", NOW)
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700
    with pytest.raises(DatabaseTrouble) as told:
        back_up(trial.addresses, tmp_path / "backup", NOW)
    assert told.value.code == "database.backup_exists"
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


@pytest.mark.parametrize("harm", ["cut", "changed", "no manifest", "no data", "another format"])
def test_a_backup_that_is_not_whole_is_refused(trial: Server, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "backup"
    back_up(trial.addresses, folder, NOW)
    dump, manifest = folder / "data.dump", folder / "manifest.json"
    content = dump.read_bytes()
    match harm:
        case "cut":
            dump.write_bytes(content[:-1])
        case "changed":
            dump.write_bytes(content[:99] + bytes([content[99] ^ 1]) + content[100:])
        case "no manifest":
            manifest.unlink()
        case "no data":
            dump.unlink()
        case _:
            manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(DatabaseTrouble) as told:
        look_at(folder)
    assert told.value.code == "database.backup_damaged"


def test_a_restore_that_fails_half_way_leaves_nothing(bare: Server, tmp_path: Path) -> None:
    with sign_in(bare.parameters(Role.OWNER)) as owner:
        owner.execute(
            "insert into trial_content(exchange_id, words) select 1, md5(n::text) from generate_series(1, 9999) n"
        )
    backup = back_up(bare.addresses, tmp_path / "backup", NOW)
    dump = backup.folder / "data.dump"
    whole = dump.read_bytes()
    with empty_database(bare, "restored") as restored:
        dump.write_bytes(whole[: len(whole) * 2 // 3])
        with pytest.raises(DatabaseTrouble) as told:
            restore(restored, backup)
        assert told.value.code == "database.tool_failed"
        dump.write_bytes(whole)
        restore(restored, backup)
        assert len(content_of(restored, "10")) == 10_000
        with pytest.raises(DatabaseTrouble, match="already exists"):
            load(dump, restored.parameters(Role.OWNER))
        assert len(content_of(restored, "10")) == 10_000


def test_what_failed_half_way_can_be_restored_again_with_its_keys(migrated: Server, tmp_path: Path) -> None:
    backup = back_up(migrated.addresses, tmp_path / "backup", NOW)
    dump = backup.folder / "data.dump"
    whole = dump.read_bytes()
    with empty_database(migrated, "restored") as restored:
        prepare_as_superuser(migrated, restored)
        dump.write_bytes(whole[: len(whole) * 2 // 3])
        with pytest.raises(DatabaseTrouble) as told:
            restore(restored, backup)
        assert told.value.code == "database.tool_failed"
        dump.write_bytes(whole)
        restore(restored, backup)
        with sign_in(restored.parameters(Role.OWNER)) as owner:
            [(tables,)] = owner.execute("select count(*) from pg_tables where schemaname = 'vault'").fetchall()
    assert tables


def test_a_sound_database_is_found_sound(trial: Server) -> None:
    checks = verify(trial.addresses)
    assert {check.name for check in checks} >= {"roles", "rows", "indexes", "policies", "failures"}
    assert [check for check in checks if check.wrong] == []


def test_a_guard_that_was_switched_off_is_found(trial: Server) -> None:
    with sign_in(trial.parameters(Role.OWNER)) as owner:
        owner.execute("alter table trial_content disable row level security")
    found = {check.name: check.wrong for check in verify(trial.addresses) if check.wrong}
    assert found == {"policies": "trial_content"}
