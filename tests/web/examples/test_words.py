"""The reader of the walks finds what is no word: otherwise a walk that finds nothing would say nothing."""

from __future__ import annotations

import pytest

from tests.web.examples.words import foreign_words, raw_words, read_on

PAGE = """<!doctype html><html lang="de"><head><meta name="description" content="Alles">
<meta name="viewport" content="width=device_width"><title>{}</title></head>
<body><p class="some_class">Guten Tag<br><input type="hidden" name="some_name" value="some_value">
<script>var some_code;</script></p>{}</body></html>"""


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("not_in_this_state", ["not_in_this_state"]),
        ("procedure.alert.title", ["procedure.alert"]),
        ("The {member} of it", ["{member}"]),
        ("%(number)s is there", ["%(number)"]),
        ('<a aria-label="send_back" href="/do/send_back">Zurück</a>', ["send_back"]),
    ],
)
def test_a_code_an_address_and_an_empty_place_are_no_words(wrong: str, found: list[str]) -> None:
    assert raw_words(PAGE.format("Seite", wrong)) == found
    assert raw_words(PAGE.format(f"Seite: {wrong}", "")) == found or "<" in wrong


def test_what_nobody_reads_is_no_matter() -> None:
    page = PAGE.format("Seite", "<p>Seite. Und procedure <code>a_column</code></p>")
    assert raw_words(page) == []
    assert " ".join(read_on(page).split()) == "Alles Seite Guten Tag Seite. Und procedure"


def test_a_text_that_stayed_english_is_found_but_not_one_that_says_so() -> None:
    english = "Being checked by the European Commission"
    page = PAGE.format("Seite", f"<p>Stand: {english} </p>")
    assert foreign_words(page, "product-safety", "de") == [english]
    assert foreign_words(page, "product-safety", "en") == []
    assert foreign_words(PAGE.format("Seite", f'<p lang="en">{english}</p>'), "product-safety", "de") == []
