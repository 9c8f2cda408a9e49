"""Opens the tables for a command: Django is set up, the database answers, and its tables are those of this release."""

from __future__ import annotations

import os

import django

from counterpart.foundation.database.addresses import Addresses, Role, addresses_of
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.schema import schema_of
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.reach import AWAY

SETTINGS = "counterpart.settings"


def set_up(role: Role = Role.APP) -> Addresses:
    """Set Django up and see that the database answers. Raises DatabaseTrouble when it does not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    addresses = addresses_of()
    sign_in(addresses.parameters(role)).close()
    django.setup()
    return addresses


def open_tables(role: Role = Role.APP) -> Addresses:
    """Set Django up and see that the tables are there. Raises DatabaseTrouble, also when a migration is due.

    Tables of a newer Counterpart are well: they are made so that the release before runs on them.
    """
    addresses = set_up(role)
    try:
        due = _due(addresses, role)
    except AWAY as error:  # it answered a moment ago, and has gone away since
        where = addresses.parameters(role)
        said = str(error).strip().splitlines()[-1].rpartition("FATAL:")[2].strip()
        raise DatabaseTrouble("database.unreachable", host=where["host"], user=where["user"], said=said) from error
    if due:
        raise DatabaseTrouble("database.migration_due", migration=due[-1], count=len(due))
    return addresses


def _due(addresses: Addresses, role: Role) -> tuple[str, ...]:
    with sign_in(addresses.parameters(role)) as connection:
        made = connection.execute("select has_table_privilege(to_regclass('django_migrations'), 'select')").fetchone()
    return schema_of(role.alias).due if made == (True,) else ("foundation.0001_initial",)
