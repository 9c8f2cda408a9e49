from __future__ import annotations

from tests.core.checking.areas import WITH_PART, action, automatic, messages, said, state

RULE = {"check": "has(subject.surname)", "message": "Say who it is."}


def test_an_overdue_action_with_a_when_is_found_at_overdue() -> None:
    changes = {"actions.close.when": "subject.urgent"}
    assert said(changes) == [("M022", "states.answered.overdue")]
    assert messages(changes) == ["request.answered: overdue action 'close' has a 'when'; the clock cannot be refused"]


def test_an_overdue_action_with_needs_is_found() -> None:
    assert said({"actions.close.needs": {"who": RULE}}) == [("M022", "states.answered.overdue")]


def test_an_overdue_action_that_is_used_up_is_found() -> None:
    changes = {"actions.close.at_most": 1, "actions.end": action("requester", "answered", "closed")}
    assert said(changes) == [("M022", "states.answered.overdue")]


def test_an_overdue_action_may_have_a_form_and_a_reason_for_people() -> None:
    changes = {"actions.close.form": "reply", "actions.close.reason": "required", "actions.close.complete": "reply"}
    assert said(changes) == []


def test_an_overdue_action_may_have_branches() -> None:
    ways = [{"when": "requester.policy.via_coordinator", "state": "sent"}, {"state": "closed"}]
    assert said({"actions.close.to": ways}) == []


def test_a_missed_review_cannot_be_refused_either() -> None:
    kept = {"title": "Kept", "owner": "requester", "standing": {"review": "every 1 years", "missed": "lapse"}}
    changes = {
        "states.kept": kept,
        "actions.keep": action("requester", "answered", "kept"),
        "actions.lapse": action("requester", "kept", "closed", needs={"who": RULE}),
    }
    assert said(changes) == [("M022", "states.kept.standing.missed")]


def test_two_automatic_actions_without_a_condition_clash() -> None:
    changes = {"actions.one": automatic("sent", "answered"), "actions.two": automatic("sent", "closed")}
    assert said(changes) == [("M018", "states.sent")]
    assert messages(changes) == ["request: 'sent' has two unconditional automatic actions: one, two"]


def test_an_automatic_action_behind_an_unconditional_one_never_happens() -> None:
    changes = {
        "actions.one": automatic("sent", "answered", at_most=1),
        "actions.two": automatic("sent", "closed", when="subject.sector == 'law'"),
    }
    assert said(changes) == [("M018", "actions.two")]


def test_an_unconditional_automatic_action_leaves_nobody_waiting() -> None:
    changes = {
        "actions.one": automatic("sent", "closed", when="subject.sector == 'law'"),
        "actions.two": automatic("sent", "answered"),
    }
    assert said(changes) == [("M033", "actions.two")]
    assert said({**changes, "actions.two": automatic("sent", "answered", at_most=1)}) == []
    told = [{"notify": {"to": "requester", "message": "changed"}}]
    assert said({"actions.tell": automatic("sent", effects=told)}) == []


def test_automatic_actions_in_a_circle_are_found() -> None:
    changes = {
        "states.checked": state(),
        "actions.there": automatic("sent", "checked", when="subject.sector == 'law'"),
        "actions.back": automatic("checked", "sent", when="subject.sector == 'health'"),
        "actions.out": action("responder", "checked", "answered"),
    }
    assert said(changes) == [("M019", "actions.there")]
    assert messages(changes) == ["request: automatic actions go round in a circle through 'checked'"]


def test_an_automatic_action_that_is_used_up_closes_no_circle() -> None:
    changes = {
        "states.checked": state(),
        "actions.there": automatic("sent", "checked", when="subject.sector == 'law'", at_most=1),
        "actions.back": automatic("checked", "sent", when="subject.sector == 'health'"),
        "actions.out": action("responder", "checked", "answered"),
    }
    assert said(changes) == []


def test_an_automatic_action_that_stays_happens_once() -> None:
    told = [{"notify": {"to": "requester", "message": "changed"}}]
    assert said({"actions.tell": automatic("sent", when="subject.sector == 'law'", effects=told)}) == []


