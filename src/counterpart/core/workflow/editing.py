"""Which forms a party may edit now, and whether it edits a working copy (grammar, section 7)."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.workflow.machine import Rulebook, StateRules
from counterpart.core.workflow.players import RowKey
from counterpart.core.workflow.situation import Situation

_OWNER = "owner"
_SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Editable:
    """A form (or `subject`, `questions`, `answers`) that a party may edit.

    In a state that others see, it edits a copy that only its party sees; the copy takes effect with an action that
    has `complete`.
    """

    form: str
    working_copy: bool


def editable(rules: Rulebook, situation: Situation, party: str, track: RowKey | None = None) -> tuple[Editable, ...]:
    """Return what a party may edit in the state that the exchange, or a row of it, is in; locked forms are left out."""
    state = _state(rules, situation, track)
    if state is None:
        return ()
    forms = [*state.edit.get(party, ())]
    if party in state.owners:
        forms += state.edit.get(_OWNER, ())
    copy = _others_see(rules, situation, state, party)
    locked = {*situation.locked}
    if rules.procedure.subject in locked:
        locked.add(_SUBJECT)
    return tuple(Editable(form, copy) for form in dict.fromkeys(forms) if form not in locked)


def _state(rules: Rulebook, situation: Situation, track: RowKey | None) -> StateRules | None:
    if track is None:
        return rules.main.states[situation.state]
    row = situation.rows.get(track)
    return rules.tracks[row.track].states[row.state] if row else None


def _others_see(rules: Rulebook, situation: Situation, state: StateRules, party: str) -> bool:
    seeing = rules.parties if state.sees is None else state.sees
    return any(other != party and situation.seats.get(other) for other in seeing)
