"""What can be wrong with a database. The door that started it says it in words (`operations/database/words.py`)."""

from __future__ import annotations

from typing import Literal, get_args

from counterpart.core.errors import CounterpartError

Trouble = Literal[
    "database.already_running",
    "database.backup_damaged",
    "database.backup_exists",
    "database.bad_address",
    "database.damaged",
    "database.disk_full",
    "database.exposed_secret",
    "database.migrating",
    "database.migration_due",
    "database.migration_failed",
    "database.newer_tables",
    "database.no_permission",
    "database.no_programs",
    "database.not_embedded",
    "database.not_empty",
    "database.not_running",
    "database.other_version",
    "database.role_too_mighty",
    "database.server_too_old",
    "database.sign_in_failed",
    "database.start_failed",
    "database.too_slow",
    "database.tool_failed",
    "database.unreachable",
    "database.unsafe_connection",
]
CODES: tuple[str, ...] = get_args(Trouble)


class DatabaseTrouble(CounterpartError):
    """The database cannot do what was asked; parameters hold paths, versions and names of roles, never a password."""

    def __init__(self, code: Trouble, **parameters: object) -> None:
        """Keep the code, which must be one of `Trouble`, and what its sentence needs."""
        super().__init__(code, **parameters)
