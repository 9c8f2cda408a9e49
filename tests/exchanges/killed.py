"""Processes that die between the transaction of the key store and that of the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from counterpart.directory.queries.acting import actor_for
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.erasing import CONSUMER
from counterpart.foundation.facts import feed_consumers, sequence_facts
from counterpart.foundation.facts.consuming import CONSUMERS
from counterpart.foundation.serving import as_worker
from tests.foundation.events import NOW, asked
from tests.foundation.processes import die

WRITES_LOG = "insert into foundation_log_entry"
DESTROYS = "delete from vault.key"

Execute = Callable[..., Any]


def dies_at(words: str) -> Callable[..., Any]:
    """What stands around every statement of a connection, and ends the process before one with these words."""

    def around(execute: Execute, sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        if words in sql:
            die()
        return execute(sql, values, many, context)

    return around


def open_and_die(user: str, authority: str) -> None:
    """Begin an exchange, and die when its keys are committed and it is not."""
    actor = actor_for(UUID(user), UUID(authority), NOW)
    with connections[DEFAULT_DB_ALIAS].execute_wrapper(dies_at(WRITES_LOG)):
        open_exchange(actor, asked(), "pq", "request", Begun(subject={"surname": "Brennan"}))


def erase_and_die(when: str) -> None:
    """Be the worker that destroys keys, and die before it, or when they are gone and the proof is not committed."""
    kept = CONSUMERS.all()[CONSUMER]
    alias, words = (Role.VAULT.alias, DESTROYS) if when == "before" else (DEFAULT_DB_ALIAS, WRITES_LOG)
    with CONSUMERS.only(), as_worker(), connections[alias].execute_wrapper(dies_at(words)):
        CONSUMERS.add(CONSUMER, kept)
        sequence_facts(NOW)
        feed_consumers(NOW)
