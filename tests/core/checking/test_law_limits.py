from __future__ import annotations

from typing import Any

import pytest

from counterpart.core.findings import Severity
from tests.core.checking.data_areas import field, found, messages, said
from tests.core.checking.test_law import rule, rules

LOG = rule(data="log", erase_after="5 years")


def test_the_limits_of_the_network_are_kept() -> None:
    assert said(rules(rule(block_after="7 months"), LOG)) == [("L003", "retention.0.block_after")]
    assert messages(rules(rule(block_after="7 months"), LOG)) == ["blocked at most 6 months after closure"]
    assert said(rules(rule(erase_after="37 months"), LOG)) == [("L003", "retention.0.erase_after")]
    assert said(rules(rule(), LOG)) == []


def test_without_a_profile_there_are_no_limits() -> None:
    assert said(rules(rule(block_after="7 years", erase_after="9 years")), network=None) == []


@pytest.mark.parametrize(("period", "fine"), [("182 days", False), ("180 days", True), ("26 weeks", False)])
def test_a_limit_must_be_kept_from_every_day_of_the_year(period: str, fine: bool) -> None:
    expected = [] if fine else [("L003", "retention.0.block_after")]
    assert said(rules(rule(block_after=period))) == expected


def test_an_act_that_allows_longer_has_a_ceiling_of_its_own() -> None:
    assert said(rules(rule(block_after="18 months", longer_basis="Act 2"))) == []
    assert said(rules(rule(block_after="19 months", longer_basis="Act 2"))) == [("L003", "retention.0.block_after")]
    assert "longer_basis" in found(rules(rule(block_after="7 months")))[0].hint
    assert found(rules(rule(block_after="19 months", longer_basis="Act 2")))[0].hint == "see Act 1"


def test_data_that_are_erased_in_time_need_not_be_blocked() -> None:
    soon = {"data": "everything", "erase_after": "30 days", "basis": "Act 1"}
    assert said(rules(soon)) == []
    late = {"data": "everything", "erase_after": "3 years", "basis": "Act 1"}
    assert said(rules(late)) == [("L003", "retention.0.erase_after")]


def test_a_rule_without_any_period_breaks_every_limit() -> None:
    assert ("L003", "retention.0.data") in said(rules({"data": "everything", "basis": "Act 1"}))


def test_what_the_law_does_not_limit_may_be_kept() -> None:
    assert said(rules(rule(), rule(data="log", block_after="4 years", erase_after="9 years"))) == []


def test_everything_is_what_no_other_rule_speaks_of() -> None:
    own = [rule(data="personal"), rule(data="sensitive")]
    assert said(rules(*own, rule(block_after="2 years"))) == []
    assert ("L003", "retention.1.block_after") in said(rules(own[0], rule(block_after="2 years")))


def test_a_term_from_another_event_cannot_be_compared() -> None:
    date: dict[str, Any] = {"forms.person.fields.valid_until": field("date", required=True)}
    changes = rules(rule(**{"from": "subject.valid_until"}))
    assert {place for code, place in said(date, changes) if code == "L008"} == {"retention.0.from"}
    assert {finding.severity for finding in found(date, changes)} == {Severity.WARNING}
    assert said(date, rules(rule(**{"from": "subject.valid_until", "longer_basis": "Act 2"}))) == []


def test_what_happens_before_the_closure_is_measured_like_it() -> None:
    assert said(rules(rule(**{"from": "last_activity"}))) == []
    late = rules(rule(**{"from": "last_activity", "block_after": "7 months"}))
    assert said(late) == [("L003", "retention.0.block_after")]
