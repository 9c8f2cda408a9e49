"""What two records of an authority differ in."""

from __future__ import annotations

from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.records import AuthorityRecord, changes


def named(names: dict[str, str], city: str = "") -> AuthorityRecord:
    return AuthorityRecord(member="PL", kind=AuthorityKind.AUTHORITY, names=names, languages=("pl",), city=city)


def test_changes_name_the_fields_that_are_not_the_same() -> None:
    before = named({"pl": "Izba"}, "Kraków")
    assert changes(before, named({"pl": "Izba"}, "Kraków")) == ()
    assert changes(before, named({"pl": "Izba", "en": "Chamber"}, "Cracow")) == ("names", "city")
