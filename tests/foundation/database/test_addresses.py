"""What the environment says about the database, and what it may not say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpart.foundation.database.addresses import Role, addresses_of, data_folder
from counterpart.foundation.database.trouble import DatabaseTrouble

HERE = "postgresql://somebody:a-word@localhost/work"
THERE = "postgresql://somebody:a-word@db.example.org/work"


def test_without_an_address_the_embedded_server_is_used(tmp_path: Path) -> None:
    addresses = addresses_of({"COUNTERPART_DATA": str(tmp_path)})
    app = addresses.parameters(Role.APP)
    assert addresses.embedded
    assert (app["user"], app["dbname"], app["require_auth"]) == ("counterpart_app", "counterpart", "scram-sha-256")
    assert app["passfile"] == str(tmp_path / "secrets" / "counterpart_app.pgpass")
    assert "password" not in app


def test_the_data_folder_has_a_place_of_its_own_by_default() -> None:
    default = data_folder({"HOME": "/home/anna"})
    expected = "/var/lib/counterpart" if os.geteuid() == 0 else "/home/anna/.local/share/counterpart"
    assert default == Path(expected)


def test_roles_without_an_address_share_the_server_of_the_app(tmp_path: Path) -> None:
    addresses = addresses_of({"COUNTERPART_DATA": str(tmp_path), "DATABASE_URL": HERE})
    worker = addresses.parameters(Role.WORKER)
    assert (worker["host"], worker["dbname"], worker["user"]) == ("localhost", "work", "counterpart_worker")
    assert "password" not in worker
    assert worker["passfile"].endswith("counterpart_worker.pgpass")


def test_the_owner_is_known_by_its_address_alone(tmp_path: Path) -> None:
    environment = {"COUNTERPART_DATA": str(tmp_path), "DATABASE_URL": HERE}
    addresses = addresses_of(environment)
    assert not addresses.knows(Role.OWNER)
    with pytest.raises(DatabaseTrouble, match="DATABASE_OWNER_URL"):
        addresses.parameters(Role.OWNER)
    owner = "postgresql://owner:another@localhost/work"
    assert addresses_of(environment | {"DATABASE_OWNER_URL": owner}).parameters(Role.OWNER)["user"] == "owner"


def test_a_server_elsewhere_is_reached_with_its_certificate_verified() -> None:
    assert addresses_of({"DATABASE_URL": THERE}).parameters(Role.APP)["sslmode"] == "verify-full"
    assert addresses_of({"DATABASE_URL": THERE + "?sslmode=require"}).parameters(Role.APP)["sslmode"] == "require"
    assert "sslmode" not in addresses_of({"DATABASE_URL": HERE}).parameters(Role.APP)


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_an_open_line_to_a_server_elsewhere_is_refused(mode: str) -> None:
    with pytest.raises(DatabaseTrouble) as told:
        addresses_of({"DATABASE_URL": f"{THERE}?sslmode={mode}"})
    assert told.value.code == "database.unsafe_connection"
    assert addresses_of({"DATABASE_URL": f"{HERE}?sslmode={mode}"}).parameters(Role.APP)["sslmode"] == mode


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"DATABASE_URL": "mysql://somebody:a-word@localhost/work"}, "database.bad_address"),
        ({"DATABASE_URL": "postgresql://localhost/work"}, "database.bad_address"),
        ({"DATABASE_URL": "postgresql://somebody:a-word@localhost"}, "database.bad_address"),
        ({"DATABASE_URL": HERE + "?colour=blue"}, "database.bad_address"),
        ({"DATABASE_OWNER_URL": HERE}, "database.bad_address"),
        ({"DATABASE_URL": HERE, "DATABASE_OWNER_URL": HERE}, "database.role_too_mighty"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(environment: dict[str, str], code: str) -> None:
    with pytest.raises(DatabaseTrouble) as told:
        addresses_of(environment)
    assert told.value.code == code
    assert "a-word" not in str(told.value)
