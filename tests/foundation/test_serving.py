"""A thread works as the role worker for a block, and as itself before and after."""

from __future__ import annotations

import pytest

from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row
from counterpart.foundation.serving import as_worker
from tests.database.servers import Server


def user() -> str:
    with as_actor([], read_only=True):
        [name] = row("select current_user") or ("",)
        return str(name)


def test_a_block_is_of_the_worker(database: Server) -> None:
    assert user() == "counterpart_app"
    with as_worker():
        assert user() == "counterpart_worker"
        with as_worker():
            assert user() == "counterpart_worker"
        assert user() == "counterpart_worker"
    assert user() == "counterpart_app"


def test_after_an_error_the_thread_is_itself_again(database: Server) -> None:
    with pytest.raises(LookupError), as_worker():
        raise LookupError
    assert user() == "counterpart_app"


def test_the_work_of_the_worker_is_not_begun_inside_a_transaction(database: Server) -> None:
    with as_actor([]), pytest.raises(RuntimeError, match="outside of every transaction"), as_worker():
        pass
