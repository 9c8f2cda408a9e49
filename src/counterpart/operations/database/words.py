"""What is wrong with the database, in words: a sentence and what to do about it, by the code of the trouble."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import FOUND


class Words(NamedTuple):
    """A sentence, and a hint; both with the parameters of the trouble in braces."""

    sentence: str
    hint: str


WORDS: Mapping[str, Words] = {
    "database.already_running": Words(
        "the database in {folder} is running already (process {pid})",
        "`counterpart db status` says more; `counterpart db stop` stops it",
    ),
    "database.backup_damaged": Words(
        "{folder} is not a backup that can be used: {why}",
        "take another backup; name the folder of the keys with --keys when they are kept elsewhere",
    ),
    "database.backup_exists": Words("{folder} exists already", "name a folder that does not exist yet"),
    "database.bad_address": Words(
        "the address of the database cannot be used: {variable}: {why}",
        "it reads like this: postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
    ),
    "database.damaged": Words(
        "the database in {folder} is damaged: {said}",
        "move the folder away, start anew, and restore the last backup; keep the damaged one until that has worked",
    ),
    "database.disk_full": Words(
        "no space is left on the disk of {folder}",
        "make room, or name a data folder on another disk with COUNTERPART_DATA; nothing that was stored is lost",
    ),
    "database.exposed_secret": Words(
        "{file} is empty, or others than its owner can read it",
        "chmod 600 it if nobody can have read it; otherwise remove it, and `counterpart db start` makes a new one",
    ),
    "database.migrating": Words(
        "somebody else is migrating the tables just now",
        "wait until that is done, and look with `counterpart db migrate`",
    ),
    "database.migration_due": Words(
        "the tables are not those of this release: {migration} has not been applied",
        "`counterpart db migrate` does it, as the owner of the tables",
    ),
    "database.migration_failed": Words(
        "{migration} could not be applied: {said}",
        "nothing of it was done, what came before it is; mend the cause, and `counterpart db migrate` goes on there",
    ),
    "database.newer_tables": Words(
        "the tables were migrated by a newer Counterpart: {migration} is not known to this one",
        "nothing was changed: this release may run on the tables of the next one; migrate with the newer one only",
    ),
    "database.no_permission": Words(
        "{folder} may not be used by you, or belongs to somebody else",
        "run as the user who owns the data folder, or name another folder with COUNTERPART_DATA",
    ),
    "database.no_programs": Words(
        "the programs of PostgreSQL are not there: {folder}",
        "install what requirements/run.txt lists, or use a server of your own with DATABASE_URL",
    ),
    "database.not_embedded": Words(
        "DATABASE_URL names a server of your own: it is started and stopped by its own means",
        "without DATABASE_URL the embedded server is used",
    ),
    "database.not_empty": Words(
        "the database {database} is not empty: it holds {count} tables, views or sequences",
        "restore into a new one: COUNTERPART_DATA with a new folder, or a new database on your server",
    ),
    "database.not_running": Words("there is no database in {folder} yet", "`counterpart db start` makes one"),
    "database.other_version": Words(
        "the database in {folder} was made by PostgreSQL {found}; this Counterpart comes with {ours}",
        "back it up with the Counterpart that made it, and restore it with this one into a new data folder",
    ),
    "database.role_too_mighty": Words(
        "{user}, who signs in as {role}, could see everything: {why}",
        "name an ordinary user in the address: no superuser, no BYPASSRLS, no CREATEROLE, not the owner",
    ),
    "database.server_too_old": Words(
        "the server is PostgreSQL {found}; Counterpart needs {oldest} or newer", "upgrade it, or use the embedded one"
    ),
    "database.sign_in_failed": Words(
        "{user} cannot sign in to the database at {host}: {said}",
        "is the database prepared (`counterpart db start`), and are the files in `secrets` of the data folder its own?",
    ),
    "database.start_failed": Words("the database did not start: {said}", "its log says more: postgres.log"),
    "database.too_slow": Words(
        "the database in {folder} did not answer within {seconds} seconds", "its log says why: postgres.log; try again"
    ),
    "database.tool_failed": Words("{program} failed: {said}", "nothing was changed"),
    "database.unreachable": Words(
        "the database at {host} does not answer: {said}", "start it (`counterpart db start`), or mend DATABASE_URL"
    ),
    "database.unsafe_connection": Words(
        "{variable} asks for sslmode={mode}: anybody on the way could read or change what is sent",
        "leave sslmode away (then it is verify-full), or say at least sslmode=require",
    ),
}


class _Known(dict[str, object]):
    """Parameters, with a dash for what a trouble does not say."""

    def __missing__(self, key: str) -> str:
        return "-"


def say_trouble(trouble: DatabaseTrouble, terminal: Terminal) -> int:
    """Say it and return the exit code."""
    terminal.tell(f"error: {sentence_of(trouble)}")
    terminal.tell(f"    -> {WORDS[trouble.code].hint.format_map(_Known(trouble.parameters))}")
    return FOUND


def sentence_of(trouble: DatabaseTrouble) -> str:
    """Return what is wrong in one sentence, without the hint."""
    return WORDS[trouble.code].sentence.format_map(_Known(trouble.parameters))


def in_bytes(size: int) -> str:
    """Return a size as people read it: 9.3 MB."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
