from __future__ import annotations

from typing import Any

from tests.core.checking.areas import GONE, WITH_PART, action, found, messages, said, state

HOST = {"title": "Host", "starts": "sent", "period": "2 months", "stops": ["answered"], "runs_out": "tacit"}
WAITING = {
    "states.waiting": state("requester"),
    "actions.ask": action("responder", "sent", "waiting"),
    "actions.tell": action("requester", "waiting", "sent"),
}
TACIT = {"actions.tacit": action("system", ["sent", "waiting"], "closed")}


def clocked(**more: Any) -> dict[str, Any]:
    """The module with a clock that stands still while the requester is asked."""
    return {**WAITING, **TACIT, "clocks.host": {**HOST, "pauses": ["waiting"], **more}}


def test_a_sound_clock_is_not_found_fault_with() -> None:
    assert said(clocked()) == []


def test_a_clock_names_states_that_exist() -> None:
    assert said(clocked(starts="snt")) == [("D008", "clocks.host.starts")]
    assert said(clocked(pauses=["waitng"])) == [("D008", "clocks.host.pauses.0")]
    changes = clocked(stops=["answered", "answred"])
    assert said(changes) == [("D008", "clocks.host.stops.1")]
    assert messages(changes) == ["request: clock 'host': stops 'answred' is not a state"]


def test_a_clock_runs_out_into_an_action_that_exists() -> None:
    changes = clocked(runs_out="tact")
    assert said(changes) == [("D008", "clocks.host.runs_out")]
    assert found(changes)[0].hint == "did you mean 'tacit'?"


def test_a_clock_follows_the_calendar_of_a_party() -> None:
    assert said(clocked(calendar_of="responder")) == []
    assert said(clocked(calendar_of="respnder")) == [("M005", "clocks.host.calendar_of")]


def test_running_out_has_no_guard() -> None:
    changes = {"actions.tacit": action("system", ["sent", "waiting"], "closed", when="subject.urgent")}
    assert said(clocked(), changes) == [("D009", "clocks.host.runs_out")]


def test_running_out_is_possible_wherever_the_clock_may_run() -> None:
    changes = clocked(pauses=[])
    assert said(changes, {"actions.tacit": action("system", "sent", "closed")}) == [("D009", "clocks.host.runs_out")]
    assert "cannot start from waiting" in messages(changes, {"actions.tacit": action("system", "sent", "closed")})[0]
    assert said(changes) == []


def test_a_clock_that_stands_still_need_not_run_out_there() -> None:
    assert said(clocked(), {"actions.tacit": action("system", "sent", "closed")}) == []


def test_a_clock_that_is_not_stopped_runs_to_the_end() -> None:
    changes = clocked(stops=[])
    assert "cannot start from answered" in messages(changes)[0]


def test_a_clock_does_not_end_where_it_starts() -> None:
    assert ("D011", "clocks.host.starts") in said(clocked(stops=["sent"]))


def test_a_clock_pauses_and_stops_where_it_runs() -> None:
    assert said(clocked(pauses=["waiting", "draft"])) == [("D011", "clocks.host.pauses.1")]
    assert said(clocked(stops=["answered", "discarded"])) == [("D011", "clocks.host.stops.1")]
    assert said(clocked(pauses=["waiting", "answered"])) == [("D011", "clocks.host.pauses.1")]


def test_a_deadline_names_a_clock_that_exists() -> None:
    changes = {"states.sent.due": "clock hst"}
    assert said(clocked(), changes) == [("D007", "states.sent.due")]
    assert said(clocked(), {"states.sent.due": "clock host"}) == []


def test_a_state_before_the_clock_starts_does_not_wait_for_it() -> None:
    changes = {"states.draft.due": "clock host", "states.draft.overdue": GONE, "states.draft.remind": ["1 days before"]}
    assert said(clocked(), changes) == [("D010", "states.draft.due")]


