from __future__ import annotations

import string
import unicodedata
from collections import Counter

import pytest

from counterpart.operations.demonstration.names.countries import countries
from counterpart.operations.demonstration.names.kinds import Kind, kinds
from counterpart.operations.demonstration.names.people import names
from counterpart.operations.demonstration.names.places import Place, places
from counterpart.operations.demonstration.names.sheets import sheet
from tests.operations.demonstration.alphabets import ALPHABETS, CYRILLIC, GREEK, SIGNS
from tests.operations.demonstration.plans import large_network
from tests.operations.demonstration.regions import REGIONS

PEOPLE = sorted({line["language"] for line in sheet("patterns")})


def fields(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


def test_no_two_authorities_of_a_country_are_called_alike_in_any_language() -> None:
    called = Counter((one.member, name.casefold()) for one in large_network() for name in one.names.values())
    assert [name for name, count in called.items() if count > 1] == []


def test_everything_written_is_in_composed_letters() -> None:
    texts = [
        *(text for one in large_network() for text in (*one.names.values(), one.title, one.city)),
        *(name.written for language in PEOPLE for pair in names(language).families for name in pair),
    ]
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


def test_no_name_holds_a_digit_or_a_gap() -> None:
    for one in large_network():
        for text in (*one.names.values(), one.title):
            assert not any(letter.isdigit() for letter in text), text
            assert text == " ".join(text.split()), text
            assert not text.endswith(("–", "-", ",")), text
            assert text[0].isupper(), text


def test_every_name_is_written_in_the_alphabet_of_its_language() -> None:
    strange = {
        (language, name, letter)
        for one in large_network()
        for language, name in one.names.items()
        for letter in name.lower()
        if letter not in ALPHABETS[language] | SIGNS
    }
    assert strange == set()


def test_officials_of_a_language_are_called_in_its_letters() -> None:
    for language in PEOPLE:
        known = names(language)
        every = [name for form in known.given for name in form] + [name for pair in known.families for name in pair]
        strange = {name.written for name in every if set(name.written.lower()) - ALPHABETS[language] - SIGNS}
        assert strange <= {"Siân", "Müller", "Núñez"}, language
        assert all(name.latin.isascii() or language not in {"el", "bg"} for name in every)


@pytest.mark.parametrize(
    ("member", "language", "letters"), [("GR", "el", GREEK), ("CY", "el", GREEK), ("BG", "bg", CYRILLIC)]
)
def test_greek_and_bulgarian_names_have_no_latin_look_alikes(
    member: str, language: str, letters: frozenset[str]
) -> None:
    mine = [one for one in large_network() if one.member == member]
    assert mine
    for one in mine:
        assert list(one.names) == [language]
        assert {letter for letter in one.name.lower() + one.city.lower() if letter.isalpha()} <= letters


@pytest.mark.parametrize("country", REGIONS)
def test_every_place_is_in_a_region_of_its_country(country: str) -> None:
    known = places(country)
    assert {place.region for place in known["nation"]} == {None}
    regions = {place.region for tier, them in known.items() if tier != "nation" for place in them}
    assert regions <= REGIONS[country]


def test_every_country_of_the_network_has_its_regions_checked() -> None:
    assert set(countries()) == set(REGIONS)


def places_of(kind: Kind) -> list[Place]:
    return [place for tier in kind.tiers for place in places(kind.country)[tier] if kind.only in {"", place.name}]


@pytest.mark.parametrize("country", countries())
def test_a_pattern_needs_only_forms_that_its_places_have(country: str) -> None:
    for kind in kinds(country):
        there = places_of(kind)
        assert there, kind
        assert len(there) == 1 or fields(kind.name) & {"of", "at", "place", "city"}, kind
        for form in fields(kind.name + kind.title) & {"of", "at"}:
            assert all(getattr(place, form) for place in there), (kind, form)


def test_no_place_is_listed_twice() -> None:
    for country in countries():
        for tier, them in places(country).items():
            listed = Counter(place.name for place in them)
            assert [name for name, count in listed.items() if count > 1] == [], (country, tier)


def test_every_language_of_the_network_has_people() -> None:
    assert len(PEOPLE) == 26
    assert {language for country in countries().values() for language in country.people} == set(PEOPLE)
