from __future__ import annotations

from tests.core.checking.areas import WITH_PART, action, found, messages, said

LAPSE = {"actions.lapse": action("system", "sent", "closed"), "states.sent.overdue": "lapse"}


def test_a_standing_state_is_never_overdue() -> None:
    kept = {"title": "Kept", "owner": "requester", "standing": "review every 12 months", "overdue": "lapse"}
    changes = {
        "states.kept": kept,
        "actions.keep": action("requester", "answered", "kept"),
        "actions.lapse": action("requester", "kept", "closed"),
    }
    assert said(changes) == [("D015", "states.kept.overdue")]
    assert found(changes)[0].hint == "write 'standing: {review: every 12 months, missed: lapse}'"


def test_a_reminder_longer_than_its_deadline_is_found_in_its_list() -> None:
    changes = {"states.sent.remind": ["2 days before", "8 days before"]}
    assert said(changes) == [("D016", "states.sent.remind.1")]
    assert messages(changes) == [
        "request.sent: the reminder '8 days before' is not shorter than the deadline of 7 days"
    ]


def test_a_reminder_as_long_as_its_deadline_comes_too_early() -> None:
    assert said({"states.sent.remind": ["1 weeks before"]}) == [("D016", "states.sent.remind.0")]
    assert said({"states.sent.due": "5 working days", "states.sent.remind": ["1 weeks before"]}) == [
        ("D016", "states.sent.remind.0")
    ]


def test_a_reminder_within_its_deadline_is_fine() -> None:
    assert said({"states.sent.due": "1 working days", "states.sent.remind": ["4 hours before", "1 days before"]}) == []
    assert said({"states.sent.due": "2 months", "states.sent.remind": ["30 days before"]}) == []


def test_of_the_earliest_of_several_the_longest_counts() -> None:
    changes = {"states.sent.due": "earliest of [14 days, 5 days from draft]", "states.sent.remind": ["10 days before"]}
    assert said(changes) == []
    assert said({**changes, "states.sent.remind": ["14 days before"]}) == [("D016", "states.sent.remind.0")]


def test_where_a_date_counts_a_reminder_may_be_long() -> None:
    changes = {"states.sent.due": "earliest of [3 days, subject.decided_on]", "states.sent.remind": ["30 days before"]}
    assert said(changes) == []


def test_a_reminder_is_measured_by_the_clock_that_it_waits_for() -> None:
    clock = {"title": "Clock", "starts": "sent", "period": "3 days", "stops": ["answered"]}
    changes = {"clocks.short": clock, "states.sent.due": "clock short", "states.sent.remind": ["4 days before"]}
    assert said(changes) == [("D016", "states.sent.remind.0")]


def test_a_reminder_in_a_track_is_found_there() -> None:
    changes = {"tracks.part.states.open.remind": ["1 weeks before"]}
    assert said(WITH_PART, changes) == [("D016", "tracks.part.states.open.remind.0")]


def test_a_reminder_behind_the_overdue_action_never_comes() -> None:
    changes = {**LAPSE, "states.sent.remind": ["2 days before", "every 7 days after"]}
    assert said(changes) == [("D017", "states.sent.remind.1")]


def test_an_escalation_behind_the_overdue_action_never_comes() -> None:
    changes = {**LAPSE, "states.sent.escalate": {"after": "7 days", "to": ["coordinator"]}}
    assert said(changes) == [("D017", "states.sent.escalate")]


def test_without_an_overdue_action_reminders_follow() -> None:
    changes = {
        "states.sent.remind": ["2 days before", "every 7 days after"],
        "states.sent.escalate": {"after": "7 days", "to": ["coordinator"]},
    }
    assert said(changes) == []
