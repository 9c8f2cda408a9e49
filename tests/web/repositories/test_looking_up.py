"""An official asks whether somebody holds a licence: the page says hit or no hit, and keeps nothing in its address."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.exchanges.stories import stored
from tests.repositories.licences import AREA, AUTHORITY, LICENCE, install_licences, licensed
from tests.web.door import Door
from tests.web.filling import text_of

PAGE = f"look-up/{AREA}/{LICENCE}/holds_one"
ZOFIA = {"f-surname": "WÓJCIK NOWAK", "f-birth_date": "3.5.1979", "purpose": "roadside_check"}
REQUEST = "019cadc6-0000-7000-8000-0000000000{:02d}"


@pytest.fixture
def licences(door: Door) -> Door:
    """Anna of a Polish authority that grants licences, and Luc of a French one that checks on the road."""
    install_licences()
    for name, member in (("anna", "PL"), ("luc", "FR")):
        door.others[name] = door.people.newcomer(member, AUTHORITY)[1]
    licensed(door.actor("anna"))
    return door


def sent(
    door: Door, who: str, number: int = 1, *, language: str = "en", typed: Mapping[str, str] = ZOFIA
) -> tuple[int, str]:
    fields = ZOFIA | dict(typed) | {"request": REQUEST.format(number)}
    answer = door.client(who, language).post(door.at(who, PAGE), fields)
    return answer.status_code, text_of(answer.content.decode())


def test_a_hit_says_in_which_country_and_in_which_state_and_no_more(licences: Door) -> None:
    status, told = sent(licences, "luc")
    assert status == 200
    for said in ("1 entry fits.", "Poland", "Valid"):
        assert said in told
    for secret in ("Zofia", "PL-2026-0007", "coins"):
        assert secret not in told
    assert "Polen" in sent(licences, "luc", 2, language="de")[1]


def test_no_hit_says_what_to_look_at_again_and_keeps_what_was_typed(licences: Door) -> None:
    status, told = sent(licences, "luc", typed={"f-surname": "Kowalska"})
    assert (status, "No hit" in told) == (200, True)
    page = licences.client("luc").post(licences.at("luc", PAGE), ZOFIA | {"request": REQUEST.format(9)})
    assert 'value="WÓJCIK NOWAK"' in page.content.decode()


def test_what_is_missing_or_wrong_is_said_at_its_place_and_counts_as_no_search(licences: Door) -> None:
    status, told = sent(licences, "luc", typed={"purpose": "", "f-surname": "", "f-birth_date": "31.2.1979"})
    assert status == 422
    for said in ("Fill this in.", "There is no such day.", "Say for what purpose you search."):
        assert said in told
    assert stored("select count(*) from repositories_lookup") == [(0,)]


def test_who_may_not_ask_meets_nothing(licences: Door) -> None:
    assert licences.open("luc", PAGE).status == 200
    assert licences.open("taylor", PAGE).status == 404
    assert sent(licences, "taylor")[0] == 404
    for name in ("find", "valid", "nothing"):
        assert licences.open("luc", PAGE.replace("holds_one", name)).status == 404


def test_an_entry_is_read_by_whoever_is_in_its_circle_with_what_lies_sealed(licences: Door) -> None:
    found = licences.open("luc", f"repositories/{AREA}/{LICENCE}?q=PL-2026-0007")
    assert "1 entry found" in found.text
    [(number,)] = stored("select number from repositories_entry")
    entry = licences.open("luc", f"repositories/{AREA}/{LICENCE}/{number}")
    assert "Zofia" in entry.text
    assert licences.open("taylor", f"repositories/{AREA}/{LICENCE}/{number}").status == 404
