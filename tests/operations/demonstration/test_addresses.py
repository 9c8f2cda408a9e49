from __future__ import annotations

import re

import pytest

from counterpart.operations.demonstration.addresses import domain_of, postcode, slug
from counterpart.operations.demonstration.dice import Dice
from tests.operations.demonstration.plans import large_network

POSTCODES = {
    "AT": r"\d{4}",
    "CZ": r"\d{3} \d\d",
    "DE": r"\d{5}",
    "GB": r"[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}",
    "GR": r"\d{3} \d\d",
    "IE": r"[A-Z]\d\d [A-Z]\d[A-Z]\d",
    "LV": r"LV-\d{4}",
    "LT": r"LT-\d{5}",
    "MT": r"[A-Z]{3} \d{4}",
    "NL": r"\d{4} [A-Z]{2}",
    "PL": r"\d\d-\d{3}",
    "PT": r"\d{4}-\d{3}",
    "RO": r"\d{6}",
    "SE": r"\d{3} \d\d",
    "SK": r"\d{3} \d\d",
}
FIVE = dict.fromkeys(["ES", "FI", "FR", "IT", "EE", "HR"], r"\d{5}")
FOUR = dict.fromkeys(["BE", "BG", "CY", "DK", "HU", "LI", "LU", "NO", "SI"], r"\d{4}")
ALL = POSTCODES | FIVE | FOUR | {"IS": r"\d{3}"}


def test_every_address_is_under_a_name_that_nobody_can_ever_own() -> None:
    for one in large_network():
        mailbox, _, domain = one.email.partition("@")
        labels = domain.split(".")
        assert labels[-2:] == [one.member.lower(), "example"]
        assert all(
            re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", label) and len(label) <= 63 for label in (mailbox, *labels)
        )


def test_every_postcode_looks_like_one_of_its_country() -> None:
    assert {one.member for one in large_network()} == set(ALL)
    wrong = [(one.key, one.postcode) for one in large_network() if not re.fullmatch(ALL[one.member], one.postcode)]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "country", "spelled"),
    [
        ("Bad Dürkheim", "DE", "bad-duerkheim"),
        ("Düsseldorf", "NL", "dusseldorf"),
        ("Łódź", "PL", "lodz"),
        ("'s-Hertogenbosch", "NL", "s-hertogenbosch"),
        ("Ærø", "DK", "aeroe"),
    ],
)
def test_an_address_is_spelled_as_its_country_would(text: str, country: str, spelled: str) -> None:
    assert slug(text, country) == spelled


def test_the_domain_of_an_office_ends_with_its_country() -> None:
    assert domain_of("de/landratsamt/rosenheim") == "landratsamt.rosenheim.de.example"


def test_a_postcode_keeps_what_is_known_and_draws_the_rest() -> None:
    assert postcode("83022", Dice(1)) == "83022"
    assert {postcode("83###", Dice(number))[:2] for number in range(50)} == {"83"}
    assert len({postcode("83###", Dice(number)) for number in range(50)}) > 20
