from __future__ import annotations

import pytest

from counterpart.core.findings import CODES, Findings, Position, Severity
from counterpart.core.findings.codes.code import Code, family
from counterpart.core.findings.finding import LONGEST

HERE = Position("pq/module.yaml", 3, 1)


def test_findings_come_in_reading_order_however_they_were_found() -> None:
    findings = Findings()
    findings.error("S010", Position("b.yaml", 1, 1), "second file")
    findings.error("S010", Position("a.yaml", 9, 1), "later line")
    findings.error("S010", Position("a.yaml", 2, 5), "first line")
    assert [finding.message for finding in findings] == ["first line", "later line", "second file"]


def test_the_same_finding_at_the_same_place_is_said_once() -> None:
    findings = Findings()
    for _ in range(3):
        findings.error("S011", HERE, "version: '1.0' is not written as expected")
    assert len(findings) == 1


def test_a_finding_says_why_it_matters() -> None:
    findings = Findings()
    findings.warning("S003", HERE, "format 1")
    (finding,) = findings
    assert finding.severity is Severity.WARNING
    assert "format: 2" in finding.why
    assert str(finding.position) == "pq/module.yaml:3:1"


def test_a_code_that_nobody_registered_cannot_be_used() -> None:
    with pytest.raises(KeyError):
        Findings().error("S999", HERE, "unknown")


def test_a_code_said_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="A001"):
        family(Code("A001", "one", "why"), Code("A001", "two", "why"))


def test_every_code_has_a_title_and_a_reason() -> None:
    assert all(code.title and code.why.endswith(".") for code in CODES.values())
    assert all(name == code.code for name, code in CODES.items())


def test_errors_and_warnings_are_told_apart() -> None:
    findings = Findings()
    findings.warning("S003", HERE, "old")
    findings.error("S001", HERE, "no module")
    assert [finding.code for finding in findings.errors] == ["S001"]
    assert [finding.code for finding in findings.warnings] == ["S003"]


def test_a_message_that_quotes_a_whole_file_is_cut() -> None:
    findings = Findings()
    findings.error("S011", HERE, "x" * 100_000, "names: " + "a, " * 100_000)
    (finding,) = findings
    assert len(finding.message) == len(finding.hint) == LONGEST
    assert finding.message.endswith("x…")
