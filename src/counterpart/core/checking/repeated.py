"""One mistake in a template is one finding, however many procedures of the module extend it."""

from __future__ import annotations

import re
from collections.abc import Collection

from counterpart.core.findings import Findings

_MACHINE = re.compile(r"(?P<procedure>[a-z][a-z0-9_-]*)(?=[/.:])")


def said_once(findings: Findings, procedures: Collection[str]) -> Findings:
    """Return the findings without those that differ from another one at the same place only in the procedure.

    Messages begin with the name of the machine ("request/part.deliver: …"); an inherited entry is checked in each
    procedure that has it, and each time the finding stands where the template was written.
    """
    kept = Findings()
    known: set[tuple[object, ...]] = set()
    for finding in findings:
        begins = _MACHINE.match(finding.message)
        named = begins is not None and begins["procedure"] in procedures
        rest = finding.message[begins.end() :] if begins and named else finding.message
        key = (finding.code, finding.position, rest)
        if key not in known:
            known.add(key)
            kept.add(finding)
    return kept
