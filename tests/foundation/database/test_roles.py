"""Who may sign in, and what each role is by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import LIMITS, SERVING, check_roles, prepare, sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble
from tests.database.servers import Server

ATTRIBUTES = (
    "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles where rolname = user"
)
OWNS = "select pg_has_role(datdba, 'member') from pg_database where datname = current_database()"


@pytest.mark.parametrize("role", SERVING)
def test_a_serving_role_is_neither_owner_nor_superuser_nor_above_row_security(server: Server, role: Role) -> None:
    with sign_in(server.parameters(role)) as session:
        assert session.execute(ATTRIBUTES).fetchone() == (False,) * 5
        assert session.execute(OWNS).fetchone() == (False,)


@pytest.mark.parametrize("role", SERVING)
def test_every_role_has_its_limits(server: Server, role: Role) -> None:
    with sign_in(server.parameters(role)) as session:
        found = {name: session.execute("select current_setting(%s)", [name]).fetchone() for name in LIMITS[role]}
    assert found == {name: (value,) for name, value in LIMITS[role].items()}


@pytest.mark.parametrize("role", Role)
def test_nobody_signs_in_without_the_password(server: Server, role: Role) -> None:
    parameters = {
        name: value for name, value in server.parameters(role).items() if name not in {"password", "passfile"}
    }
    for wrong in ({"passfile": "/dev/null"}, {"password": "a guess"}):
        with pytest.raises(DatabaseTrouble) as told:
            sign_in(parameters | wrong)
        assert told.value.code in {"database.sign_in_failed", "database.unreachable"}
        assert "guess" not in str(told.value)


def test_every_password_is_kept_as_a_scram_verifier(server: Server) -> None:
    with sign_in(server.superuser) as superuser:
        rows = superuser.execute("select rolname, rolpassword from pg_authid where rolcanlogin").fetchall()
    assert {str(name) for name, _ in rows} >= {role.value for role in Role}
    assert all(str(password).startswith("SCRAM-SHA-256$") for _, password in rows)


def test_a_server_may_be_prepared_again(server: Server) -> None:
    assert prepare(server.addresses) == prepare(server.addresses) >= 15


@pytest.mark.parametrize(
    ("might", "back", "why"),
    [
        ("alter role counterpart_app bypassrls", "alter role counterpart_app nobypassrls", "bypassrls"),
        ("grant {owner} to counterpart_app", "revoke {owner} from counterpart_app", "owner"),
    ],
)
def test_a_role_that_could_pass_by_row_security_is_refused(server: Server, might: str, back: str, why: str) -> None:
    owner = server.parameters(Role.OWNER)["user"]
    with sign_in(server.superuser) as superuser:
        superuser.execute(might.format(owner=owner))
        try:
            with pytest.raises(DatabaseTrouble) as told:
                check_roles(server.addresses)
        finally:
            superuser.execute(back.format(owner=owner))
    assert (told.value.code, told.value.parameters["why"]) == ("database.role_too_mighty", why)
    check_roles(server.addresses)


def test_an_address_of_the_superuser_is_refused(server: Server) -> None:
    given = {role: server.parameters(role) for role in Role} | {Role.APP: server.superuser}
    with pytest.raises(DatabaseTrouble) as told:
        check_roles(replace(server.addresses, given=given))
    assert told.value.code == "database.role_too_mighty"


def test_a_user_of_another_name_may_stand_for_a_role(server: Server) -> None:
    named = server.parameters(Role.REPORT) | {"user": "statistics_office", "password": "of the office"}
    named.pop("passfile")
    given = {role: server.parameters(role) for role in Role} | {Role.REPORT: named}
    given[Role.OWNER] = server.superuser
    try:
        prepare(replace(server.addresses, given=given))
        with sign_in(named) as session:
            row = session.execute("select user, pg_has_role('counterpart_report', 'member')").fetchone()
        assert row == ("statistics_office", True)
    finally:
        with sign_in(server.superuser) as superuser:
            superuser.execute("drop role statistics_office")
