"""The ways in which one word is written meet in one of its forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.directory.search.folding import LONGEST_WORD, forms_of


def sound_of(word: str) -> str:
    [forms] = forms_of(word)
    return forms.sound


def latin_of(word: str) -> str:
    [forms] = forms_of(word)
    return forms.latin


@pytest.mark.parametrize(
    "spellings",
    [
        "København Kobenhavn Koebenhavn",
        "Århus Arhus Aarhus",
        "Düsseldorf Dusseldorf Duesseldorf",
        "Wrocław Wroclaw Wroclav",
        "Ljubljana Ljubliana",
        "Θεσσαλονίκη Thessaloniki Tessaloniki",
        "София Sofia Sofiya",
        "Ευρώπη Evropi Efropi",
        "Търново Tarnovo",
        "Filippi Philippi",
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: str) -> None:
    assert len({sound_of(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize("pair", ["Bern Brno", "Wien Viena", "Graz Gradec", "Lloret Loreto"])
def test_different_names_do_not(pair: str) -> None:
    one, other = pair.split()
    assert sound_of(one) != sound_of(other)


def test_letters_of_another_script_inside_a_word_are_taken_for_what_the_others_are() -> None:
    [mixed] = forms_of("Пл\u006fвдив")
    [whole] = forms_of("Пловдив")
    assert (mixed.native, mixed.latin) == (whole.native, whole.latin) == ("пловдив", "plovdiv")
    assert latin_of("S\u043efia") == "sofia"
    assert latin_of("A\u03b8ηνa") == latin_of("Αθηνα") == "athina"


def test_a_greek_word_keeps_its_native_form_and_has_no_accents() -> None:
    [forms] = forms_of("ΛΕΥΚΩΣΊΑΣ")
    assert forms.native == "λευκωσιασ"
    assert forms.latin == "levkosias"


def test_signs_separate_and_a_word_counts_once() -> None:
    assert [one.latin for one in forms_of("Brno-město, BRNO; l'Emploi (§ 12)")] == [
        "brno",
        "mesto",
        "l",
        "emploi",
        "12",
    ]


@given(st.text(max_size=120))
def test_whatever_is_typed_folds_and_folding_its_forms_changes_nothing(text: str) -> None:
    for forms in forms_of(text):
        assert forms.latin.isalnum()
        assert "~" not in forms.latin + forms.native + forms.sound
        assert len(forms.typed) <= LONGEST_WORD
        if forms.latin.isascii():
            assert latin_of(forms.latin) == forms.latin
