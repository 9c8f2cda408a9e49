"""Row 9: who allocates gives a request to colleagues; then it is theirs alone, and the exchange does not move."""

from __future__ import annotations

import pytest

from counterpart.exchanges.actions.beginning import Written
from tests.exchanges.stories import sent, stored
from tests.web.door import Door, Told
from tests.web.filling import fields_of

GIVEN = "select user_id from exchanges_allocation where until is null order by user_id"


def give(door: Door, who: str, exchange: Written, *users: str) -> Told:
    page = door.look(who, exchange, "/handlers")
    if page.status != 200:
        return page
    given = fields_of(page.page, "handing") | {"user": [str(door.people.actor(one).user_id) for one in users]}
    answer = door.client(who).post(door.at(who, f"exchanges/{exchange.number}/handlers"), given)
    return Told(answer.status_code, answer.content.decode())


def test_row_9_it_is_seen_by_those_it_was_given_to_and_by_who_allocates(door: Door) -> None:
    exchange = sent(door.people)
    assert give(door, "hughes", exchange, "patel").done
    assert stored(GIVEN) == [(door.people.actor("patel").user_id,)]
    assert door.state(exchange) == "sent"
    assert "Brennan" in door.look("patel", exchange).text
    assert "Brennan" in door.look("hughes", exchange).text
    closed = door.look("taylor", exchange).text
    assert "Brennan" not in closed
    assert "Your authority has given this to colleagues." in closed
    assert door.look("taylor", exchange, "/do/accept?as=responder").status == 404
    assert give(door, "hughes", exchange, "patel", "taylor").done
    assert "Brennan" in door.look("taylor", exchange).text
    assert give(door, "hughes", exchange).done
    assert stored(GIVEN) == []


@pytest.mark.parametrize("who", ["taylor", "patel", "clarke", "kowalska"])
def test_row_9_is_refused_to_who_does_not_allocate(door: Door, who: str) -> None:
    exchange = sent(door.people)
    told = give(door, who, exchange, "patel")
    assert told.status == 403
    assert "You do not have the right for this. Ask who administers your authority." in told.text
    assert "Change handler" not in door.look(who, exchange).text


def test_row_9_nobody_of_another_authority_is_given_it(door: Door) -> None:
    exchange = sent(door.people)
    assert give(door, "hughes", exchange, "kowalska").status == 404
    assert stored(GIVEN) == []
