"""The statements of what was done, with their values, to be replayed bare: same order, same transactions, no Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connections

from counterpart.foundation.database.row_security import SETTING
from counterpart.foundation.recording import WRITE

ALIASES = ("default", "vault")
ENTERS = f"select set_config('{SETTING}'"


class Said(NamedTuple):
    """One statement: where it was said, whether in a transaction, and whether that one began with it."""

    alias: str
    in_transaction: bool
    begins: bool
    statement: str
    values: Any


@dataclass(slots=True)
class Recorder:
    """Keeps what is said. With `undo` a transaction is taken back when an action has written its last statement."""

    undo: bool
    said: list[Said] = field(default_factory=list)

    def __call__(
        self, execute: Callable[..., Any], statement: str, values: Any, many: bool, context: Mapping[str, Any]
    ) -> Any:
        """Keep a statement and run it; Django calls this around each."""
        connection = context["connection"]
        found = execute(statement, values, many, context)
        self.said.append(
            Said(connection.alias, connection.in_atomic_block, statement.startswith(ENTERS), statement, values)
        )
        if self.undo and statement == WRITE:
            connection.set_rollback(True)
        return found


@contextmanager
def recorded(*, undo: bool) -> Iterator[list[Said]]:
    """Record what this thread says in the block."""
    recorder = Recorder(undo)
    with ExitStack() as stack:
        for alias in ALIASES:
            stack.enter_context(connections[alias].execute_wrapper(recorder))
        yield recorder.said


def raw(alias: str) -> Any:
    """Return the connection of the driver behind Django's: its statements are prepared already."""
    connections[alias].ensure_connection()
    return connections[alias].connection


def round_trips(said: Sequence[Said]) -> int:
    """Return how often the server is asked: statements, and the begin and end of each transaction."""
    return len(said) + 2 * sum(one.begins for one in said)


def replay(said: Sequence[Said]) -> None:
    """Say everything again, as it was said."""
    open_ = False
    main, vault = raw(ALIASES[0]), raw(ALIASES[1])
    for one in said:
        if one.alias != ALIASES[0]:
            vault.execute(one.statement, one.values)
            continue
        if open_ and (one.begins or not one.in_transaction):
            main.commit()
        open_ = one.in_transaction
        if main.autocommit is open_:
            main.autocommit = not open_
        main.execute(one.statement, one.values)
    if open_:
        main.commit()
    if not main.autocommit:
        main.autocommit = True