def test_a_state_where_the_clock_stands_still_does_not_wait_for_it() -> None:
    changes = {"states.waiting.due": "clock host"}
    assert said(clocked(), changes) == [("D010", "states.waiting.due")]
    assert messages(clocked(), changes) == [
        "request.waiting: clock 'host' does not run in 'waiting': it stands still there"
    ]


def test_a_state_after_the_clock_has_ended_does_not_wait_for_it() -> None:
    changes = {"states.answered.due": "clock host", "states.answered.overdue": GONE}
    assert ("D010", "states.answered.due") in said(clocked(), changes)
    back = {"actions.contest": action("requester", "answered", "sent"), "states.sent.due": "clock host"}
    assert said(clocked(), back) == [("D010", "states.sent.due")]
    assert said(clocked(restarts=True), back) == []


def test_reopening_does_not_wind_up_a_clock() -> None:
    changes = {
        "clocks.host": {**HOST, "stops": []},
        "actions.tacit": action("system", ["sent", "answered"], "closed"),
        "states.answered.due": "clock host",
        "states.answered.overdue": GONE,
    }
    assert said(changes) == []
    reopen = {"actions.reopen": action("requester", "closed", "answered", reopens="30 days")}
    assert said(changes, reopen) == [("D010", "states.answered.due")]


def test_a_clock_that_nothing_depends_on_is_doubted() -> None:
    assert said(clocked(runs_out=None)) == [("D012", "clocks.host")]
    assert said(clocked(runs_out=None), {"states.sent.due": "clock host"}) == []


def test_the_clock_and_the_deadline_do_not_do_two_things_at_once() -> None:
    changes = {"states.sent.due": "clock host", "states.sent.overdue": "reply"}
    assert said(clocked(), changes) == [("D018", "states.sent.overdue")]
    assert said(clocked(), {**changes, "states.sent.overdue": "tacit"}) == []


def test_an_extension_without_a_limit_is_found() -> None:
    extend = action("responder", "sent", effects=[{"extend_due": "14 days"}])
    assert said({"actions.extend": extend}) == [("D013", "actions.extend.effects.0.extend_due")]
    assert said({"actions.extend": {**extend, "at_most": 1}}) == []


def test_a_state_cannot_lengthen_a_deadline() -> None:
    changes = {"states.answered.effects": [{"extend_due": "14 days"}]}
    assert said(changes) == [("D013", "states.answered.effects.0.extend_due")]


def test_an_extension_hits_a_deadline() -> None:
    kept = {"title": "Kept", "owner": "requester", "standing": "review every 12 months"}
    into = {"states.kept": kept, "actions.keep": action("requester", "answered", "kept")}
    out = {"actions.end": action("requester", "kept", "closed")}
    extend = action("requester", ["sent", "kept"], at_most=1, effects=[{"extend_due": {"to": "6 months"}}])
    assert said(into, out, {"actions.extend": extend}) == [("D014", "actions.extend.effects.0.extend_due")]
    assert said(into, out, {"actions.extend": {**extend, "from": "sent"}}) == []


def test_the_deadline_of_a_track_is_not_lengthened() -> None:
    extend = action("responder", "sent", at_most=1, effects=[{"extend_due": "14 days"}])
    opened = {"actions.send.effects": [{"open": {"track": "part", "for": "all"}}], "states.sent.due": "with part"}
    assert said(WITH_PART, opened, {"actions.extend": extend}) == [("D014", "actions.extend.effects.0.extend_due")]


def test_an_extension_names_a_clock_that_runs() -> None:
    extend = action("responder", "sent", at_most=1, effects=[{"extend_due": {"by": "14 days", "clock": "host"}}])
    assert said(clocked(), {"actions.extend": extend}) == []
    assert said({"actions.extend": extend}) == [("D007", "actions.extend.effects.0.extend_due.clock")]
    early = {**extend, "by": "requester", "from": "draft"}
    assert said(clocked(), {"actions.extend": early}) == [("D014", "actions.extend.effects.0.extend_due")]
