from __future__ import annotations

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.clock import EPOCH
from counterpart.foundation.refs import RefMaker, made_at, new_ref

NOW = dt.datetime(2026, 3, 2, 8, 0, 0, 123_456, tzinfo=dt.UTC)
MOMENTS = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(9999, 1, 1), timezones=st.just(dt.UTC))


def test_a_ref_is_laid_out_as_the_standard_says() -> None:
    ref = RefMaker().make(NOW)
    assert (ref.version, ref.variant) == (7, "specified in RFC 4122")
    assert ref.int >> 80 == 1_772_438_400_123


def test_the_moment_of_the_example_in_the_standard_is_read() -> None:
    ref = UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")  # RFC 9562, appendix A.6
    assert made_at(ref) == dt.datetime(2022, 2, 22, 19, 22, 22, tzinfo=dt.UTC)


@given(st.lists(MOMENTS, min_size=2, max_size=30))
def test_refs_grow_whatever_the_clock_does(moments: list[dt.datetime]) -> None:
    maker = RefMaker()
    refs = [maker.make(moment) for moment in moments]
    assert refs == sorted(set(refs))
    assert [ref.bytes for ref in refs] == sorted(ref.bytes for ref in refs)
    assert {(ref.version, ref.variant) for ref in refs} == {(7, "specified in RFC 4122")}


@given(MOMENTS)
def test_a_ref_tells_the_millisecond_it_was_made_in(moment: dt.datetime) -> None:
    assert dt.timedelta(0) <= moment - made_at(RefMaker().make(moment)) < dt.timedelta(milliseconds=1)


def test_two_processes_do_not_make_the_same_ref_in_the_same_millisecond() -> None:
    assert len({RefMaker().make(NOW) for _ in range(2_000)}) == 2_000


def test_threads_share_one_maker_without_making_a_ref_twice() -> None:
    with ThreadPoolExecutor(8) as threads:
        refs = list(threads.map(lambda _: new_ref(NOW), range(4_000)))
    assert len(set(refs)) == 4_000


def test_a_child_process_does_not_go_on_from_its_parents_last_ref() -> None:
    maker = RefMaker()
    maker._last = ((1_772_438_400_123 + 60_000) << 74) - 1
    parents = maker.make(NOW)
    maker._process = os.getpid() + 1  # as it looks from the other side of a fork
    assert made_at(parents) > NOW
    assert made_at(maker.make(NOW)) <= NOW


def test_the_end_of_a_millisecond_runs_into_the_next_one() -> None:
    maker = RefMaker()
    maker._last = (1_772_438_400_123 << 74) | ((1 << 74) - 1)
    ref = maker.make(NOW)
    assert ref.int >> 80 == 1_772_438_400_124
    assert ref.version == 7


@pytest.mark.parametrize("moment", [EPOCH - dt.timedelta(milliseconds=1), dt.datetime(1900, 1, 1, tzinfo=dt.UTC)])
def test_a_moment_before_1970_is_refused(moment: dt.datetime) -> None:
    with pytest.raises(Invalid, match="ref_time"):
        new_ref(moment)


def test_a_uuid_of_another_version_tells_no_moment() -> None:
    with pytest.raises(Invalid, match="ref_version"):
        made_at(uuid4())
