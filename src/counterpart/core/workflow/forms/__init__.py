"""Forms that people fill in: which values are missing, hidden, of the wrong kind, out of bounds, or against a rule.

Part of `workflow`; imports nothing of it but the profile. Start reading at `filling_in.py`.
"""

from __future__ import annotations

from counterpart.core.workflow.forms.filling_in import (
    PROBLEMS,
    FormRules,
    Problem,
    check_form,
    compile_form,
    filled,
    visible,
)
from counterpart.core.workflow.forms.kinds import Surroundings
from counterpart.core.workflow.forms.values import CONVERTED, day_of, typed

__all__ = [
    "CONVERTED",
    "PROBLEMS",
    "FormRules",
    "Problem",
    "Surroundings",
    "check_form",
    "compile_form",
    "day_of",
    "filled",
    "typed",
    "visible",
]
