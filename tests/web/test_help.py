"""Help: how a request goes, the words, and whom to ask; found on every page."""

from __future__ import annotations

from tests.network import Network
from tests.web.filling import text_of
from tests.web.visitors import at, visitor


def test_help_names_the_readers_own_coordinator(people: Network) -> None:
    page = visitor(people, "kowalska").get(at(people, "kowalska", "help")).content.decode()
    ask = text_of(page).partition("Whom to ask")[2]
    assert "Professional qualifications PL Ministry of Health, Warsaw Understands: Polish, English" in ask
    assert f'/authorities/{people.authorities["pl_health"]}"' in page


def test_whoever_works_in_no_area_is_told_whom_to_ask_instead(people: Network) -> None:
    page = text_of(visitor(people, "nowak").get(at(people, "nowak", "help")).content.decode())
    assert "Ask the administrator of your authority." in page


def test_the_words_stand_in_the_order_of_the_alphabet(people: Network) -> None:
    page = text_of(visitor(people, "kowalska").get(at(people, "kowalska", "help")).content.decode())
    words = page.partition("Words Alert A warning")[2]
    places = [words.index(f" {word} ") for word in ("Blocking", "Deadline", "Exchange", "Referral", "Working copy")]
    assert places == sorted(places)


def test_every_page_leads_to_the_help(people: Network) -> None:
    page = visitor(people, "kowalska").get(at(people, "kowalska", "work")).content.decode()
    assert f'href="{at(people, "kowalska", "help")}"' in page
