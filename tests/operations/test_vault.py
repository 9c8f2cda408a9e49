"""`counterpart vault …`, as an operator calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.database.statements import run
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import DataKeyName, IndexKeyName, KeyClass, Keyring
from counterpart.foundation.vault.masters_at_hand import load_masters, new_master, write_masters
from counterpart.foundation.vault.store import ALIAS, DatabaseKeyStore
from counterpart.foundation.vault.trouble import CODES
from counterpart.operations.command_line import main
from counterpart.operations.vault.words import WORDS
from tests.database.servers import Server
from tests.foundation.vault.cast import NOW
from tests.operations.calling import Called


@pytest.fixture
def masters(database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COUNTERPART_MASTER_FILE", str(tmp_path / "masters"))
    return tmp_path / "masters"


def with_keys() -> DataKeyName:
    name = DataKeyName(new_ref(NOW), KeyClass.PERSONAL)
    now = SystemClock().now()
    Keyring(DatabaseKeyStore(), load=load_masters).create([name, IndexKeyName("pq", 8104)], now)
    return name


def vault(capsys: pytest.CaptureFixture[str], *words: str) -> Called:
    status = main(["vault", *words])
    said = capsys.readouterr()
    return Called(status, said.out, said.err)


def test_an_operator_looks_renews_and_looks_again(masters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault(capsys, "status").lines == ["Nothing has been sealed yet: the first use makes the first master."]
    with_keys()
    assert vault(capsys, "status").lines == [
        "Master 1 is in use: 2 keys, made today.",
        f"It lies in {masters}: keep a copy elsewhere, away from the backups.",
    ]
    renewed = vault(capsys, "renew")
    assert (renewed.status, renewed.lines[0]) == (0, "Master 2 is new: 2 keys wrapped anew under it.")
    assert vault(capsys, "status").lines[0] == "Master 2 is in use: 2 keys, made today."
    assert vault(capsys, "status").lines[-1] == "1 older master destroyed."


def test_an_old_master_is_said_to_be_due(masters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_keys()
    run("update vault.master set created_at = created_at - interval '31 days'", using=ALIAS)
    said = vault(capsys, "status")
    assert said.status == 0
    assert said.lines[0] == "Master 1 is in use: 2 keys, made 31 days ago."
    assert said.lines[-1] == "It is older than 30 days: `counterpart vault renew` makes another."


def test_a_damaged_key_is_told_and_its_master_stays(masters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = with_keys()
    run("update vault.key set wrapped = %s", [bytes(61)], using=ALIAS)
    renewed = vault(capsys, "renew", "--json")
    assert (renewed.status, renewed.data["damaged"]) == (1, [{"ref": str(name.ref), "class": "personal"}])
    status = vault(capsys, "status")
    assert status.status == 1
    assert "Master 1 is not destroyed yet: 1 key. `counterpart vault renew` goes on." in status.lines
    said = "1 key does not verify; what they seal cannot be read. Their master stays until they are erased."
    assert said in vault(capsys, "renew").lines


def test_machines_get_each_master(masters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_keys()
    vault(capsys, "renew")
    said = vault(capsys, "status", "--json").data
    assert (said["file"], said["current"], said["renewal_due"], said["unfinished"]) == (str(masters), 2, False, [])
    assert [(one["id"], one["at_hand"], one["keys"]) for one in said["masters"]] == [(1, False, 0), (2, True, 2)]


@pytest.mark.parametrize("command", ["status", "renew"])
def test_a_missing_file_is_told_in_plain_words(masters: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    with_keys()
    masters.unlink()
    said = vault(capsys, command)
    assert said.status == 1
    assert said.error.splitlines() == [
        f"error: the masters are missing: there is no file {masters}",
        "    -> put your copy of the file back; without its masters nothing that is sealed can be read",
    ]


def test_a_file_of_another_installation_is_told_in_plain_words(
    masters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_keys()
    write_masters(masters, [new_master(1)], replace=True)
    assert "is not the one that this installation uses" in vault(capsys, "status").error
    masters.chmod(0o644)
    assert "others than its owner can read it" in vault(capsys, "renew").error


def test_every_trouble_has_its_words() -> None:
    assert set(WORDS) == set(CODES)
    known = {"file": "FILE", "master": 1, "line": 2, "why": "WHY"}
    assert all((words.sentence + words.hint).format_map(known) for words in WORDS.values())


def test_what_is_printed_holds_no_key(masters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_keys()
    secrets = [line.split()[1] for line in masters.read_text().splitlines()]
    said = [vault(capsys, "status"), vault(capsys, "renew", "--json"), vault(capsys, "status", "--json")]
    secrets += [line.split()[1] for line in masters.read_text().splitlines()]
    assert len(secrets) == 2
    assert not [secret for secret in secrets for one in said if secret in one.out + one.error]
    assert json.loads(said[1].out)["current"] == 2
