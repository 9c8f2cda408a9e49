"""`counterpart db migrate`, and what other commands say while the tables are not those of this release."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.schema import ONE_AT_A_TIME, schema_of
from counterpart.operations.command_line import main
from tests.architecture.guards.files import ROOT
from tests.database.servers import Server
from tests.django_settings import PLACE

LAST = "0002_rights"


@contextmanager
def recorded(server: Server, name: str, *, applied: bool) -> Iterator[None]:
    """Have the tables say that a migration of the foundation was applied, or was not, for a block."""
    add = "insert into django_migrations(app, name, applied) values ('foundation', %s, '2026-03-02Z')"
    remove = "delete from django_migrations where app = 'foundation' and name = %s"
    with sign_in(server.parameters(Role.OWNER)) as owner:
        owner.execute(add if applied else remove, [name])
        try:
            yield
        finally:
            owner.execute(remove if applied else add, [name])


def test_when_nothing_is_due_nothing_is_done(database: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", "migrate"]) == 0
    assert capsys.readouterr().out == "The tables are those of this release: nothing was to be done.\n"


def test_tables_of_a_newer_counterpart_are_left_alone_but_may_be_used(
    database: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    with recorded(database, "9999_future", applied=True):
        assert schema_of().newer == ("foundation.9999_future",)
        assert main(["db", "migrate"]) == 1
        assert "foundation.9999_future is not known to this one" in capsys.readouterr().err
        assert main(["log", "verify"]) == 0


def test_a_command_that_needs_the_tables_says_what_is_due(database: Server, capsys: pytest.CaptureFixture[str]) -> None:
    with recorded(database, LAST, applied=False):
        assert main(["log", "verify"]) == 1
    error = capsys.readouterr().err
    assert f"foundation.{LAST} has not been applied" in error
    assert "counterpart db migrate" in error


def test_a_migration_that_fails_is_named_and_nothing_of_it_is_done(
    database: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    with recorded(database, LAST, applied=False):
        assert main(["db", "migrate"]) == 1
        assert schema_of().due == (f"foundation.{LAST}",)
    error = capsys.readouterr().err
    assert f'foundation.{LAST} could not be applied: schema "vault" already exists' in error
    assert "Traceback" not in error


def test_two_cannot_migrate_at_once(database: Server, capsys: pytest.CaptureFixture[str]) -> None:
    with sign_in(database.parameters(Role.OWNER)) as other:
        other.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        assert main(["db", "migrate"]) == 1
    assert "somebody else is migrating" in capsys.readouterr().err
    connections["owner"].close()


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="cp-", dir=PLACE))
    made.chmod(0o711)
    yield made
    embedded.stop(made / "data")
    shutil.rmtree(made)


@pytest.mark.slow
def test_an_operator_starts_migrates_and_verifies(folder: Path) -> None:
    def call(*words: str) -> subprocess.CompletedProcess[str]:
        known = {"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "COUNTERPART_DATA": str(folder / "data")}
        command = [sys.executable, "-m", "counterpart.operations.command_line", *words]
        return subprocess.run(command, env=known, capture_output=True, text=True, check=False)

    refused = call("db", "migrate")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "`counterpart db start`" in refused.stderr
    assert "It has no tables yet: `counterpart db migrate` makes them." in call("db", "start").stdout
    assert "has not been applied" in call("log", "verify").stderr
    migrated = call("db", "migrate")
    assert (migrated.returncode, migrated.stderr) == (0, "")
    assert f"  foundation: 0001_initial, {LAST}\n" in migrated.stdout
    assert "migrations applied." in migrated.stdout
    call("db", "stop")
    assert "tables" not in call("db", "start").stdout
    verified = call("log", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
