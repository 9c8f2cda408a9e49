"""What may somebody see? Asked of the rule itself (`core.visibility`), for every party and state of a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.visibility import Viewer, may_open, visible_answers, visible_fields

NO_ROWS: Mapping[str, frozenset[str]] = {}
PROCEDURES_KEPT = 32


class Sight:
    """Who sees what in one procedure; what was found once is kept.

    Somebody who only reads is meant: whoever wrote a form, or may edit it, sees it in any case.
    """

    def __init__(self, definition: ModuleDefinition, procedure_id: str) -> None:
        """Begin with nothing computed."""
        self._definition = definition
        self.procedure = definition.procedures[procedure_id]
        self._fields: dict[tuple[str, str, str, bool], frozenset[str]] = {}
        self._all = {name: frozenset(placed.name for placed in placed_fields(definition.forms[name])) for name in
                     (self.procedure.subject, *self.procedure.forms) if name in definition.forms}  # fmt: skip

    @cached_property
    def every_row(self) -> Mapping[str, frozenset[str]]:
        """All states of all tracks: whoever had rows in all of them would see the most that anybody can."""
        return {name: frozenset(track.states) for name, track in self.procedure.tracks.items()}

    def restricted(self, form: str) -> bool:
        """Whether anything is said of who sees a form, or the kinds of data in it."""
        found = self._definition.forms.get(form)
        if found is None:
            return False
        return bool(self.procedure.visible_to) or any(placed.visible_to for placed in placed_fields(found))

    def may_open(self, party: str, state: str) -> bool:
        """Whether a party may open the exchange in a state of the main machine."""
        return may_open(self.procedure, Viewer(frozenset({party}), state))

    def fields(self, party: str, state: str, form: str, *, rows: bool) -> frozenset[str]:
        """Return the fields of a form that a party sees in a state; `rows`: with rows of tracks in every state."""
        if form not in self._all:
            return frozenset()
        if not self.restricted(form):
            return self._all[form] if self.may_open(party, state) else frozenset()
        key = (party, state, form, rows)
        if key not in self._fields:
            viewer = Viewer(frozenset({party}), state, rows=self.every_row if rows else NO_ROWS)
            self._fields[key] = visible_fields(self._definition, self.procedure, form, viewer)
        return self._fields[key]

    def answers(self, party: str, state: str, *, rows: bool) -> frozenset[str]:
        """Return the questions whose answers a party sees in a state."""
        viewer = Viewer(frozenset({party}), state, rows=self.every_row if rows else NO_ROWS)
        return visible_answers(self._definition, self.procedure, viewer)

    def ever_seen_by(self, party: str, form: str) -> frozenset[str]:
        """Return the fields of a form that a party may see at some time."""
        states = self.procedure.states
        return frozenset().union(*(self.fields(party, state, form, rows=True) for state in states))

    def ever_seen(self, form: str) -> frozenset[str]:
        """Return the fields of a form that somebody may see at some time; all where nothing is restricted."""
        if form not in self._seen:
            parties = self.procedure.parties
            found = [self.ever_seen_by(party, form) for party in parties]
            self._seen[form] = frozenset().union(*found) if self.restricted(form) else self._all.get(form, frozenset())
        return self._seen[form]

    @cached_property
    def _seen(self) -> dict[str, frozenset[str]]:
        return {}


class _Same:
    """A definition that is equal to itself only: comparing definitions part by part would take longer than checking."""

    __slots__ = ("definition",)

    def __init__(self, definition: ModuleDefinition) -> None:
        self.definition = definition

    def __hash__(self) -> int:
        return id(self.definition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.definition is self.definition


def sight_of(definition: ModuleDefinition, procedure_id: str) -> Sight:
    """Return the sight of a procedure, the same one for all checks of a run."""
    return _sight(_Same(definition), procedure_id)


@lru_cache(maxsize=PROCEDURES_KEPT)
def _sight(definition: _Same, procedure_id: str) -> Sight:
    return Sight(definition.definition, procedure_id)
