"""An official finds a register of another country, in words of their own, and reads what is in the entry."""

from __future__ import annotations

from counterpart.exchanges.actions.beginning import Written
from tests.web.door import Door

MENU = "Registers and lists"
LIST = "repositories"
REGISTERS = "repositories/registers/entry"


def test_a_register_is_found_and_read(offices: Door, register: Written) -> None:
    assert MENU in offices.client("eleni").get(offices.at("eleni", "work")).content.decode()
    chosen = offices.open("eleni", LIST)
    assert "Directory of registers" in chosen.text
    found = offices.open("eleni", f"{REGISTERS}?q=company")
    assert "Krajowy Rejestr Sądowy" in found.text
    assert "1 entry found" in found.text
    entry = offices.open("eleni", f"{REGISTERS}/{register.number}")
    for said in ("Krajowy Rejestr Sądowy", "Spółki handlowe", "https://ekrs.example/", "Poland", "Companies"):
        assert said in entry.text
    assert "Keep this entry up to date" not in entry.text
    assert "Keep this entry up to date" in offices.open("anna", f"{REGISTERS}/{register.number}").text


def test_nothing_found_says_what_to_do_next(offices: Door, register: Written) -> None:
    found = offices.open("eleni", f"{REGISTERS}?q=zzzzqqqq")
    for said in ("No entry was found.", "No entry is found by: zzzzqqqq", "Show all entries"):
        assert said in found.text


def test_a_stranger_meets_no_repository(offices: Door, register: Written) -> None:
    assert MENU not in offices.client("taylor").get(offices.at("taylor", "work")).content.decode()
    assert "No register is open to your authority." in offices.open("taylor", LIST).text
    for address in (REGISTERS, f"{REGISTERS}/{register.number}", "look-up/registers/entry/find"):
        assert offices.open("taylor", address).status == 404
    assert offices.open("eleni", f"{REGISTERS}/ZZZZ-ZZZZ").status == 404


def test_wrong_filters_are_as_if_they_were_not_there(offices: Door, register: Written) -> None:
    for query in ("after=x", "f-kind=nothing", "state=deleted", "country=ZZ", "f-link=x", "q=%00"):
        assert offices.open("eleni", f"{REGISTERS}?{query}").status == 200
