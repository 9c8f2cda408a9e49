"""Where the engine is meant to differ from the prototype: at most ten rules, each a sentence of the grammar.

A rule looks at one difference and says whether it explains it. A difference that no rule explains is a fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from counterpart.core.definitions.procedures import State
from tests.campaign.differential.first_edition import COUNTRIES
from tests.campaign.differential.walks import Pair, Seen


@dataclass(frozen=True, slots=True)
class Rule:
    """One intended difference: the sentence that orders it, and what makes it disappear.

    `levelled` returns both views with this difference taken out, so that another difference is still seen. Where the
    two do something else from here on (`parts`), the walk has shown what it could.
    """

    sentence: str
    levelled: Callable[[Pair, Seen, Seen], tuple[Seen, Seen]]
    parts: bool = True


def _states(pair: Pair, seen: Seen) -> dict[str, State]:
    """Return the states that the exchange and its rows are in; the exchange itself under an empty name."""
    procedure = pair.rules.procedure
    found = {"": procedure.states[seen.state]}
    for row, (state, _) in seen.rows.items():
        found[row] = procedure.tracks[row.partition("/")[0]].states[state]
    return found


def _without_dues(seen: Seen, places: set[str]) -> Seen:
    rows = {row: (state, None if row in places else due) for row, (state, due) in seen.rows.items()}
    return replace(seen, due=None if "" in places else seen.due, rows=rows)


def _standing(pair: Pair, old: Seen, new: Seen) -> tuple[Seen, Seen]:
    places = {place for place, state in _states(pair, new).items() if state.standing is not None}
    return _without_dues(old, places), _without_dues(new, places)


def _several_owners(pair: Pair, old: Seen, new: Seen) -> tuple[Seen, Seen]:
    """The prototype counts by the first owner of a list, and by one country where many play a party."""
    parties = pair.rules.procedure.parties
    places = {
        place
        for place, state in _states(pair, new).items()
        if len(state.owner) > 1 or any(parties[owner].many for owner in state.owner if owner in parties)
    }
    return _without_dues(old, places), _without_dues(new, places)


def _extended(pair: Pair, old: Seen, new: Seen) -> tuple[Seen, Seen]:
    places = {""} if pair.new.main.extensions else set()
    places |= {f"{row.track}/{row.key}" for row in pair.new.rows.values() if row.progress.extensions}
    return _without_dues(old, places), _without_dues(new, places)


def _new_owner(pair: Pair, old: Seen, new: Seen) -> tuple[Seen, Seen]:
    """The prototype enters a state before it fills the party, and counts by the calendar of who owned it before."""
    first = dict(zip(pair.rules.procedure.parties, COUNTRIES, strict=False))
    owners = pair.rules.procedure.states[new.state].owner
    assigned = any(player.member != first[owner] for owner in owners for player in pair.new.players(owner))
    places = {""} if assigned else set()
    return _without_dues(old, places), _without_dues(new, places)


def _opens_nothing(pair: Pair, old: Seen, new: Seen) -> tuple[Seen, Seen]:
    """The prototype opens a row named `?` for an empty set."""
    rows = {row: state for row, state in old.rows.items() if not row.endswith("/?")}
    may = {
        party: frozenset(action for action in actions if "/?:" not in action) for party, actions in old.possible.items()
    }
    return replace(old, rows=rows, possible=may), new


RULES = {
    "review": Rule(
        "`standing: {review: every 12 months, missed: not_reviewed}`: a missed review does something (section 8).",
        _standing,
        parts=False,
    ),
    "several owners": Rule(
        "A state owned by several ends by the calendar of the party that started the exchange (section 1).",
        _several_owners,
    ),
    "extensions": Rule(
        "`extend_due` adds to the deadline of the machine that the action belongs to; it survives re-entry.",
        _extended,
    ),
    "new owner": Rule(
        "Which calendar and zone count: otherwise those of the owner's authority (section 1).",
        _new_owner,
    ),
    "empty set": Rule("An empty set opens nothing (section 3).", _opens_nothing),
}


def explained_by(pair: Pair, old: Seen, new: Seen) -> tuple[str, ...]:
    """Return the names of the rules that together explain a difference; none when they do not."""
    used: list[str] = []
    for name, rule in RULES.items():
        levelled = rule.levelled(pair, old, new)
        if levelled != (old, new):
            used.append(name)
            old, new = levelled
        if old == new:
            return tuple(used)
    return ()
