from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.findings import closest, nearest
from counterpart.core.findings.spelling import LONGEST, MOST_COMPARED

MANY = tuple(f"field_{number}" for number in range(9_000))


def test_the_nearest_spelling_is_proposed_and_else_the_choices() -> None:
    assert nearest("acceptd", ["accepted", "sent"]) == "did you mean 'accepted'?"
    assert nearest("zzz", ["accepted"], otherwise="parties: requester") == "parties: requester"


def test_what_is_no_text_is_compared_as_it_is_written() -> None:
    assert closest(206, ("2026", "1999")) == "2026"


def test_among_thousands_of_names_one_wrong_letter_is_still_found() -> None:
    for typed in ("field_731x", "fied_7314", "field_7341", "fiald_7314", "field_7314"):
        assert closest(typed, MANY) in {"field_7314", "field_731", "field_7341"}


def test_among_thousands_of_names_two_wrong_letters_are_found_when_it_begins_alike() -> None:
    assert closest("fieldx_x12", (*MANY, "fields_912")) is not None
    assert closest("zzzzz", MANY) is None


def test_a_name_longer_than_any_is_neither_proposed_nor_compared() -> None:
    letters = "".join(chr(0x4E00 + number % 400) for number in range(60_000))
    began = time.process_time()
    assert closest(letters, [letters[1:], "sent"]) is None
    assert closest("a" * LONGEST, ["a" * (LONGEST + 1)]) is None
    assert closest("a" * LONGEST, ["b" + "a" * (LONGEST - 1)]) is not None
    assert time.process_time() - began < 0.5


def test_hundreds_of_mistakes_among_thousands_of_names_are_said_in_little_time() -> None:
    chance = random.Random(7)
    typed = ["".join(chance.sample(name, len(name))) for name in MANY[:300]]
    began = time.process_time()
    for word in typed:
        closest(word, MANY)
    assert time.process_time() - began < 5


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=12), max_size=2 * MOST_COMPARED))
def test_what_is_proposed_is_one_of_the_choices(word: str, choices: list[str]) -> None:
    found = closest(word, choices)
    assert found is None or found in choices
