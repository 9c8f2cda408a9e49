"""How many steps a second the engine makes: an authority accepts a request with twenty questions.

The step looks the action up, checks who acts and what must hold, sets the agreed date, computes the deadline with its
basis and the reminders and escalation that follow, and says whom to tell. Nothing is cached between steps but what
the system keeps for all exchanges: the compiled definition and the calendars.
"""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

from counterpart.core.composing.compose import load_area
from counterpart.core.findings import Findings
from counterpart.core.workflow import Beginning, Known, Move, Player, Rulebooks, Situation, begin, profile_of, step
from counterpart.core.workflow.machine import Rulebook

AREAS = Path(__file__).resolve().parent.parent / "areas"
QUESTIONS = 20
SECONDS = 2.0
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
ACCEPT = Move("accept", "responder", form={"acceptance": {"other_date": "2026-03-25"}})


def sent_request() -> tuple[Rulebook, Situation]:
    """Return a request with twenty questions that was sent and waits for its acceptance."""
    area = load_area(AREAS / "pq", Findings())
    if area is None or area.network is None:
        raise SystemExit("areas/pq cannot be loaded: run `counterpart module check areas/pq`")
    rules = Rulebooks(area.definition, profile_of(area.network))["request"]
    asked = tuple(rules.questions)[:QUESTIONS]
    known = Known(asked=asked)
    seats = {"requester": [Player("PL", "warszawa")], "responder": [Player("GB", "london")]}
    draft = begin(rules, Beginning(seats, known, wanted_on=dt.date(2026, 3, 20)), NOW)
    sent = step(rules, draft.situation, Move("send", "requester"), NOW)
    return rules, sent.situation


def steps_per_second() -> float:
    """Return the rate of accepting, in one process, over some seconds."""
    rules, situation = sent_request()
    later = NOW + dt.timedelta(days=1)
    step(rules, situation, ACCEPT, later)
    count, started = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - started) < SECONDS:
        for _ in range(200):
            step(rules, situation, ACCEPT, later)
        count += 200
    return count / elapsed
