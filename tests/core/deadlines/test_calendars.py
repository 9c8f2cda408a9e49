from __future__ import annotations

import subprocess
import sys
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.deadlines import WEEKEND, Calendar, Unreadable, calendar_of, holiday_codes, public_holidays
from counterpart.core.deadlines.periods import FIRST_DAY, LAST_DAY
from tests.core.deadlines.calendars_for_tests import (
    BRITAIN,
    CALENDARS,
    DATES,
    GREECE,
    HARBOUR,
    POLAND,
    SAMOA,
    day,
    utc,
)


def test_a_day_off_says_why() -> None:
    assert POLAND.day_off(day("2026-05-01")) == "National Day"
    assert POLAND.day_off(day("2026-05-02")) == WEEKEND
    assert POLAND.day_off(day("2026-05-04")) is None
    assert GREECE.day_off(day("2026-04-10")) == "Good Friday"


def test_names_of_holidays_do_not_depend_on_the_language_of_the_process() -> None:
    script = (
        "import datetime; from counterpart.core.deadlines import public_holidays as p;"
        "print(p('GR', 2026)[datetime.date(2026, 10, 28)], p('PL', 2026)[datetime.date(2026, 5, 3)])"
    )
    said = {_run(script, language) for language in ("C.UTF-8", "uk_UA.UTF-8", "el_GR.UTF-8")}
    assert said == {"Ohi Day National Day of the Third of May\n"}


