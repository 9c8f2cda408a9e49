"""Every row of the state table of a request, at the page of its action: done, and refused where its guard says so."""

from __future__ import annotations

import pytest

from tests.web.door import Door
from tests.web.requests.paths import WHO, brought
from tests.web.requests.rows import ELSEWHERE, HERE, ROWS, Row


def named(row: Row) -> str:
    return f"{row.number} {row.at} {row.action} {row.to}"


def test_every_row_of_the_table_is_played_somewhere() -> None:
    assert HERE | ELSEWHERE.keys() == {str(number) for number in range(1, 32)}


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_row_is_refused_as_its_guard_says_and_then_done(door: Door, row: Row) -> None:
    with brought(door.people, row.at, *row.choices) as exchange:
        who, before = WHO[row.by.party], door.state(exchange)
        for wrong, words in row.unless:
            told = door.do(who, exchange, row.action, row.by, wrong)
            assert (told.status, door.state(exchange)) == (422, before), told.text
            assert words in told.text
        told = door.do(who, exchange, row.action, row.by, row.fill)
        assert told.done, told.text
        assert door.state(exchange) == row.to
        assert door.follow(who, told).status == 200
        assert row.says in door.look("kowalska", exchange).text
