"""My work: what waits for whom, and nobody else's."""

from __future__ import annotations

from tests.exchanges.stories import sent
from tests.network import Network
from tests.web.visitors import at, visitor


def test_the_responder_finds_the_request_at_the_top_of_its_work(people: Network) -> None:
    request = sent(people)
    page = visitor(people, "taylor").get(at(people, "taylor", "work")).content.decode()
    assert request.number in page
    assert "Accept" in page


def test_whoever_has_not_signed_in_is_asked_to_and_then_brought_back(people: Network) -> None:
    client = visitor(people)
    answer = client.get(at(people, "taylor", "work"))
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/sign-in?next=%2Ffor%2F{people.actor('taylor').authority_id}%2Fwork",
    )


def test_nobody_acts_for_another_authority(people: Network) -> None:
    assert visitor(people, "taylor").get(at(people, "kowalska", "work")).status_code == 404
