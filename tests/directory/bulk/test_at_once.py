"""Two who hand in the same list at the same moment: each authority is registered once, and one of them is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from counterpart.core.errors import Conflict
from counterpart.foundation.actor import Actor
from tests.directory.asking import stored
from tests.directory.bulk.lists import Row, as_csv, do, town

ROWS = 400
AT_ONCE = 2


@pytest.mark.slow
def test_two_lists_at_once_register_each_authority_once(coordinator: Actor) -> None:
    people = [{"user_name": "Jo Wagner", "user_email": f"jo{number}@villette.example"} for number in range(ROWS)]
    rows = [town(number, **person) for number, person in enumerate(people)]
    together = Barrier(AT_ONCE)

    def import_(listed: list[Row]) -> str:
        together.wait(10)
        try:
            return f"{do(coordinator, as_csv(listed)).tally.new} new"
        except Conflict as problem:
            return problem.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = sorted(pool.map(import_, ([*rows], [*reversed(rows)])))
    assert said in (["0 new", f"{ROWS} new"], [f"{ROWS} new", "external_id_taken"])
    assert stored(
        "select count(*), count(distinct external_id) from directory_authority where city like 'Villette%%'"
    ) == [(ROWS, ROWS)]
    assert stored("select count(*) from accounts_user where email like '%%@villette.example'") == [(ROWS,)]
