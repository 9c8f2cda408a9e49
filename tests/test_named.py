"""Words about a person are found wherever somebody could read them, and not in what is drawn by lot."""

from __future__ import annotations

import pytest

from tests.named import named_in

YEAR = "1984"


@pytest.mark.parametrize(
    "read", ["1984", "born 1984.", "on 1984-03-02", "2.3.1984", "(1984)", "<td>1984</td>", "Мария,1984;"]
)
def test_a_year_is_found_wherever_it_stands_by_itself(read: str) -> None:
    assert named_in(read, [YEAR]) == [YEAR]


@pytest.mark.parametrize(
    "read",
    [
        'boundary="===============1177019843325"',
        "/mail/stop/Hx1984qZ",
        "<019cadc6-1984-7144-8ba5-1984aaaabbbb@counterpart.example>",
    ],
)
def test_a_year_is_not_found_in_what_is_drawn_by_lot(read: str) -> None:
    assert named_in(read, [YEAR]) == []


def test_a_name_is_found_within_other_words_too() -> None:
    assert named_in("Subject: the Brennans", ["Brennan", "Siobhán"]) == ["Brennan"]
