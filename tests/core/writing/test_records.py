"""A record that may be thrown away shares nothing with the one that stays."""

from __future__ import annotations

from copy import deepcopy

from counterpart.core.workflow import MAIN
from counterpart.core.writing import Answer, Record

WHO = ("requester", "warszawa")


def full() -> Record:
    return Record(
        subject={"name": "Ada", "places": [{"town": "Turin"}], "born": {"day": 10}},
        forms={(MAIN, "acceptance"): {"dates": ["2026-03-09"]}},
        answers={MAIN: {"many": Answer(["a", "b"]), "none": Answer(cannot="It burned.")}},
        asked=["many"],
        consulted=("register",),
        copies={("requester", MAIN, "subject"): {"born": {"day": 11}}},
        asking={"requester": ["none"]},
        wrote={WHO: {"acceptance"}},
        answered_by={WHO: {"many"}},
    )


def test_a_copy_is_equal() -> None:
    assert full().copied() == full()


def test_whatever_is_changed_in_a_copy_the_record_stays() -> None:
    record = full()
    copy = record.copied()
    copy.subject["places"][0]["town"] = "Milan"
    copy.subject["born"]["day"] = 12
    copy.forms[MAIN, "acceptance"]["dates"].append("2026-04-01")
    copy.answers[MAIN]["many"].value.append("c")
    copy.answers[MAIN]["new"] = Answer("x")
    copy.asked.append("none")
    copy.copies["requester", MAIN, "subject"]["born"]["day"] = 13
    copy.asking["requester"].clear()
    copy.wrote[WHO].add("refusal")
    copy.answered_by[WHO].clear()
    assert record == full()
    assert copy != deepcopy(record)
