"""Calendars, rules and short ways to write a date, for the tests of this room."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from counterpart.core.deadlines import Calendar, CountingRule, Period, Unit, calendar_of

UNION = CountingRule(
    first_day="excluded",
    end_on_day_off="next_working_day",
    least_working_days=2,
    reference="Regulation (EEC, Euratom) No 1182/71, Art. 3",
)
PLAIN = CountingRule(first_day="excluded", end_on_day_off="stays")

POLAND = calendar_of("PL", "Europe/Warsaw", library="PL")
GERMANY = calendar_of("DE", "Europe/Berlin", library="DE")
GREECE = calendar_of("GR", "Europe/Athens", library="GR")
BRITAIN = calendar_of("GB", "Europe/London", library="GB")
SAMOA = calendar_of("WS", "Pacific/Apia", library="WS")
# A state that exists nowhere: it rests on Friday and Saturday, and its code is no country's.
HARBOUR = calendar_of(
    "HARBOUR",
    "Asia/Kathmandu",
    weekend=("friday", "saturday"),
    holidays=(("01-01", "New Year"), ("02-29", "Leap day"), ("2026-03-10", "Day of the bridge")),
)


def local(text: str, zone: str = "Europe/Warsaw") -> datetime:
    """Return the instant at which the clocks of a zone show `2026-03-02 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def utc(text: str) -> datetime:
    """Return an instant written in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text: str) -> date:
    """Return a date."""
    return date.fromisoformat(text)


CALENDARS: st.SearchStrategy[Calendar] = st.sampled_from([POLAND, GERMANY, GREECE, BRITAIN, SAMOA, HARBOUR])
RULES: st.SearchStrategy[CountingRule] = st.builds(
    CountingRule,
    first_day=st.sampled_from(["excluded", "included"]),
    end_on_day_off=st.sampled_from(["next_working_day", "stays", "previous_working_day"]),
    least_working_days=st.sampled_from([0, 2, 3]),
    reference=st.sampled_from(["", "Act on Periods, section 3"]),
)
PERIODS: st.SearchStrategy[Period] = st.builds(Period, st.integers(1, 70), st.sampled_from(list(Unit)))
COUNTED: st.SearchStrategy[Period] = PERIODS.filter(lambda period: not period.is_exact)
DATES: st.SearchStrategy[date] = st.dates(date(2005, 1, 1), date(2060, 12, 31))
INSTANTS: st.SearchStrategy[datetime] = st.integers(1_104_537_600, 2_871_763_199).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)  # 2005 to 2060
)
LENGTHS: st.SearchStrategy[timedelta] = st.timedeltas(timedelta(0), timedelta(days=120))
