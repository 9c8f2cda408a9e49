"""The workflow: how an exchange moves, as a pure function of its definition, its situation, and what is done.

A definition is compiled once (`compiling.py` makes a `Rulebook`), a situation is a plain value (`situation.py`), a step
gives an outcome or a refusal (`step.py`), time is a caller like any other (`clock.py`), and `possible.py` says what may
be done and why not. Relatives under one file number: `matter.py`. Nothing here writes anything or knows a database.
Imports definitions, conditions and deadlines. Start reading at `step.py`, then `acting.py` and `entering.py`.
"""

from __future__ import annotations

from counterpart.core.workflow.clock import fire, fire_due, fire_many, next_alarms
from counterpart.core.workflow.compiling import Rulebooks, compile_procedure
from counterpart.core.workflow.editing import Editable, editable
from counterpart.core.workflow.machine import FORMAT, Rulebook
from counterpart.core.workflow.matter import Linked, Matter, MatterOutcome, follow, ring, run
from counterpart.core.workflow.outcome import Alarm, AlarmKind, Cause, Move, Moved, Outcome, Signal
from counterpart.core.workflow.players import MAIN, OPERATOR, SYSTEM, Place, Player, Seat
from counterpart.core.workflow.possible import Verdict, may, possible
from counterpart.core.workflow.profile import Profile, profile_of
from counterpart.core.workflow.situation import Known, Situation
from counterpart.core.workflow.step import (
    Beginning,
    begin,
    by_system,
    reseated,
    resettle,
    rewritten,
    signalled,
    step,
    step_many,
)
from counterpart.core.workflow.storing import from_json, row_from_json, to_json
from counterpart.core.workflow.verdicts import REASONS, Endless, Obstacle, Standing, UndeclaredFact

__all__ = [
    "FORMAT",
    "MAIN",
    "OPERATOR",
    "REASONS",
    "SYSTEM",
    "Alarm",
    "AlarmKind",
    "Beginning",
    "Cause",
    "Editable",
    "Endless",
    "Known",
    "Linked",
    "Matter",
    "MatterOutcome",
    "Move",
    "Moved",
    "Obstacle",
    "Outcome",
    "Place",
    "Player",
    "Profile",
    "Rulebook",
    "Rulebooks",
    "Seat",
    "Signal",
    "Situation",
    "Standing",
    "UndeclaredFact",
    "Verdict",
    "begin",
    "by_system",
    "compile_procedure",
    "editable",
    "fire",
    "fire_due",
    "fire_many",
    "follow",
    "from_json",
    "may",
    "next_alarms",
    "possible",
    "profile_of",
    "reseated",
    "resettle",
    "rewritten",
    "ring",
    "row_from_json",
    "run",
    "signalled",
    "step",
    "step_many",
    "to_json",
]
