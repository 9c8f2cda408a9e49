"""Easter in the 31 calendars of the European Economic Area and Great Britain: an independent table, written by hand.

2026: Good Friday is 3 April in the West and 10 April in the East; the Mondays are 6 and 13 April.
"""

from __future__ import annotations

import pytest

from counterpart.core.deadlines import calendar_of, due_from, parse_period
from tests.core.deadlines.calendars_for_tests import UNION, day, local

# code: zone, is Good Friday a public holiday, is Easter Monday, does Easter follow the Eastern computation
MEMBERS = {
    "AT": ("Europe/Vienna", False, True, False),
    "BE": ("Europe/Brussels", False, True, False),
    "BG": ("Europe/Sofia", True, True, True),
    "CY": ("Asia/Nicosia", True, True, True),
    "CZ": ("Europe/Prague", True, True, False),
    "DE": ("Europe/Berlin", True, True, False),
    "DK": ("Europe/Copenhagen", True, True, False),
    "EE": ("Europe/Tallinn", True, False, False),
    "ES": ("Europe/Madrid", True, False, False),
    "FI": ("Europe/Helsinki", True, True, False),
    "FR": ("Europe/Paris", False, True, False),
    "GB": ("Europe/London", True, False, False),
    "GR": ("Europe/Athens", True, True, True),
    "HR": ("Europe/Zagreb", False, True, False),
    "HU": ("Europe/Budapest", True, True, False),
    "IE": ("Europe/Dublin", False, True, False),
    "IS": ("Atlantic/Reykjavik", True, True, False),
    "IT": ("Europe/Rome", False, True, False),
    "LI": ("Europe/Vaduz", False, True, False),
    "LT": ("Europe/Vilnius", False, True, False),
    "LU": ("Europe/Luxembourg", False, True, False),
    "LV": ("Europe/Riga", True, True, False),
    "MT": ("Europe/Malta", True, False, False),
    "NL": ("Europe/Amsterdam", True, True, False),
    "NO": ("Europe/Oslo", True, True, False),
    "PL": ("Europe/Warsaw", False, True, False),
    "PT": ("Europe/Lisbon", True, False, False),
    "RO": ("Europe/Bucharest", True, True, True),
    "SE": ("Europe/Stockholm", True, True, False),
    "SI": ("Europe/Ljubljana", False, True, False),
    "SK": ("Europe/Bratislava", True, True, False),
}


@pytest.mark.parametrize("code", MEMBERS)
def test_easter_is_where_the_member_keeps_it(code: str) -> None:
    zone, friday, monday, eastern = MEMBERS[code]
    calendar = calendar_of(code, zone, library=code)
    west = (calendar.day_off(day("2026-04-03")) is not None, calendar.day_off(day("2026-04-06")) is not None)
    east = (calendar.day_off(day("2026-04-10")) is not None, calendar.day_off(day("2026-04-13")) is not None)
    assert (east if eastern else west) == (friday, monday)
    assert (west if eastern else east) == (False, False)


@pytest.mark.parametrize("code", MEMBERS)
def test_a_week_that_ends_on_western_easter_monday_ends_where_the_member_works_again(code: str) -> None:
    zone, _, monday, eastern = MEMBERS[code]
    calendar = calendar_of(code, zone, library=code)
    deadline = due_from(local("2026-03-30 15:00", zone), parse_period("7 days"), calendar, UNION)
    expected = day("2026-04-07") if monday and not eastern else day("2026-04-06")
    assert deadline.local_date == expected


@pytest.mark.parametrize("code", ["BG", "CY", "GR", "RO"])
def test_a_week_that_ends_on_eastern_good_friday_ends_after_eastern_easter(code: str) -> None:
    zone = MEMBERS[code][0]
    calendar = calendar_of(code, zone, library=code)
    deadline = due_from(local("2026-04-03 15:00", zone), parse_period("1 weeks"), calendar, UNION)
    assert deadline.local_date == day("2026-04-14")
    west = calendar_of("HR", "Europe/Zagreb", library="HR")
    assert due_from(local("2026-04-03 15:00"), parse_period("1 weeks"), west, UNION).local_date == day("2026-04-10")


def test_ten_working_days_over_easter_differ_by_member() -> None:
    ends = {
        code: due_from(
            local("2026-03-27 11:00", MEMBERS[code][0]),
            parse_period("10 working days"),
            calendar_of(code, MEMBERS[code][0], library=code),
            UNION,
        ).local_date
        for code in ("PL", "DE", "GR", "PT")
    }
    # Poland works on Good Friday, Germany rests on Friday and Monday, Greece a week later, Portugal on Friday only.
    assert ends == {
        "PL": day("2026-04-13"),
        "DE": day("2026-04-14"),
        "GR": day("2026-04-14"),
        "PT": day("2026-04-13"),
    }
