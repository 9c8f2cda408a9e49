"""In whose name a transaction speaks: the one way to the tables that row-level security guards."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from psycopg.pq import ExecStatus

from counterpart.foundation.database.row_security import ENTER, ENTER_READ_ONLY, NOBODY, SETTING
from counterpart.foundation.database.statements import Row, Values, is_watched, row


@dataclass(frozen=True, slots=True)
class _Together:
    """Several queries in one transaction: for whom, whether they note that they read, and rows asked for before."""

    authorities: frozenset[int]
    noted: bool = False
    known: dict[tuple[str, str], Row | None] = field(default_factory=dict)


_TOGETHER: ContextVar[_Together | None] = ContextVar("reading_together", default=None)


class NotActing(RuntimeError):
    """A mistake in the program: a transaction speaks for nobody, or would speak for two."""


@contextmanager
def as_actor(authorities: Collection[int], *, read_only: bool = False, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open one transaction that sees what these authorities may see, and close it with the block.

    Without authorities it sees no exchange at all. Raises NotActing when a transaction is open already: what is set
    here would stay set in it after the block; but for one that only reads for the same, inside `reading_together`.
    Raises TypeError for an authority that is not a number.
    """
    if not all(type(authority) is int for authority in authorities):
        raise TypeError(f"authorities are numbers: {authorities!r}")
    connection = connections[using]
    together = _TOGETHER.get() if using == DEFAULT_DB_ALIAS else None
    joins = together is not None and (read_only or together.noted)
    if joins and together is not None and together.authorities == frozenset(authorities):
        yield
        return
    if connection.in_atomic_block:
        raise NotActing("as_actor opens a transaction of its own, but one is open already")
    with transaction.atomic(using=using):
        _enter(connection, ENTER_READ_ONLY if read_only else ENTER, ",".join(map(str, authorities or [NOBODY])))
        yield


@contextmanager
def reading_together(authorities: Collection[int], *, noted: bool = False) -> Iterator[None]:
    """Let several queries that each open a transaction of their own read in one: a page that asks many rooms.

    Only what reads, and for exactly these authorities, joins it; with `noted` also what tells the access log that it
    reads: nothing is told of a page that fails, because nothing of it was shown. Raises as `as_actor`.
    """
    with as_actor(authorities, read_only=not noted):
        token = _TOGETHER.set(_Together(frozenset(authorities), noted))
        try:
            yield
        finally:
            _TOGETHER.reset(token)


def row_once(statement: str, values: Values) -> Row | None:
    """Return the first row of a statement; inside `reading_together` it is asked once, whoever asks for it again."""
    together = _TOGETHER.get()
    if together is None:
        return row(statement, values)
    key = (statement, repr(values))
    if key not in together.known:
        together.known[key] = row(statement, values)
    return together.known[key]


def acting_for(*, using: str = DEFAULT_DB_ALIAS) -> tuple[int, ...]:
    """Return the authorities of this transaction, as the server has them. Raises NotActing outside of `as_actor`."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise NotActing("no transaction is open: use as_actor")
    with connection.cursor() as cursor:
        cursor.execute("select current_setting(%s, true)", [SETTING])
        [said] = cursor.fetchone()
    if not said:
        raise NotActing("this transaction speaks for nobody: use as_actor")
    return tuple(number for number in map(int, said.split(",")) if number != NOBODY)


def _enter(connection: Any, statement: str, authorities: str) -> None:
    """Say in whose name, in one message with the begin of the transaction, which the driver would send by itself.

    Where somebody watches, or the server did not do it, it is said as every other statement, and fails as one.
    """
    if not is_watched(connection):
        message = f"begin; {statement}" % f"'{authorities}'"  # numbers only, as `as_actor` has seen
        if connection.connection.pgconn.exec_(message.encode()).status == ExecStatus.TUPLES_OK:
            return
    with connection.cursor() as cursor:
        cursor.execute(statement, [authorities])
