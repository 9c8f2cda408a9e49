from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.web.showing.sorting import alphabet


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("pl", ["Cypr", "Czechy", "Ćma", "Dania", "Łotwa", "Malta", "Włochy", "Ziemia", "Źdźbło", "Żaba"]),
        ("de", ["Dänemark", "Deutschland", "Österreich", "Polen", "Straße", "Strasser", "Ungarn"]),
        ("sv", ["Zypern", "Åland", "Ägypten", "Österrike"]),
        ("el", ["Αυστρία", "Άφιξη", "Βέλγιο", "Ελλάδα", "Ιρλανδία", "Ωμέγα"]),
        ("bg", ["Австрия", "Белгия", "Йемен", "Ямайка"]),
        ("cs", ["cukr", "čaj", "had", "chata", "ihned"]),
        ("fr", ["cote", "coté", "côte", "Égypte", "État", "Finlande"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("en", ["1 day", "10 days", "Ångström", "baker", "Baker", "Côte d’Ivoire", "Zürich"]),
        ("hr", ["cvijet", "čaj", "ćup", "dan", "đak", "Zagreb", "Žabno"]),
    ],
)
def test_words_stand_in_the_alphabet_of_the_language(language: str, ordered: list[str]) -> None:
    backwards = [*reversed(ordered)]
    assert sorted(backwards, key=alphabet(language)) == ordered


def test_another_script_comes_after() -> None:
    assert sorted(["Ελλάδα", "Zebra", "Австрия"], key=alphabet("en")) == ["Zebra", "Ελλάδα", "Австрия"]


@given(words=st.lists(st.text(max_size=12), max_size=6), language=st.sampled_from(["pl", "cs", "en", "xx"]))
def test_the_order_hangs_on_the_words_alone(words: list[str], language: str) -> None:
    key = alphabet(language)
    backwards = [*reversed(words)]
    assert sorted(words, key=key) == sorted(backwards, key=key)
