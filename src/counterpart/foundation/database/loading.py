"""Loads one archive of `pg_dump` into a database: whole, or not at all.

`pg_restore` writes the archive as SQL and `psql` runs it in one transaction; in between, the one line is dropped that a
server before PostgreSQL 17 does not understand. (`pg_restore` connected to such a server fails over the same line.)
"""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from counterpart.foundation.database.addresses import Parameters
from counterpart.foundation.database.cluster import last_line
from counterpart.foundation.database.programs import environment, our_programs
from counterpart.foundation.database.trouble import DatabaseTrouble

TOO_NEW = b"SET transaction_timeout = 0;\n"
HEADER = 40
"""Lines in which it is looked for: further down it would be somebody's text."""

BLOCK = 1 << 20


def place_words(parameters: Parameters) -> str:
    """Return the parameters in one text for libpq, without the password: others can see how a program is called."""
    kept = {key: value for key, value in parameters.items() if key != "password"}
    escaped = {key: value.replace("\\", "\\\\").replace("'", "\\'") for key, value in kept.items()}
    return " ".join(f"{key}='{value}'" for key, value in escaped.items())


def password_variable(parameters: Parameters) -> dict[str, str]:
    """Return the variable by which a program of PostgreSQL learns the password, if it is not in a file."""
    return {"PGPASSWORD": parameters["password"]} if "password" in parameters else {}


def load(archive: Path, owner: Parameters) -> None:
    """Load the archive as the owner of the database. Raises DatabaseTrouble when any part of it fails."""
    read = [our_programs().path("pg_restore"), "--no-owner", "--file=-", archive]
    options = ["--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    write = [our_programs().path("psql"), *options, f"--dbname={place_words(owner)}"]
    with tempfile.TemporaryFile() as said_by_reader, tempfile.TemporaryFile() as said_by_writer:
        reader = subprocess.Popen(  # noqa: S603  the programs of our wheel
            [str(word) for word in read], env=environment(), stdout=subprocess.PIPE, stderr=said_by_reader
        )
        writer = subprocess.Popen(  # noqa: S603  the programs of our wheel
            [str(word) for word in write],
            env=environment(**password_variable(owner)),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said_by_writer,
        )
        with reader, writer:
            _pour(reader, writer)
        for process, program, said in ((writer, "psql", said_by_writer), (reader, "pg_restore", said_by_reader)):
            if process.returncode:
                said.seek(0)
                words = last_line(said.read().decode("utf-8", errors="backslashreplace"))
                raise DatabaseTrouble("database.tool_failed", program=program, said=words)


def _pour(reader: subprocess.Popen[bytes], writer: subprocess.Popen[bytes]) -> None:
    """Hand over what is read. A reader that fails half-way must not let the writer commit what it has."""
    source, target = _pipe(reader.stdout), _pipe(writer.stdin)
    try:
        for _ in range(HEADER):
            line = source.readline()
            target.write(b"" if line == TOO_NEW else line)
        while block := source.read(BLOCK):
            target.write(block)
        if reader.wait():
            writer.kill()
        target.close()
    except BrokenPipeError:  # the writer has given up, and says why
        reader.kill()
        with suppress(BrokenPipeError):
            target.close()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """Return the pipe that was asked for."""
    if stream is None:
        raise ValueError("the process was started without a pipe")
    return stream
