"""Which characters are drawn, and what stands for the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.reports.letters import FONTS, characters, drawable

LANGUAGES = {
    "bg": "Ъгълът на щастието: жълт ѝ",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "da": "Æblegrød på Ø",
    "de": "Öffentliche Straße, Übergröße „Ä“",
    "el": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία, ΰ ΐ «Ώ»",
    "fr": "Cœur naïf, où l’été dure, 1 200 €",
    "hu": "Árvíztűrő tükörfúrógép",
    "is": "Þórður sá Æðey, fjörð og brú",
    "lt": "Įlinkdama fechtuotojo špaga, ęųė",
    "lv": "Glāžšķūņa rūķīši dzērumā čiepj",
    "mt": "Ġgantija, Ħal Għargħur, Ċirkewwa, Żurrieq",
    "pl": "Zażółć gęślą jaźń",
    "ro": "Țară și înțelegere",
    "sk": "Kŕdeľ ďatľov učí koňa žrať kôru",
}


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES)
def test_every_official_language_is_drawn_as_it_is_written(text: str) -> None:
    assert drawable(text) == text


def test_what_cannot_be_drawn_is_written_by_its_number_and_nothing_is_dropped() -> None:
    assert drawable("Wang 王 \U0001f600\x07") == "Wang [U+738B] [U+1F600][U+0007]"


def test_an_accent_of_its_own_is_drawn_on_its_letter() -> None:
    assert drawable("Jose\u0301") == "José"


def test_lines_end_as_they_ended() -> None:
    assert drawable("one\r\ntwo\u2028three\tfour\n") == "one\ntwo\nthree four\n"


@settings(max_examples=200)
@given(st.text())
def test_whatever_is_written_only_characters_with_a_glyph_are_left(text: str) -> None:
    known = {chr(code) for font in FONTS.glob("*.ttf") for code in characters(font)}
    assert set(drawable(text)) <= known | {"\n"}


def test_both_weights_draw_the_same(tmp_path: Path) -> None:
    regular, bold = (set(characters(FONTS / f"NotoSans-{weight}.ttf")) for weight in ("Regular", "Bold"))
    assert regular == bold
    assert len(regular) > 2_000


def test_a_font_without_a_table_of_characters_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(bytes(12))
    with pytest.raises(ValueError, match="no table of characters"):
        list(characters(broken))
