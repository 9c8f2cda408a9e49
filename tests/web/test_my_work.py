"""My work: what waits for whom, and nobody else's."""

from __future__ import annotations

import re

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


def test_a_date_is_the_day_by_the_clock_of_whose_move_it_is_for_both_sides(people: Network) -> None:
    request = sent(people)
    days = {}
    for who in ("taylor", "kowalska"):
        address = "work" if who == "taylor" else "work/others"
        page = visitor(people, who).get(at(people, who, address)).content.decode()
        row = page.partition(f'exchanges/{request.number}"')[0].rpartition("<tr")[2]
        days[who] = re.search(r'class="soft">([^<]*)</span>', row)
    assert days["taylor"] is not None
    assert days["kowalska"] is not None
    assert days["taylor"][1] == days["kowalska"][1]


def test_an_authority_abroad_is_called_by_its_short_title_and_in_a_marked_language(people: Network) -> None:
    sent(people)
    page = visitor(people, "taylor").get(at(people, "taylor", "work")).content.decode()
    assert "Warsaw Chamber of Pharmacists" in page
    german = visitor(people, "taylor", language="de").get(at(people, "taylor", "work")).content.decode()
    assert '<span lang="en">Warsaw Chamber of Pharmacists</span>' in german
