from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.clock import (
    EPOCH,
    FileClock,
    MovableClock,
    SystemClock,
    clock_of,
    in_utc,
    microseconds,
    set_clock_file,
)

MORNING = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_the_clock_of_the_machine_is_in_utc() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= SystemClock().now() <= dt.datetime.now(dt.UTC)
    assert SystemClock().now().tzinfo is dt.UTC


def test_a_movable_clock_stands_still_until_it_is_moved() -> None:
    clock = MovableClock(MORNING)
    assert clock.now() == clock.now() == MORNING
    assert clock.move(HOUR) == clock.now() == MORNING + HOUR


def test_a_movable_clock_goes_to_a_moment_of_any_zone_and_shows_it_in_utc() -> None:
    clock = MovableClock(dt.datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw")))
    assert clock.now().isoformat() == "2026-03-02T08:00:00+00:00"
    clock.move_to(dt.datetime(2026, 3, 3, 9, 0, tzinfo=ZoneInfo("Europe/Athens")))
    assert clock.now().isoformat() == "2026-03-03T07:00:00+00:00"


def test_a_clock_of_a_demonstration_goes_on_from_where_it_was_put() -> None:
    machine = MovableClock(MORNING)
    shown = MovableClock(MORNING + 100 * HOUR, under=machine)
    machine.move(HOUR)
    assert shown.now() == MORNING + 101 * HOUR
    shown.move(HOUR)
    machine.move(HOUR)
    assert shown.now() == MORNING + 103 * HOUR


def test_time_never_runs_backwards() -> None:
    clock = MovableClock(MORNING)
    with pytest.raises(Invalid, match="clock_backwards"):
        clock.move(-HOUR)
    with pytest.raises(Invalid, match="clock_backwards"):
        clock.move_to(MORNING - HOUR)
    assert clock.now() == MORNING


class _SetBack:
    """A machine whose clock somebody sets back."""

    def __init__(self, *moments: dt.datetime) -> None:
        self.moments = list(moments)

    def now(self) -> dt.datetime:
        return self.moments.pop(0)


def test_a_machine_that_is_set_back_does_not_take_the_demonstration_with_it() -> None:
    shown = MovableClock(MORNING, under=_SetBack(MORNING, MORNING + HOUR, MORNING - HOUR))
    assert shown.now() == MORNING + HOUR
    assert shown.now() == MORNING + HOUR


@pytest.mark.parametrize("use", [in_utc, MovableClock, MovableClock(MORNING).move_to, microseconds])
def test_a_time_without_a_zone_means_nothing(use: object) -> None:
    assert callable(use)
    with pytest.raises(Invalid, match="moment_without_zone"):
        use(dt.datetime(2026, 3, 2, 8, 0))


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2500, 1, 1), timezones=st.timezones()))
def test_microseconds_lose_nothing(moment: dt.datetime) -> None:
    assert EPOCH + dt.timedelta(microseconds=microseconds(moment)) == moment.astimezone(dt.UTC)


def test_a_file_shows_every_process_the_same_moment(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    set_clock_file(file, at=MORNING)
    one, other = FileClock(file, under=SystemClock()), clock_of({"COUNTERPART_CLOCK": str(file)})
    assert one.now() == other.now() == MORNING
    set_clock_file(file, at=MORNING + HOUR)
    assert one.now() == other.now() == MORNING + HOUR


def test_a_file_may_run_ahead_of_another_clock(tmp_path: Path) -> None:
    file, under = tmp_path / "clock", MovableClock(MORNING)
    set_clock_file(file, ahead=2 * HOUR)
    clock = FileClock(file, under=under)
    under.move(HOUR)
    assert clock.now() == MORNING + 3 * HOUR


def test_a_clock_that_goes_by_a_file_never_runs_backwards(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    set_clock_file(file, at=MORNING)
    clock = FileClock(file, under=SystemClock())
    set_clock_file(file, at=MORNING - HOUR)
    assert clock.now() == MORNING


@pytest.mark.parametrize("said", ["", "tomorrow", "at noon", "at 2026-03-02T09:00:00", "ahead far", "ahead inf"])
def test_a_file_that_tells_no_time_is_refused(tmp_path: Path, said: str) -> None:
    file = tmp_path / "clock"
    file.write_text(said)
    with pytest.raises(Invalid):
        FileClock(file, under=SystemClock())


def test_without_a_file_a_process_goes_by_the_machine(tmp_path: Path) -> None:
    assert isinstance(clock_of({}), SystemClock)
    with pytest.raises(Invalid, match="clock_file"):
        clock_of({"COUNTERPART_CLOCK": str(tmp_path / "missing")})
