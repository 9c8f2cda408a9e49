"""How all checks print what is wrong with a condition."""

from __future__ import annotations

from counterpart.core.conditions.condition import Condition, check_yes_no, parse
from counterpart.core.conditions.error import ConditionError
from counterpart.core.conditions.names import Names
from counterpart.core.findings import Findings, Position


def report(findings: Findings, position: Position, what: str, error: ConditionError, text: str) -> None:
    """Record E001. `what` is the thing and its key ("question regulated_since.follow_if"), `text` the condition."""
    findings.error("E001", position, f"{what}: {error.sentence}", f"in: {text} (column {error.column})")


def read_condition(findings: Findings, position: Position, what: str, text: str, names: Names) -> Condition | None:
    """Read and check a condition that decides something; what is wrong becomes a finding, and None is returned."""
    try:
        condition = parse(text)
        check_yes_no(condition, names)
    except ConditionError as error:
        report(findings, position, what, error, text)
        return None
    return condition
