"""Findings: what a check has to say about a package, with its place, its reason and what to do.

Imported by every room of core that reads data written by people. Imports nothing but the standard library.
Start reading at `finding.py`; `spelling.py` finds the nearest name; the list of all codes lies in `codes/`.
"""

from __future__ import annotations

from counterpart.core.findings.codes import CODES, Code
from counterpart.core.findings.finding import Finding, Findings, Position, Severity
from counterpart.core.findings.spelling import closest, nearest

__all__ = ["CODES", "Code", "Finding", "Findings", "Position", "Severity", "closest", "nearest"]
