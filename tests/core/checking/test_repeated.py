from __future__ import annotations

from counterpart.core.checking.repeated import said_once
from counterpart.core.findings import Findings, Position

HERE, THERE = Position("std/alert.yaml", 7, 3), Position("std/alert.yaml", 9, 3)


def kept(*said: tuple[Position, str]) -> list[str]:
    findings = Findings()
    for position, message in said:
        findings.error("M005", position, message)
    return [finding.message for finding in said_once(findings, {"alert", "urgent_alert"})]


def test_a_mistake_inherited_by_two_procedures_is_said_once() -> None:
    assert kept((HERE, "alert.send: 'x' is not a party"), (HERE, "urgent_alert.send: 'x' is not a party")) == [
        "alert.send: 'x' is not a party"
    ]


def test_the_same_holds_in_tracks() -> None:
    assert len(kept((HERE, "alert/delivery.read: no"), (HERE, "urgent_alert/delivery.read: no"))) == 1


def test_two_mistakes_at_one_place_are_both_said() -> None:
    assert len(kept((HERE, "alert.send: 'x' is not a party"), (HERE, "alert.send: 'y' is not a party"))) == 2


def test_the_same_mistake_at_two_places_is_said_twice() -> None:
    assert len(kept((HERE, "alert.send: 'x' is not a party"), (THERE, "urgent_alert.send: 'x' is not a party"))) == 2


def test_a_message_that_begins_otherwise_is_left_alone() -> None:
    assert len(kept((HERE, "form.send: no"), (HERE, "role.send: no"))) == 2
