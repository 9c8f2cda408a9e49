"""Checking: does a policy area that is well formed also make sense?

Every check is a function `(context, findings) -> None` named by what it asks, with the codes it reports in its
docstring. `soundness.CHECKS` lists those of machines, time, effects, tracks, children and conditions, `data.CHECKS`
those of forms, questions, visibility, law, statistics, lookups and texts. Imports everything below it in core except
drawing and reference. Start reading at `area.py`, then the two lists.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterpart.core.checking.area import Check, Context
from counterpart.core.checking.data import CHECKS as DATA
from counterpart.core.checking.features import templates_stand_without_their_features
from counterpart.core.checking.repeated import said_once
from counterpart.core.checking.soundness import CHECKS as MACHINES
from counterpart.core.composing.area import Area
from counterpart.core.findings import Findings

SOUNDNESS: tuple[Check, ...] = (*MACHINES, templates_stand_without_their_features)
CHECKS: tuple[Check, ...] = (*SOUNDNESS, *DATA)


def check_area(area: Area, checks: Sequence[Check] = CHECKS) -> Findings:
    """Return what is wrong with a composed module, asked by all checks or by some of them.

    What reading and composing have already reported is not said again.
    """
    context, findings = Context(area), Findings()
    for check in checks:
        check(context, findings)
    return said_once(findings, area.definition.procedures)


__all__ = ["CHECKS", "DATA", "SOUNDNESS", "Check", "Context", "check_area"]
