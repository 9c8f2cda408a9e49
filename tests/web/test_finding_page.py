"""The page of a search says why each authority was found, and who helps on where none of them is the one."""

from __future__ import annotations

from tests.network import Network
from tests.web.visitors import at, visitor


def page(people: Network, query: str) -> str:
    return visitor(people, "kowalska").get(at(people, "kowalska", f"authorities?{query}")).content.decode()


def test_a_hit_says_why_in_the_reader_s_words_and_the_first_is_the_best(people: Network) -> None:
    shown = page(people, "q=farmaceuta+saloniki")
    assert str(people.authorities["gr_pharmacists"]) in shown
    assert shown.count("Best match") == 1
    assert "Competent for:" in shown
    assert "<mark>pharmacist</mark>" in shown
    assert "you typed farmaceuta" in shown


def test_words_that_nobody_is_found_by_are_told_and_nothing_is_the_best(people: Network) -> None:
    shown = page(people, "q=krakow+zzzz")
    assert "Nobody is found by: zzzz" in shown
    assert "Best match" not in shown


def test_a_country_of_which_nothing_fits_offers_its_coordinator(people: Network) -> None:
    shown = page(people, "q=zzzz&country=BG&to=pq.request")
    assert "No authority was found." in shown
    assert str(people.authorities["bg_health"]) in shown


def test_what_is_typed_is_never_taken_for_a_page(people: Network) -> None:
    assert "<script>alert" not in page(people, "q=%3Cscript%3Ealert(1)%3C/script%3E+krakow")
