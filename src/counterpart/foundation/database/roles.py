"""Prepares a server: the database, the five roles, what each may do at all, and how long it may take.

What a role may do with a table is granted by the migration that makes the table. Nothing here is undone or changed when
it is there already; everything may run again at any time.
"""

from __future__ import annotations

from collections.abc import Mapping

from psycopg import Connection, OperationalError, connect
from psycopg.sql import SQL, Identifier, Literal

from counterpart.foundation.database.addresses import DATABASE, Addresses, Parameters, Role
from counterpart.foundation.database.secret_files import password_of
from counterpart.foundation.database.trouble import DatabaseTrouble

VERSION = "2"
"""Of what this file does; a server prepared by another one is prepared again."""

OLDEST = 15
"""The oldest version of PostgreSQL that will do: `security_invoker` views, `nulls not distinct`, no CREATE for all."""

SERVING = (Role.APP, Role.WORKER, Role.VAULT, Role.REPORT)
LIMITS: Mapping[Role, Mapping[str, str]] = {
    Role.OWNER: {"lock_timeout": "10s"},
    Role.APP: {"statement_timeout": "15s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "30s"},
    Role.WORKER: {"statement_timeout": "5min", "lock_timeout": "30s", "idle_in_transaction_session_timeout": "1min"},
    Role.VAULT: {
        "statement_timeout": "15s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "30s",
        "plan_cache_mode": "force_generic_plan",  # it looks keys up by name, however many: planning took most of it
    },
    Role.REPORT: {"statement_timeout": "10min", "lock_timeout": "5s", "default_transaction_read_only": "on"},
}
ONE_AT_A_TIME = 0x636F756E74657270
"""Key of the advisory lock under which a server is prepared ("counterp")."""

MIGHT = """
select rolsuper, rolbypassrls, rolcreaterole or rolcreatedb,
       pg_has_role(rolname, (select datdba from pg_database where datname = current_database()), 'member')
from pg_roles where rolname = %s
"""
MIGHTS = ("superuser", "bypassrls", "createrole", "owner")


def sign_in(parameters: Parameters) -> Connection[tuple[object, ...]]:
    """Connect, each statement for itself. Raises DatabaseTrouble when the server does not answer or lets nobody in."""
    try:
        return connect(**parameters, autocommit=True)  # type: ignore[arg-type]  # keywords of libpq
    except OperationalError as error:
        said = str(error).strip().splitlines()[-1]
        refused = "authentication" in said or "does not exist" in said or "permission denied for database" in said
        where = {"host": parameters["host"], "user": parameters["user"], "said": said.rpartition("FATAL:")[2].strip()}
        if refused:
            raise DatabaseTrouble("database.sign_in_failed", **where) from error
        raise DatabaseTrouble("database.unreachable", **where) from error


def prepare(addresses: Addresses) -> int:
    """Prepare the server, see that every role can sign in and none is mightier than it should be; return the version.

    Raises DatabaseTrouble: too old a server, a role that cannot sign in, a role that could pass by row-level security.
    """
    if addresses.embedded:
        with sign_in(addresses.superuser()) as connection:
            _make_database(connection, addresses)
    owner = addresses.superuser() | {"dbname": DATABASE} if addresses.embedded else addresses.parameters(Role.OWNER)
    with sign_in(owner) as connection:
        version = connection.info.server_version // 10_000
        if version < OLDEST:
            raise DatabaseTrouble("database.server_too_old", found=version, oldest=OLDEST)
        with connection.transaction():
            connection.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
            for role in SERVING:
                _ensure_role(connection, addresses, role)
            _grant_entrance(connection)
    check_roles(addresses)
    return version


def check_roles(addresses: Addresses) -> None:
    """Sign in as every serving role. Raises DatabaseTrouble when one cannot, or could pass by row-level security."""
    for role in SERVING:
        parameters = addresses.parameters(role)
        with sign_in(parameters) as connection:
            row = connection.execute(MIGHT, [parameters["user"]]).fetchone()
        too_mighty = [name for name, has in zip(MIGHTS, row or (True,) * 4, strict=True) if has]
        if too_mighty:
            why = ", ".join(too_mighty)
            raise DatabaseTrouble("database.role_too_mighty", role=role, user=parameters["user"], why=why)


def _make_database(connection: Connection[tuple[object, ...]], addresses: Addresses) -> None:
    """Make the owner and the database of the embedded server."""
    _ensure_role(connection, addresses, Role.OWNER)
    if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
        connection.execute(SQL("create database {} owner {}").format(Identifier(DATABASE), Identifier(Role.OWNER)))


def _ensure_role(connection: Connection[tuple[object, ...]], addresses: Addresses, role: Role) -> None:
    """Make the role, and the user that signs in for it when the address names another one.

    A password from an address is set for a user that we make, and left alone for one that is there: it is the
    operator's. A password of ours is set each time.
    """
    parameters = addresses.parameters(role)
    user = parameters["user"]
    for name in {str(role), user}:
        if not _exists(connection, name):
            connection.execute(SQL("create role {} nologin").format(Identifier(name)))
            if name == user and "password" in parameters:
                _set_password(connection, user, parameters["password"])
    if user != role:
        connection.execute(SQL("grant {} to {}").format(Identifier(role), Identifier(user)))
    if "password" not in parameters:
        _set_password(connection, user, password_of(addresses.place.secrets, user))
    for setting, value in LIMITS[role].items():
        statement = SQL("alter role {} set {} = {}")
        connection.execute(statement.format(Identifier(user), Identifier(setting), Literal(value)))


def _exists(connection: Connection[tuple[object, ...]], name: str) -> bool:
    return connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone() is not None


def _set_password(connection: Connection[tuple[object, ...]], user: str, password: str) -> None:
    """Set the password as a SCRAM verifier made here: the password itself never reaches the server or its log."""
    verifier = connection.pgconn.encrypt_password(password.encode(), user.encode(), b"scram-sha-256").decode()
    connection.execute(SQL("alter role {} login password {}").format(Identifier(user), Literal(verifier)))


def _grant_entrance(connection: Connection[tuple[object, ...]]) -> None:
    """Let our roles into the database and nobody else; only the owner makes tables."""
    roles = SQL(", ").join(Identifier(role) for role in SERVING)
    database = Identifier(connection.info.dbname)
    connection.execute(SQL("revoke all on database {} from public").format(database))
    connection.execute(SQL("grant connect on database {} to {}").format(database, roles))
    connection.execute("revoke all on schema public from public")
    connection.execute(SQL("grant usage on schema public to {}").format(roles))
