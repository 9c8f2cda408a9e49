"""The words that an authority is found by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.records import AuthorityRecord, changes, folded, words_of

NAMES = st.dictionaries(st.sampled_from(["el", "bg", "pl", "en"]), st.text(max_size=40), max_size=3)


def named(names: dict[str, str], city: str = "") -> AuthorityRecord:
    return AuthorityRecord(member="PL", kind=AuthorityKind.AUTHORITY, names=names, languages=("pl",), city=city)


@given(NAMES, st.text(max_size=20))
def test_every_word_of_every_name_and_of_the_town_is_there_with_a_blank_before_it(
    names: dict[str, str], city: str
) -> None:
    words = words_of(named(names, city))
    for text in (*names.values(), city):
        assert all(f" {word}" in words for word in folded(text))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_leaves_no_sign_of_a_pattern(text: str) -> None:
    words = folded(text)
    assert folded(" ".join(words)) == words
    assert not set("%_\\ ") & set("".join(words))


def test_a_word_stands_there_once_and_keywords_count() -> None:
    record = AuthorityRecord(
        member="PL",
        kind=AuthorityKind.AUTHORITY,
        names={"pl": "Izba Aptekarska", "en": "Izba of Pharmacists"},
        languages=("pl",),
        keywords={"pl": ("leki", "Izba")},
    )
    assert words_of(record) == " izba aptekarska of pharmacists leki"


def test_changes_name_the_fields_that_are_not_the_same() -> None:
    before = named({"pl": "Izba"}, "Kraków")
    assert changes(before, named({"pl": "Izba"}, "Kraków")) == ()
    assert changes(before, named({"pl": "Izba", "en": "Chamber"}, "Cracow")) == ("names", "city")
