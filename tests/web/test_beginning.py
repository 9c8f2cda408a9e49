"""From "what do you need" to a draft: the area, the authority, and one draft however often the button is pressed."""

from __future__ import annotations

import re

from counterpart.directory.kinds import AccessState
from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.roles import sign_in
from tests.database.servers import Server
from tests.exchanges.stories import stored
from tests.network import Network
from tests.web.visitors import at, visitor


def test_an_official_finds_the_authority_and_begins_a_draft(people: Network) -> None:
    client = visitor(people, "kowalska")
    new = client.get(at(people, "kowalska", "new")).content.decode()
    assert "to=pq.request" in new
    found = client.get(at(people, "kowalska", "authorities?to=pq.request&q=pharmacists&country=GB")).content.decode()
    assert str(people.authorities["gb_pharmacists"]) in found
    request = re.search(r'name="request" value="([^"]+)"', found)
    assert request is not None
    told = {"request": request.group(1), "authority": str(people.authorities["gb_pharmacists"])}
    answers = [client.post(at(people, "kowalska", "new/pq/request"), told) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert stored("select state from exchanges_exchange") == [("draft",)]
    assert client.get(answers[1]["Location"]).status_code == 200


def test_words_that_find_nothing_say_what_to_try(people: Network) -> None:
    page = visitor(people, "kowalska").get(at(people, "kowalska", "authorities?q=zzzz")).content.decode()
    assert "No authority was found." in page


def test_whoever_holds_no_right_is_told_who_gives_one(people: Network) -> None:
    page = visitor(people, "nowak").get(at(people, "nowak", "new")).content.decode()
    assert "You hold no right" in page


def test_a_record_says_which_languages_are_understood(people: Network) -> None:
    ref = people.authorities["gb_pharmacists"]
    page = visitor(people, "kowalska").get(at(people, "kowalska", f"authorities/{ref}")).content.decode()
    assert "Understands" in page
    assert "English" in page


def test_what_an_authority_has_no_role_for_is_not_offered_to_its_people(people: Network, database: Server) -> None:
    client, place = visitor(people, "kowalska"), people.actor("kowalska").authority_id
    suspend = "update directory_access set state = %s where authority_id = %s and module = 'pq' and state = %s"
    with sign_in(database.parameters(Role.OWNER)) as owner:
        owner.execute(suspend, [AccessState.SUSPENDED, place, AccessState.GRANTED])
    try:
        assert "to=pq.request" not in client.get(at(people, "kowalska", "new")).content.decode()
    finally:
        with sign_in(database.parameters(Role.OWNER)) as owner:
            owner.execute(suspend, [AccessState.GRANTED, place, AccessState.SUSPENDED])
    assert "to=pq.request" in client.get(at(people, "kowalska", "new")).content.decode()
