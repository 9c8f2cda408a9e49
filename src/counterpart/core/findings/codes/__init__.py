"""All codes of findings, one file a family. The reference page of codes is generated from `CODES`."""

from __future__ import annotations

from counterpart.core.findings.codes import (
    children,
    composing,
    conditions,
    data,
    effects,
    forms,
    languages,
    law,
    lookups,
    machines,
    network,
    parties,
    reading,
    references,
    simulation,
    statistics,
    time,
    visibility,
)
from counterpart.core.findings.codes.code import Code

FAMILIES = (
    children.CODES,
    composing.CODES,
    conditions.CODES,
    data.CODES,
    effects.CODES,
    forms.CODES,
    languages.CODES,
    law.CODES,
    lookups.CODES,
    machines.CODES,
    network.CODES,
    parties.CODES,
    reading.CODES,
    references.CODES,
    simulation.CODES,
    statistics.CODES,
    time.CODES,
    visibility.CODES,
)

CODES: dict[str, Code] = {name: code for table in FAMILIES for name, code in sorted(table.items())}

__all__ = ["CODES", "FAMILIES", "Code"]
