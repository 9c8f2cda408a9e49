"""Texts of a library, laid over the lines that have them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpart.modules.inheriting import overlaid
from counterpart.modules.packages import Wording, digest_of

ORIGINS = {"state.draft": ("basics", "state.begun"), "state.sent": ("other", "state.sent")}
ENGLISH = {"state.draft": "Draft", "state.sent": "Sent", "title": "Permits"}
LINE = {
    "en": Wording(ENGLISH),
    "pl": Wording({**ENGLISH, "state.draft": "Projekt"}, ("state.sent", "title")),
}
WORDS = st.text("abc", min_size=1, max_size=4)
ADDRESSES = st.sampled_from(["a", "b", "c", "d"])


def test_only_what_the_owner_wrote_is_said_otherwise() -> None:
    owned = {"en": Wording({"state.begun": "Begun"}), "pl": Wording({"state.begun": "Szkic"})}
    now = overlaid(LINE, ORIGINS, "basics", owned, "en")
    assert now["en"].texts == {**ENGLISH, "state.draft": "Begun"}
    assert now["pl"] == Wording({**ENGLISH, "state.draft": "Szkic"}, ("state.sent", "title"))


def test_a_translation_that_the_owner_no_longer_has_is_said_in_its_own_language() -> None:
    owned = {"en": Wording({"state.begun": "Begun"}), "pl": Wording({"state.begun": "Begun"}, ("state.begun",))}
    now = overlaid(LINE, ORIGINS, "basics", owned, "en")["pl"]
    assert now.texts["state.draft"] == "Begun"
    assert now.untranslated == ("state.draft", "state.sent", "title")


def test_a_translation_that_the_owner_has_got_is_no_longer_missing() -> None:
    owned = {"en": Wording({"state.sent": "Sent"}), "pl": Wording({"state.sent": "Wysłane"})}
    now = overlaid(LINE, ORIGINS, "other", owned, "en")["pl"]
    assert now.texts["state.sent"] == "Wysłane"
    assert now.untranslated == ("title",)


def test_a_text_that_the_owner_gave_up_stays() -> None:
    assert overlaid(LINE, ORIGINS, "basics", {"en": Wording({})}, "en") == LINE


def test_who_wrote_nothing_of_it_changes_nothing() -> None:
    assert overlaid(LINE, ORIGINS, "third", {"en": Wording({"state.begun": "Begun"})}, "en") == LINE
    assert overlaid(LINE, ORIGINS, "basics", {}, "en") == LINE


@given(
    st.dictionaries(ADDRESSES, WORDS, min_size=1),
    st.dictionaries(ADDRESSES, st.tuples(st.sampled_from(["lib", "own"]), ADDRESSES)),
    st.dictionaries(ADDRESSES, WORDS),
    st.sets(ADDRESSES),
)
def test_laying_over_twice_is_laying_over_once_and_no_address_comes_or_goes(
    english: dict[str, str], origins: dict[str, tuple[str, str]], library: dict[str, str], missing: set[str]
) -> None:
    line = {"en": Wording(english), "xx": Wording(english, tuple(sorted(english)))}
    owned = {"en": Wording(library), "xx": Wording(library, tuple(sorted(missing & library.keys())))}
    once = overlaid(line, origins, "lib", owned, "en")
    assert overlaid(once, origins, "lib", owned, "en") == once
    assert all(once[language].texts.keys() == english.keys() for language in line)
    assert set(once["xx"].untranslated) <= english.keys()
    assert once["en"].untranslated == ()


@given(st.dictionaries(WORDS, WORDS), st.dictionaries(WORDS, WORDS))
def test_two_wordings_have_the_same_digest_only_when_they_are_the_same(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert (digest_of(Wording(one)) == digest_of(Wording(other))) is (one == other)
    assert digest_of(Wording(one)) == digest_of(Wording(dict(reversed(one.items()))))


def test_whether_a_text_was_translated_is_part_of_the_digest() -> None:
    assert digest_of(Wording({"a": "A"})) != digest_of(Wording({"a": "A"}, ("a",)))
