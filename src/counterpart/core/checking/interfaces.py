"""Can a contract be made of every interface? W001, W002."""

from __future__ import annotations

from counterpart.core.checking.area import Context
from counterpart.core.deadlines import Unreadable
from counterpart.core.findings import Findings
from counterpart.core.interfaces import parse_rate
from counterpart.core.reading.tree import Address


def rates_can_be_understood(context: Context, findings: Findings) -> None:
    """W001: `rate` says how often a register may be asked."""
    for name, interface in context.definition.interfaces.items():
        for each, operation in interface.operations.items():
            if operation.rate is None:
                continue
            try:
                parse_rate(operation.rate)
            except Unreadable as error:
                address: Address = ("interfaces", name, "operations", each, "rate")
                message = f"operation {name}.{each}: '{operation.rate}' is not a rate"
                context.error(findings, "W001", address, message, error.advice)


def legacy_names_are_distinct(context: Context, findings: Findings) -> None:
    """W002: a legacy name stands for one operation."""
    first: dict[str, str] = {}
    for name, interface in context.definition.interfaces.items():
        for each, operation in interface.operations.items():
            legacy = operation.legacy
            if legacy is None:
                continue
            if legacy in first:
                address: Address = ("interfaces", name, "operations", each, "legacy")
                message = f"operation {name}.{each}: '{legacy}' already stands for {first[legacy]}"
                context.error(findings, "W002", address, message, "an adapter needs one name for each")
            first.setdefault(legacy, f"{name}.{each}")
