"""A session ends when its time is over, and a key that somebody made up opens nothing."""

from __future__ import annotations

from tests.database.servers import Server
from tests.network import Network
from tests.web.visitors import at, visitor


def test_a_session_that_has_ended_leads_to_the_sign_in_and_the_key_is_not_used_again(people: Network) -> None:
    client, place = visitor(people, "taylor"), at(people, "taylor", "work")
    assert client.get(place).status_code == 200
    key = client.session.session_key
    stored = client.session
    stored.set_expiry(-1)
    stored.save()
    assert client.get(place).status_code == 302
    again = visitor(people, "taylor")
    assert again.session.session_key != key


def test_a_made_up_key_opens_nothing(people: Network, database: Server) -> None:
    client = visitor(people)
    client.cookies["sessionid"] = "a" * 32
    assert client.get(at(people, "taylor", "work")).status_code == 302
    answer = client.post("/sign-in", {"email": "nobody@example.org", "password": "x"})
    assert answer.status_code == 403
    assert client.cookies["sessionid"].value != "a" * 32 or not answer.cookies.get("sessionid")
