from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.findings import Findings
from counterpart.core.reading.scalars import plain_value
from counterpart.core.reading.yaml_reader import read_yaml

CORE_SCHEMA: dict[str, Any] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "0": 0,
    "7": 7,
    "-19": -19,
    "+12": 12,
    "0o17": 15,
    "0x3A": 58,
    "0.": 0.0,
    "-0.0": -0.0,
    ".5": 0.5,
    "+12.75e03": 12750.0,
    "1e+3": 1000.0,
    "-2E-05": -0.00002,
    "9223372036854775807": 2**63 - 1,
}
TEXT = [
    *("NO", "no", "No", "on", "On", "off", "yes", "Yes", "y", "n", "nUll", "tRUE", "none", "None"),
    *("2026-03-01", "2026-03-01T10:00:00Z", "12:30:45", "1:30", "1_000", "1,000", "1 000", "10%", "5 days"),
    *("012", "-012", "00", "0100", "01.02", "01.5e+3", "007", "08", "0o8", "0O17", "0xZZ", "-0o17", "0b101"),
    *("32005L0036", "32003E0577", "32003E0001", "1e3", "12e03", "1.0.0", "^1.0", "1.2.3"),
    *("+", "-", ".", "..", "+.", "e3", ".e3", "1e", "1e+", "--1", "+-1", "0x", "0o"),
    *(".inf", "-.Inf", ".nan", ".NaN", "inf", "nan", "1e+999", "9223372036854775808", "9" * 5_000, "0x" + "f" * 40),
    *("١٢", "１２", "½"),
]


@pytest.mark.parametrize("text", CORE_SCHEMA)
def test_a_plain_scalar_means_what_the_core_schema_of_yaml_1_2_says(text: str) -> None:
    value = plain_value(text)
    assert (value, type(value)) == (CORE_SCHEMA[text], type(CORE_SCHEMA[text]))


@pytest.mark.parametrize("text", TEXT, ids=lambda text: text[:24])
def test_what_only_looks_like_another_value_stays_text(text: str) -> None:
    assert plain_value(text) == text


def test_norway_takes_part() -> None:
    tree = read_yaml("countries: [NO, SE]\non: yes\nNO: on", "module.yaml", Findings())
    assert tree == {"countries": ["NO", "SE"], "on": "yes", "NO": "on"}


@pytest.mark.parametrize("quoted", ["'5'", '"5"', "|-\n  5", ">-\n  5"])
def test_a_quoted_scalar_is_text_in_every_style(quoted: str) -> None:
    assert read_yaml(f"a: {quoted}\n", "f.yaml", Findings()) == {"a": "5"}


@pytest.mark.parametrize("key", ["1", "012", "true", "null", "~", "1.5", "NO"])
def test_a_key_keeps_the_text_that_was_written(key: str) -> None:
    assert read_yaml(f"{key}: x", "f.yaml", Findings()) == {key: "x"}


@given(st.text(max_size=30))
def test_no_text_makes_the_rules_raise_and_no_number_is_infinite(text: str) -> None:
    value = plain_value(text)
    assert value == text or not isinstance(value, str)
    assert not isinstance(value, float) or math.isfinite(value)


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_every_number_of_64_bits_is_read_as_it_is_written(number: int) -> None:
    assert plain_value(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_that_is_written_by_python_is_read_back(number: float) -> None:
    assert plain_value(repr(number)) == number
