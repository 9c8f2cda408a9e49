"""All codes of findings, one file a family. The reference page of codes is generated from `CODES`."""

from __future__ import annotations

from counterpart.core.findings.codes import (
    children,
    composing,
    conditions,
    effects,
    languages,
    machines,
    parties,
    reading,
    references,
    time,
)
from counterpart.core.findings.codes.code import Code

FAMILIES = (
    children.CODES,
    composing.CODES,
    conditions.CODES,
    effects.CODES,
    languages.CODES,
    machines.CODES,
    parties.CODES,
    reading.CODES,
    references.CODES,
    time.CODES,
)

CODES: dict[str, Code] = {name: code for table in FAMILIES for name, code in sorted(table.items())}

__all__ = ["CODES", "FAMILIES", "Code"]
