from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.definitions.records import KINDS_OF_DATA, Retention
from counterpart.core.retention import Dates, rules_for, terms_of

CLOSED = dt.datetime(2026, 3, 31, 12, 0, tzinfo=dt.UTC)
ARTICLE_14 = "Regulation (EU) No 1024/2012, Art. 14"


def rule(data: str = "personal", *, since: str = "closure", **changes: Any) -> Retention:
    periods = {"block_after": "6 months", "erase_after": "3 years"}
    whole = {"data": data, "from": since, "basis": ARTICLE_14, **periods, **changes}
    return Retention.model_validate(whole)


def test_personal_data_of_a_closed_request_are_blocked_after_six_months_and_erased_after_three_years() -> None:
    term = terms_of([rule()], "request", "closed", Dates(closure=CLOSED))["personal"]
    assert term.block_at == dt.datetime(2026, 9, 30, 12, 0, tzinfo=dt.UTC)
    assert term.erase_at == dt.datetime(2029, 3, 31, 12, 0, tzinfo=dt.UTC)
    assert term.basis == ARTICLE_14


def test_an_open_exchange_never_runs_out() -> None:
    term = terms_of([rule()], "request", "answered", Dates())["personal"]
    assert (term.block_at, term.erase_at) == (None, None)
    assert not term.blocked(CLOSED + dt.timedelta(days=9999))
    assert not term.erased(CLOSED + dt.timedelta(days=9999))


def test_data_are_blocked_from_the_very_instant() -> None:
    term = terms_of([rule(block_after="1 days")], "request", "closed", Dates(closure=CLOSED))["personal"]
    assert not term.blocked(CLOSED + dt.timedelta(days=1, seconds=-1))
    assert term.blocked(CLOSED + dt.timedelta(days=1))


def test_a_rule_may_hold_for_some_final_states_only() -> None:
    rules = [rule(only=["withdrawn"], erase_after="3 days"), rule(only=["closed"])]
    withdrawn = terms_of(rules, "alert", "withdrawn", Dates(closure=CLOSED))["personal"]
    closed = terms_of(rules, "alert", "closed", Dates(closure=CLOSED))["personal"]
    assert withdrawn.erase_at == CLOSED + dt.timedelta(days=3)
    assert closed.erase_at == dt.datetime(2029, 3, 31, 12, 0, tzinfo=dt.UTC)


def test_a_rule_may_hold_for_some_procedures_only() -> None:
    rules = [rule(procedures=["request"])]
    assert terms_of(rules, "alert", "closed", Dates(closure=CLOSED)) == {}


def test_everything_covers_what_has_no_rule_of_its_own() -> None:
    covered = rules_for([rule("everything"), rule("log", erase_after="5 years")], "query", "answered")
    assert {data: rules[0].data for data, rules in covered.items()} == {
        data: "log" if data == "log" else "everything" for data in KINDS_OF_DATA
    }


def test_a_professional_alert_is_gone_three_days_after_its_end_date() -> None:
    ends = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    rules = [rule(since="subject.ends_on", block_after=None, erase_after="3 days")]
    term = terms_of(rules, "alert", "expired", Dates(closure=CLOSED, fields={"subject.ends_on": ends}))["personal"]
    assert (term.block_at, term.erase_at) == (None, ends + dt.timedelta(days=3))


def test_a_child_waits_for_the_closure_of_its_file() -> None:
    rules = [rule(since="file_closure")]
    waiting = terms_of(rules, "transfer", "done", Dates(closure=CLOSED))["personal"]
    assert waiting.block_at is None
    later = CLOSED + dt.timedelta(days=100)
    ended = terms_of(rules, "transfer", "done", Dates(closure=CLOSED, file_closure=later))["personal"]
    assert ended.block_at is not None
    assert ended.block_at > later


def test_where_rules_compete_the_shortest_counts() -> None:
    rules = [rule(erase_after="3 years"), rule(erase_after="1 months")]
    term = terms_of(rules, "request", "closed", Dates(closure=CLOSED))["personal"]
    assert term.erase_at == dt.datetime(2026, 4, 30, 12, 0, tzinfo=dt.UTC)


@given(st.integers(1, 36), st.integers(1, 36), st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2060, 1, 1)))
def test_a_longer_period_never_ends_earlier(months: int, more: int, closed: dt.datetime) -> None:
    dates = Dates(closure=closed.replace(tzinfo=dt.UTC))
    short = terms_of([rule(erase_after=f"{months} months")], "request", "closed", dates)["personal"]
    long = terms_of([rule(erase_after=f"{months + more} months")], "request", "closed", dates)["personal"]
    assert short.erase_at is not None
    assert long.erase_at is not None
    assert short.erase_at <= long.erase_at