def _run(script: str, language: str) -> str:
    environment = {"LANG": language, "LANGUAGE": language, "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_library_of_holidays_is_loaded_by_the_first_question_and_not_before() -> None:
    script = (
        "import sys, datetime; from counterpart.core import deadlines as d;"
        "c = d.calendar_of('PL', 'Europe/Warsaw', library='PL'); print('holidays' in sys.modules);"
        "c.day_off(datetime.date(2026, 5, 1)); print('holidays' in sys.modules)"
    )
    assert _run(script, "C.UTF-8") == "False\nTrue\n"


def test_a_member_of_an_invented_network_rests_on_friday_and_saturday_and_on_its_own_days() -> None:
    assert HARBOUR.day_off(day("2026-03-06")) == WEEKEND
    assert HARBOUR.day_off(day("2026-03-07")) == WEEKEND
    assert HARBOUR.day_off(day("2026-03-08")) is None
    assert HARBOUR.day_off(day("2026-03-10")) == "Day of the bridge"
    assert HARBOUR.day_off(day("2027-03-10")) is None
    assert HARBOUR.day_off(day("2028-02-29")) == "Leap day"
    assert HARBOUR.day_off(day("2027-03-01")) is None


def test_a_calendar_without_a_library_knows_no_holiday_even_if_its_name_is_a_country() -> None:
    nameless = calendar_of("PL", "Europe/Warsaw")
    assert nameless.day_off(day("2026-05-01")) is None
    assert nameless.day_off(day("2026-05-02")) == WEEKEND


def test_holidays_of_the_profile_are_added_to_those_of_the_library() -> None:
    both = calendar_of("PL", "Europe/Warsaw", library="PL", holidays=[("12-24", "Eve"), ("2026-04-03", "Closed")])
    assert both.day_off(day("2026-04-03")) == "Closed"
    assert both.day_off(day("2026-04-06")) == "Easter Monday"
    assert both.day_off(day("2024-12-24")) == "Eve"


def test_a_region_counts_only_if_the_profile_names_it() -> None:
    bavaria = calendar_of("DE", "Europe/Berlin", library="DE-BY")
    assert bavaria.day_off(day("2026-06-04")) == "Corpus Christi"
    assert calendar_of("DE", "Europe/Berlin", library="DE").day_off(day("2026-06-04")) is None


def test_a_holiday_that_is_made_up_for_is_a_day_off() -> None:
    assert BRITAIN.day_off(day("2026-12-28")) == "Boxing Day (observed)"


@pytest.mark.parametrize("code", ["XX", "EL", "DE-XX", "poland", ""])
def test_a_code_that_the_library_does_not_know_is_refused_when_the_first_day_is_asked(code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        public_holidays(code, 2026)
    assert refused.value.code == "calendar.holidays_unknown"
    assert refused.value.advice


def test_the_profile_can_ask_which_codes_the_library_knows() -> None:
    known = holiday_codes()
    assert {"PL", "GR", "GB", "DE-BY", "WS"} <= known
    assert "EL" not in known


def test_years_that_the_library_does_not_know_have_weekends_only() -> None:
    assert POLAND.day_off(day("2150-05-01")) is None
    assert POLAND.day_off(day("2150-05-02")) == WEEKEND


def test_the_memory_of_years_is_bounded_and_answers_stay_the_same() -> None:
    calendar = calendar_of("PL", "Europe/Warsaw", library="PL")
    answers = [calendar.day_off(date(year, 11, 11)) for year in range(1990, 2090)]
    assert answers == [calendar.day_off(date(year, 11, 11)) for year in range(1990, 2090)]
    assert len(calendar._years) <= 64


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"zone": "Europe/Warsav"}, "did you mean 'Europe/Warsaw'"),
        ({"zone": "../etc/passwd"}, "is not a time zone"),
        ({"zone": "Europe"}, "is not a time zone"),
        ({"zone": ""}, "is not a time zone"),
        ({"weekend": ["sunnday"]}, "did you mean 'sunday'"),
        (
            {"weekend": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]},
            "at most six days",
        ),
        ({"holidays": [("30-02", "Never")]}, "is not a date of a holiday"),
        ({"holidays": [("02-30", "Never")]}, "'01-01' for every year"),
        ({"holidays": [("2027-02-29", "Never")]}, "is not a date of a holiday"),
        ({"holidays": [("2026-W01-1", "Week")]}, "is not a date of a holiday"),
        ({"holidays": [(f"{number // 28 + 1:02}-{number % 28 + 1:02}", "Rest") for number in range(61)]}, "at most 60"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_with_advice(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        calendar_of(**({"name": "X", "zone": "Europe/Warsaw"} | wrong))  # type: ignore[arg-type]


def test_a_weekend_outside_the_week_is_refused() -> None:
    with pytest.raises(Unreadable, match="0 is Monday"):
        Calendar("X", "UTC", frozenset({7}))


def test_the_end_of_the_day_follows_the_clocks_of_the_zone() -> None:
    assert POLAND.end_of(day("2026-03-28")) == utc("2026-03-28T22:59:59")
    assert POLAND.end_of(day("2026-03-29")) == utc("2026-03-29T21:59:59")
    assert POLAND.end_of(day("2026-10-24")) == utc("2026-10-24T21:59:59")
    assert POLAND.end_of(day("2026-10-25")) == utc("2026-10-25T22:59:59")
    assert SAMOA.end_of(day("2026-03-02")) == utc("2026-03-02T10:59:59")


def test_a_time_that_comes_twice_is_the_second_and_one_that_is_left_out_is_not_lost() -> None:
    assert POLAND.instant(day("2026-10-25"), time(2, 30)) == utc("2026-10-25T01:30:00")
    assert POLAND.instant(day("2026-03-29"), time(2, 30)) == utc("2026-03-29T01:30:00")
    azores = calendar_of("AZ", "Atlantic/Azores")  # the clocks go back at one, to midnight
    assert azores.end_of(day("2026-10-24")) == utc("2026-10-24T23:59:59")


def test_a_day_that_a_zone_left_out_ends_with_the_next_one() -> None:
    # Samoa crossed the date line: after 29 December 2011 came 31 December.
    assert SAMOA.end_of(day("2011-12-29")) == utc("2011-12-30T09:59:59")
    assert SAMOA.end_of(day("2011-12-30")) == SAMOA.end_of(day("2011-12-31")) == utc("2011-12-31T09:59:59")


def test_the_local_date_may_be_ahead_of_the_date_in_utc() -> None:
    assert SAMOA.local_date(utc("2026-03-02T12:00:00")) == day("2026-03-03")
    assert POLAND.local_date(utc("2026-03-02T23:30:00")) == day("2026-03-03")


def test_walking_names_the_holidays_and_counts_the_weekend() -> None:
    reached, passed = POLAND.walk(day("2026-04-30"), 1)
    assert reached == day("2026-05-04")
    assert passed.weekend_days == 2
    assert passed.holidays == ((day("2026-05-01"), "National Day"),)
    assert POLAND.walk(day("2026-05-04"), -1)[0] == day("2026-04-30")
    assert POLAND.walk(day("2026-05-02"), 0)[0] == day("2026-05-02")


@given(CALENDARS, DATES, st.integers(1, 40))
def test_walking_back_comes_to_where_walking_began_on_a_working_day(calendar: Calendar, start: date, days: int) -> None:
    begins, _ = calendar.walk(start, 1)
    reached, _ = calendar.walk(begins, days)
    assert calendar.walk(reached, -days)[0] == begins
    assert calendar.working_days(begins, reached) == days
    assert calendar.day_off(reached) is None


def test_walking_stops_at_the_borders_of_the_calendar() -> None:
    assert POLAND.walk(date.max, 3)[0] == LAST_DAY
    assert POLAND.walk(FIRST_DAY, -3)[0] == FIRST_DAY


def test_calendars_are_compared_by_what_the_profile_says() -> None:
    again = calendar_of("PL", "Europe/Warsaw", library="PL")
    assert again == POLAND
    assert hash(again) == hash(POLAND)
    assert again != calendar_of("PL", "Europe/Warsaw")
