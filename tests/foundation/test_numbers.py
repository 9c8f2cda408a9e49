from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.numbers import ALPHABET, LAST_PART, MOST, Number, Numbers, parse_number

KEY = bytes(range(32))
NUMBERS = Numbers(KEY)
IDS = st.integers(0, MOST - 1)


def refusal(text: str) -> str:
    with pytest.raises(Invalid) as raised:
        parse_number(text)
    assert raised.value.field == "number"
    return raised.value.code


@pytest.mark.parametrize(
    ("id", "number"),
    [(0, "V68T-J4HK"), (1, "D176-Q6WR"), (2, "0NMB-KNEB"), (100_000, "12Z2-PP8H"), (MOST - 1, "RGTD-8JK9")],
)
def test_a_number_that_was_given_stays_what_it_is(id: int, number: str) -> None:
    assert str(NUMBERS.number_of(id)) == number


@given(IDS, st.integers(1, LAST_PART))
def test_a_number_leads_back_to_its_file(id: int, part: int) -> None:
    number = NUMBERS.number_of(id, part)
    assert parse_number(str(number)) == number
    assert NUMBERS.id_of(number) == id
    assert number.part == part


def test_no_two_files_have_one_number() -> None:
    near = range(50_000)
    far = random.Random(7).sample(range(50_000, MOST), 10_000)
    assert len({NUMBERS.number_of(id).characters for id in [*near, *far]}) == 60_000


@given(st.lists(st.sampled_from(ALPHABET), min_size=7, max_size=7))
def test_every_seven_characters_are_the_number_of_some_id(characters: list[str]) -> None:
    id = NUMBERS.id_of(Number("".join(characters) + "0"))
    assert 0 <= id < MOST
    assert NUMBERS.number_of(id).characters[:7] == "".join(characters)


def test_neighbours_do_not_look_like_neighbours() -> None:
    pairs = [(NUMBERS.number_of(id).characters, NUMBERS.number_of(id + 1).characters) for id in range(2_000)]
    same = sum(a == b for one, other in pairs for a, b in zip(one[:7], other[:7], strict=True))
    assert same / (7 * len(pairs)) == pytest.approx(1 / 32, abs=0.01)


def test_another_key_gives_other_numbers_and_is_noticed() -> None:
    other = Numbers(bytes(32))
    assert other.fingerprint != NUMBERS.fingerprint == Numbers(KEY).fingerprint
    assert sum(other.number_of(id) == NUMBERS.number_of(id) for id in range(1_000)) == 0
    assert NUMBERS.fingerprint.hex() == "ff6933bbc5a3cb68"


SAMPLE = [NUMBERS.number_of(id * 7_919).characters for id in range(300)]


def test_every_single_wrong_character_is_found() -> None:
    for number in SAMPLE:
        for place in range(8):
            for wrong in ALPHABET.replace(number[place], ""):
                assert refusal(number[:place] + wrong + number[place + 1 :]) == "number_check"


def test_every_exchange_of_two_characters_is_found_neighbours_or_not() -> None:
    for number in SAMPLE:
        for one, other in combinations(range(8), 2):
            turned = list(number)
            turned[one], turned[other] = turned[other], turned[one]
            if turned != list(number):
                assert refusal("".join(turned)) == "number_check"


def test_every_doubled_character_typed_as_another_double_is_found() -> None:
    doubled = [(number, place) for number in SAMPLE for place in range(7) if number[place] == number[place + 1]]
    assert doubled
    for number, place in doubled:
        for wrong in ALPHABET.replace(number[place], ""):
            assert refusal(number[:place] + wrong * 2 + number[place + 2 :]) == "number_check"


def test_of_two_wrong_characters_thirty_one_in_thirty_two_are_found() -> None:
    chance = random.Random(11)
    passed = 0
    for _ in range(8_000):
        typed = list(chance.choice(SAMPLE))
        for place in chance.sample(range(8), 2):
            typed[place] = chance.choice(ALPHABET.replace(typed[place], ""))
        try:
            parse_number("".join(typed))
        except Invalid:
            continue
        passed += 1
    assert passed / 8_000 == pytest.approx(1 / 32, abs=0.01)


def number_with(letters: str) -> Number:
    return next(number for id in range(200_000) if set(letters) <= set((number := NUMBERS.number_of(id)).characters))


def test_what_people_type_is_forgiven() -> None:
    number = number_with("01AK")
    plain = number.characters
    typed = [
        plain,
        str(number).lower(),
        f"  {plain[:4]} {plain[4:]}\t",
        f"{plain[:4]}\N{EN DASH}{plain[4:]}",
        "-".join(plain),
        plain.replace("0", "O"),
        plain.replace("0", "o"),
        plain.replace("1", "I"),
        plain.replace("1", "l"),
        plain.replace("A", "Α").replace("K", "Κ"),  # Greek
        plain.lower().replace("a", "а").replace("0", "о"),  # Cyrillic
        "".join(chr(ord(character) + 0xFEE0) for character in plain),  # full width
    ]
    assert {parse_number(text) for text in typed} == {number}


@pytest.mark.parametrize("tail", ["/2", " / 2", "/ 2 ", "/02", "/２"])
def test_a_part_is_read(tail: str) -> None:
    whole = NUMBERS.number_of(5)
    part = parse_number(str(whole) + tail)
    assert part == NUMBERS.number_of(5, 2)
    assert str(part) == f"{whole}/2"
    assert part.file == whole


def test_the_first_part_is_the_file_itself() -> None:
    assert str(NUMBERS.number_of(5, 1)) == str(NUMBERS.number_of(5))
    assert parse_number(f"{NUMBERS.number_of(5)}/l") == NUMBERS.number_of(5)


@pytest.mark.parametrize("tail", ["/", "/0", "/x", "/-1", "/32768", "/2/3", "/²²²²²²"])
def test_a_part_that_cannot_be_is_refused(tail: str) -> None:
    assert refusal(str(NUMBERS.number_of(5)) + tail) == "number_part"


@pytest.mark.parametrize("text", ["", "-", "7F3K-92Q", "7F3K-92QM9", "/2"])
def test_a_number_too_short_or_too_long_is_refused(text: str) -> None:
    assert refusal(text) == "number_length"


def test_a_letter_that_does_not_occur_is_named_with_its_place() -> None:
    with pytest.raises(Invalid) as raised:
        parse_number("7F3K-u2QM")
    assert raised.value.parameters == {"field": "number", "place": 5, "character": "U"}


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_number_or_a_clear_error_that_repeats_one_letter_at_most(text: str) -> None:
    try:
        assert parse_number(text).characters
    except Invalid as problem:
        assert problem.code.startswith("number_")
        said = [value for value in problem.parameters.values() if isinstance(value, str) and value != "number"]
        assert all(len(value) == 1 for value in said)


@pytest.mark.parametrize("id", [-1, MOST])
def test_an_id_that_has_no_number_is_refused(id: int) -> None:
    with pytest.raises(Invalid, match="number_id"):
        NUMBERS.number_of(id)


@pytest.mark.parametrize("part", [0, LAST_PART + 1])
def test_a_part_beyond_the_last_is_refused(part: int) -> None:
    with pytest.raises(Invalid, match="number_part"):
        NUMBERS.number_of(1, part)


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_a_key_of_another_length_is_refused(key: bytes) -> None:
    with pytest.raises(Invalid, match="number_key"):
        Numbers(key)
