from __future__ import annotations

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.layout import Part, laid_out

PARTS: st.SearchStrategy[list[Part]] = st.lists(
    st.one_of(
        st.none(),
        st.integers(-300, 300),
        st.sampled_from(["", "a", "ab", "b", "i\0\0\0\1\1"]),
        st.binary(max_size=6),
        st.uuids(),
        st.datetimes(timezones=st.just(dt.UTC)),
    ),
    max_size=5,
)


def test_the_layout_of_every_kind_stays_what_it_is() -> None:
    moment = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
    laid = laid_out(None, 0, -1, 255, 1 << 40, "é", b"\xff", UUID(int=7), moment)
    assert laid.hex(" ", -4).replace(" ", "") == (
        "2d00000000"
        "690000000100"
        "6900000001ff"
        "690000000200ff"
        "6900000006010000000000"
        "7300000002c3a9"
        "6200000001ff"
        "750000001000000000000000000000000000000007"
        "7400000007064c05f937e000"
    )


@given(PARTS, PARTS)
def test_two_lists_never_give_the_same_bytes(one: list[Part], other: list[Part]) -> None:
    assume([(type(part), part) for part in one] != [(type(part), part) for part in other])
    assert laid_out(*one) != laid_out(*other)


@given(st.integers() | st.sampled_from([-129, -128, -127, 127, 128, -(1 << 63)]))
def test_every_integer_comes_out_as_short_as_it_can_be(value: int) -> None:
    held = laid_out(value)[5:]
    assert int.from_bytes(held, "big", signed=True) == value
    assert len(held) == 1 or int.from_bytes(held[1:], "big", signed=True) != value


def test_one_moment_in_two_zones_gives_the_same_bytes() -> None:
    warsaw = dt.datetime(2026, 7, 1, 10, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
    assert laid_out(warsaw) == laid_out(warsaw.astimezone(dt.UTC))
    with pytest.raises(Invalid, match="moment_without_zone"):
        laid_out(warsaw.replace(tzinfo=None))


def test_a_text_with_half_a_letter_is_refused_at_its_place() -> None:
    with pytest.raises(Invalid) as refusal:
        laid_out("ab\ud800")
    assert refusal.value.parameters["place"] == 2
