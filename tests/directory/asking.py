"""What tests of the directory ask the database, and how they count statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpart.directory.queries.finding import record_of
from counterpart.directory.records import AuthorityRecord
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows
from counterpart.modules import memory
from tests.network import OPERATOR


@contextmanager
def one_statement() -> Iterator[None]:
    """See that a block asks the database exactly once."""
    memory.edition()
    with memory.steady(), CaptureQueriesContext(connection) as asked_of:
        yield
    assert len(asked_of) == 1, asked_of.captured_queries


def stored(statement: str, *values: object) -> list[Row]:
    with as_actor([]):
        return rows(statement, values)


def facts_of(stream: UUID) -> list[Row]:
    return stored("select type, dims from foundation_fact where stream = %s order by id", stream)


def record(authority: UUID) -> AuthorityRecord:
    return record_of(OPERATOR, authority).record


class Said(list[str]):
    """The statements of a block, without those that open and close a transaction."""


@contextmanager
def statements() -> Iterator[Said]:
    """Collect what a block asks the database, but for the transaction itself."""
    memory.edition()
    said = Said()
    with memory.steady(), CaptureQueriesContext(connection) as asked_of:
        yield said
    around = ("begin", "commit", "savepoint", "release", "set ", "select set_config")
    said += [one["sql"] for one in asked_of.captured_queries if not one["sql"].strip().lower().startswith(around)]