def test_the_system_fills_in_no_form() -> None:
    changes = {"actions.lapse": action("system", "sent", "closed", form="reply", reason="optional", four_eyes=True)}
    assert said(changes) == [
        ("M026", "actions.lapse.form"),
        ("M026", "actions.lapse.reason"),
        ("M026", "actions.lapse.four_eyes"),
    ]


def test_an_automatic_action_has_no_needs_even_if_people_may_do_it() -> None:
    lapse = action("responder", "sent", "closed", auto=True, when="subject.sector == 'law'", needs={"who": RULE})
    assert said({"actions.lapse": lapse}) == [("M026", "actions.lapse.needs")]


def test_what_the_clock_does_reads_nothing_sealed() -> None:
    ways = [{"when": "subject.surname == 'Smith'", "state": "sent"}, {"state": "closed"}]
    assert said({"actions.close.to": ways}) == [("M024", "actions.close.to.0.when")]


def test_what_the_clock_does_reads_switches_tracks_states_dates_and_facets() -> None:
    open_to_it = [
        "requester.policy.via_coordinator",
        "any(part, done)",
        "has(exchange.wanted_on)",
        "subject.sector == 'law'",
        "after(exchange.agreed_on, '2 months')",
        "responder.member == requester.member",
    ]
    for condition in open_to_it:
        ways = [{"when": condition, "state": "sent"}, {"state": "closed"}]
        assert said(WITH_PART, {"actions.close.to": ways}) == []


def test_a_field_that_is_counted_lies_in_clear() -> None:
    ways = [{"when": "subject.urgent", "state": "sent"}, {"state": "closed"}]
    counted = {"title": "By urgency", "procedure": "request", "count": "entered sent", "by": ["subject.urgent"]}
    assert said({"actions.close.to": ways}) == [("M024", "actions.close.to.0.when")]
    assert said({"actions.close.to": ways, "/statistics.urgent": counted}) == []


def test_a_date_behind_a_deadline_lies_in_clear() -> None:
    ways = [{"when": "subject.decided_on <= today", "state": "closed"}, {"state": "sent"}]
    assert said({"actions.close.to": ways}) == [("M024", "actions.close.to.0.when")]
    due = {"states.sent.due": "14 days after subject.decided_on"}
    assert said({"actions.close.to": ways}, due) == []


def test_whether_questions_were_answered_lies_sealed() -> None:
    changes = {"actions.on": automatic("sent", "answered", when="all_answered()")}
    assert said(changes) == [("M024", "actions.on.when")]


def test_what_the_clock_sets_or_opens_comes_from_nothing_sealed() -> None:
    effects = [
        {"set": {"exchange.agreed_on": ["subject.ends_on"]}},
        {"open": {"track": "part", "for": "form.reply.expert"}},
    ]
    assert said(WITH_PART, {"actions.close.effects": effects}) == [
        ("M024", "actions.close.effects.0.set.exchange.agreed_on"),
        ("M024", "actions.close.effects.1.open.for"),
    ]


def test_what_people_do_may_read_what_is_sealed() -> None:
    changes = {"actions.close.to": "closed", "actions.reply.when": "subject.surname != 'Smith'"}
    assert said(changes, {"states.sent.overdue": "lapse", "actions.lapse": action("system", "sent", "closed")}) == []


def test_a_wrong_condition_of_the_clock_is_reported_once() -> None:
    ways = [{"when": "subject.surnam == 'Smith'", "state": "sent"}, {"state": "closed"}]
    assert said({"actions.close.to": ways}) == [("E001", "actions.close.to.0.when")]


def test_whom_the_clock_assigns_comes_from_nothing_sealed() -> None:
    effects = [{"assign": {"party": "responder", "from": "form.reply.expert"}}]
    assert said({"actions.close.effects": effects}) == [("M024", "actions.close.effects.0.assign.from")]


def test_who_consulted_what_lies_sealed() -> None:
    ways = [{"when": "consulted(request)", "state": "sent"}, {"state": "closed"}]
    assert messages({"actions.close.to": ways}) == [
        "request.close: happens by itself, but reads who consulted what, which lies sealed"
    ]
