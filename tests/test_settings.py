"""The settings are safe without any environment, and refuse one that makes them unsafe."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.guards.files import ROOT

TELL = """
import json
from counterpart import settings
named = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in named}))
"""


def settings_with(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "COUNTERPART_DATA": str(folder)}
    command = [sys.executable, "-c", TELL]
    return subprocess.run(command, env={**known, **environment}, capture_output=True, text=True, check=False)


def told(folder: Path, **environment: str) -> dict[str, Any]:
    done = settings_with(folder, **environment)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_the_defaults_are_those_of_operation(tmp_path: Path) -> None:
    said = told(tmp_path)
    assert said["DEBUG"] is False
    assert said["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is said["SECURE_SSL_REDIRECT"] is True
    assert said["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first, again = told(tmp_path)["SECRET_KEY"], told(tmp_path)["SECRET_KEY"]
    file = tmp_path / "secrets" / "django.key"
    assert first == again == file.read_text().strip()
    assert len(first) >= 40
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert told(tmp_path / "another")["SECRET_KEY"] != first
    file.chmod(0o640)
    assert "exposed_secret" in settings_with(tmp_path).stderr


def test_every_connection_is_prepared_pooled_and_opens_no_transaction_by_itself(tmp_path: Path) -> None:
    databases = told(tmp_path)["DATABASES"]
    assert {alias: entry["USER"] for alias, entry in databases.items()} == {
        "default": "counterpart_app",
        "owner": "counterpart_owner",
        "report": "counterpart_report",
        "vault": "counterpart_vault",
        "worker": "counterpart_worker",
    }
    for entry in databases.values():
        assert entry["ATOMIC_REQUESTS"] is False
        assert entry["OPTIONS"]["server_side_binding"] is True
        assert entry["OPTIONS"]["prepare_threshold"] == 2
        assert not entry["PASSWORD"]
    assert databases["default"]["OPTIONS"]["pool"]["max_size"] == 8


def test_the_worker_signs_in_as_itself_and_nobody_as_an_owner_without_address(tmp_path: Path) -> None:
    address = "postgresql://somebody:a-word@localhost:5433/work"
    databases = told(tmp_path, DATABASE_URL=address, COUNTERPART_ROLE="worker", COUNTERPART_POOL="3")["DATABASES"]
    assert set(databases) == {"default", "report", "vault", "worker"}
    assert databases["default"]["USER"] == "counterpart_worker"
    assert databases["default"]["PORT"] == "5433"
    assert databases["default"]["OPTIONS"]["pool"]["max_size"] == 3


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"COUNTERPART_HOSTS": "*"}, "name the hosts"),
        ({"COUNTERPART_HOSTS": "imi.example.org", "COUNTERPART_DEBUG": "1"}, "shows secrets"),
        ({"COUNTERPART_DEBUG": "yes"}, "may be 0 or 1"),
        ({"COUNTERPART_HOSTS": "imi.example.org", "COUNTERPART_PLAIN_HTTP": "1"}, "passwords in clear"),
        ({"COUNTERPART_ROLE": "owner"}, "app or worker"),
        ({"COUNTERPART_POOL": "0"}, "at least 1"),
        ({"COUNTERPART_CLOCK": "/clock", "COUNTERPART_HOSTS": "imi.example.org"}, "moves the clock"),
        ({"COUNTERPART_CLOCK": "/clock", "DATABASE_URL": "postgresql://a:b@db.example.org/c"}, "moves the clock"),
        ({"DATABASE_URL": "postgresql://a:b@db.example.org/c?sslmode=disable"}, "unsafe_connection"),
    ],
)
def test_an_unsafe_or_unknown_setting_is_refused(tmp_path: Path, environment: dict[str, str], reason: str) -> None:
    done = settings_with(tmp_path, **environment)
    assert done.returncode != 0
    assert reason in done.stderr


def test_debug_is_for_this_machine(tmp_path: Path) -> None:
    said = told(tmp_path, COUNTERPART_DEBUG="1")
    assert said["DEBUG"] is True
    assert said["SECURE_SSL_REDIRECT"] is True


def test_pages_without_encryption_are_for_this_machine(tmp_path: Path) -> None:
    said = told(tmp_path, COUNTERPART_PLAIN_HTTP="1")
    assert said["SECURE_SSL_REDIRECT"] is said["SESSION_COOKIE_SECURE"] is False
