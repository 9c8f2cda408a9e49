from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterpart.core.statistics import Entry, History
from tests.core.statistics.histories import CALENDAR, QUERY, at, counted, history, row, shares

YEAR = {"by": ["year"]}
WITHIN = "accepted within 7 days of sent"
UNLESS = {"exclude": "withdrawn within 7 days"}


def test_an_exchange_is_counted_once_however_often_it_comes_back() -> None:
    forwarded = History(entries=(Entry("sent", at("2026-03-02")), Entry("sent", at("2026-03-04"))))
    assert shares(forwarded, count="entered sent") == [(1, 1)]
    assert shares(history(draft="2026-03-02"), count="entered sent") == []


def test_a_draft_that_was_thrown_away_is_no_exchange() -> None:
    assert shares(history(draft="2026-03-02"), count="exchanges") == []
    assert shares(history(draft="2026-03-02", discarded="2026-03-05"), count="exchanges") == []
    assert shares(history(draft="2026-03-02", sent="2026-03-05"), count="exchanges") == [(1, 1)]
    assert shares(History(()), count="exchanges") == []


def test_where_nothing_is_drafted_an_exchange_begins_at_its_start() -> None:
    asked = history(asked="2026-03-02", found="2026-03-02")
    assert len(counted(asked, procedure=QUERY, count="exchanges")) == 1


@pytest.mark.parametrize(
    ("accepted", "share"),
    [("2026-03-09 22:59", (1, 1)), ("2026-03-09 23:01", (0, 1)), ("2026-03-02 10:01", (1, 1))],
)
def test_within_seven_days_lasts_to_the_end_of_the_seventh_day_there(accepted: str, share: tuple[int, int]) -> None:
    assert shares(history(sent="2026-03-02", accepted=accepted), share=WITHIN) == [share]


def test_a_share_waits_until_it_is_certain() -> None:
    sent = history(sent="2026-03-02")
    assert shares(sent, share=WITHIN, now=at("2026-03-05")) == []
    assert shares(sent, share=WITHIN, now=at("2026-03-10")) == [(0, 1)]
    assert shares(history(draft="2026-03-02"), share=WITHIN) == []


def test_working_days_are_counted_by_the_calendar() -> None:
    share = "accepted within 1 working days of sent"
    assert shares(history(sent="2026-04-03", accepted="2026-04-07"), share=share) == [(1, 1)]  # Easter between
    assert shares(history(sent="2026-04-07", accepted="2026-04-09"), share=share) == [(0, 1)]


def test_hours_run_from_the_instant() -> None:
    share = "accepted within 4 hours of sent"
    assert shares(history(sent="2026-03-02 10:00", accepted="2026-03-02 14:00"), share=share) == [(1, 1)]
    assert shares(history(sent="2026-03-02 10:00", accepted="2026-03-02 14:01"), share=share) == [(0, 1)]


def test_who_withdraws_within_the_week_is_left_out_unless_already_accepted() -> None:
    withdrawn = history(sent="2026-03-02", withdrawn="2026-03-04")
    assert shares(withdrawn, share=WITHIN, **UNLESS) == []
    assert shares(withdrawn, share=WITHIN) == [(0, 1)]
    accepted = history(sent="2026-03-02", accepted="2026-03-03", withdrawn="2026-03-04")
    assert shares(accepted, share=WITHIN, **UNLESS) == [(1, 1)]
    late = history(sent="2026-03-02", withdrawn="2026-03-20")
    assert shares(late, share=WITHIN, **UNLESS) == [(0, 1)]


def test_what_may_still_be_left_out_is_not_counted_yet() -> None:
    sent = history(sent="2026-03-02")
    assert shares(sent, count="entered sent", now=at("2026-03-05"), **UNLESS) == []
    assert shares(sent, count="entered sent", now=at("2026-03-10"), **UNLESS) == [(1, 1)]
    assert shares(sent, count="entered sent", now=at("2026-03-05")) == [(1, 1)]


@pytest.mark.parametrize(("answered", "share"), [("2026-03-20", (1, 1)), ("2026-03-21", (0, 1))])
def test_answered_by_the_agreed_date_counts_the_day_itself(answered: str, share: tuple[int, int]) -> None:
    past = replace(
        history(sent="2026-03-02", answered=answered), dates={"exchange.agreed_on": at("2026-03-20").date()}
    )  # fmt: skip
    assert shares(past, share="answered by exchange.agreed_on") == [share]


