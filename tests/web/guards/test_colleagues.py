"""Colleagues in one house: a right in one policy area, or to give out work, opens nothing in another."""

from __future__ import annotations

import pytest

from counterpart.accounts.users import NewUser
from counterpart.directory.actions.people import enter_member
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Right
from tests.cast import NOW
from tests.database.servers import Server
from tests.exchanges.stories import asked, sent
from tests.network import Network
from tests.web.guards.policy import POLICY
from tests.web.guards.story import TYPED, body_of
from tests.web.visitors import give_passwords, signed_in

SUBJECT = ("Brennan", "Siobhán")


@pytest.mark.parametrize(
    ("right", "reads"),
    [
        (Right("pq", RightName.HANDLER), True),
        (Right("services", RightName.HANDLER), False),
        (Right("pq", RightName.ALERT_HANDLER), False),
        (Right("", RightName.DATA_ADMINISTRATOR), False),
    ],
    ids=["handler", "other-area", "alerts-only", "administrator"],
)
def test_only_the_right_for_requests_in_this_area_opens_one(
    people: Network, database: Server, right: Right, reads: bool
) -> None:
    ref, chief = people.newcomer("GB", ("pq", "authority"), ("services", "authority"))
    new = NewUser(f"colleague{right.module}{right.name}@newtown.example", "A Colleague", "en", "Europe/London")
    colleague = actor_for(enter_member(chief, asked(), ref, new, [right]), ref, NOW)
    give_passwords(database)
    request, client = sent(people, parties={"responder": [ref]}), signed_in(colleague)
    place = f"/for/{colleague.authority_id}/exchanges/{request.number}"
    page = body_of(client.get(place))
    assert [secret in page for secret in SUBJECT] == [reads, reads]
    listed = body_of(client.get(f"/for/{colleague.authority_id}/work"))
    assert request.number in listed
    assert (SUBJECT[0] in listed) is reads
    if not reads:
        given = {"text": TYPED, "lang": "en", "request": "01a20214-9a80-7f38-8000-000000000002"}
        ways = [name for name in ("message", "note") if POLICY[name].named]
        assert [client.post(f"{place}/{way}", given).status_code for way in ways] == [404, 404]
        assert client.get(f"{place}/do/accept?as=responder").status_code == 404
