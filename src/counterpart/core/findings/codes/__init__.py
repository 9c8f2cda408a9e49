"""All codes of findings, one file a family. The reference page of codes is generated from `CODES`."""

from __future__ import annotations

from counterpart.core.findings.codes import conditions, reading
from counterpart.core.findings.codes.code import Code

FAMILIES = (conditions.CODES, reading.CODES)

CODES: dict[str, Code] = {name: code for table in FAMILIES for name, code in sorted(table.items())}

__all__ = ["CODES", "FAMILIES", "Code"]