def test_without_an_agreed_date_or_an_answer_nothing_is_counted() -> None:
    assert shares(history(sent="2026-03-02", answered="2026-03-20"), share="answered by exchange.agreed_on") == []
    dated = replace(history(sent="2026-03-02"), dates={"exchange.agreed_on": at("2026-03-20").date()})
    assert shares(dated, share="answered by exchange.agreed_on") == []


def test_a_duration_falls_into_the_first_bucket_that_holds_it() -> None:
    keys: dict[str, Any] = {"duration": "sent to answered", "buckets": ["1 weeks", "1 months"]}
    for answered, bucket in (("2026-03-09", "1 week"), ("2026-04-02", "1 month"), ("2026-04-03", "later")):
        [each] = counted(history(sent="2026-03-02", answered=answered), **keys)
        assert each.item == bucket
    [each] = counted(history(sent="2026-03-02 10:00", answered="2026-03-02 11:00"), duration="sent to answered")
    assert (each.item, each.seconds) == ("", 3600)
    assert counted(history(sent="2026-03-02"), **keys) == ()


def test_a_duration_ends_after_it_began() -> None:
    again = History((
        Entry("answered", at("2026-03-01")), Entry("sent", at("2026-03-02")), Entry("answered", at("2026-03-05"))
    ))  # fmt: skip
    [each] = counted(again, duration="sent to answered")
    assert each.seconds == 3 * 86_400


def test_each_question_asked_counts_and_the_exchange_counts_as_the_whole() -> None:
    past = replace(history(draft="2026-03-01", sent="2026-03-02"), asked=("regulated", "national", "regulated"))
    found = [(each.item, each.n, each.total) for each in counted(past, top="questions 5")]
    assert found == [("", 0, 1), ("regulated", 1, 0), ("national", 1, 0)]
    assert counted(history(draft="2026-03-01", sent="2026-03-02"), top="questions 5") == ()


def test_rows_of_a_track_are_counted_one_by_one() -> None:
    rows = (row("PL", received="2026-03-02", read="2026-03-03"), row("DE", received="2026-03-02"))
    past = history(rows, sent="2026-03-02")
    assert shares(past, count="tracks delivery entered received") == [(1, 1), (1, 1)]
    assert shares(past, share="read within 1 working days of received") == [(1, 1), (0, 1)]
    members = [each.group for each in counted(past, count="entered read", by=["delivery.member"])]
    assert members == [(("delivery.member", "PL"),)]


def test_a_row_may_be_measured_from_a_state_of_the_exchange() -> None:
    past = history((row("PL", read="2026-03-12"), row("DE", read="2026-03-05")), sent="2026-03-02")
    assert shares(past, share="read within 7 days of sent") == [(0, 1), (1, 1)]


def test_a_name_of_the_main_machine_goes_before_one_of_a_track() -> None:
    past = history((row("PL", answered="2026-03-03"), row("DE", answered="2026-03-04")), answered="2026-03-05")
    assert shares(past, count="entered answered") == [(1, 1)]
    assert shares(past, count="entered delivery.answered") == [(1, 1), (1, 1)]


def test_days_are_those_of_the_calendar() -> None:
    [each] = counted(history(sent="2025-12-31 23:30"), count="entered sent", by=["year", "quarter", "month"])
    assert each.group == (("year", "2026"), ("quarter", "2026-Q1"), ("month", "2026-01"))
    assert CALENDAR.local_date(at("2025-12-31 23:30")).year == 2026


def test_several_values_put_an_exchange_into_several_groups() -> None:
    past = replace(
        history(sent="2026-03-02", closed="2026-03-09"),
        facets={"subject.sectors": ("health", "law"), "exchange.urgent": True, "form.survey.timely": None},
    )
    groups = [each.group for each in counted(past, count="entered sent", by=["subject.sectors", "exchange.urgent"])]
    assert groups == [
        (("subject.sectors", "health"), ("exchange.urgent", "true")),
        (("subject.sectors", "law"), ("exchange.urgent", "true")),
    ]
    [unsaid] = counted(past, count="entered sent", by=["form.survey.timely", "state"])
    assert unsaid.group == (("form.survey.timely", ""), ("state", "closed"))
