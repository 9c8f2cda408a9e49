"""Can what follows a hit be started? K011: the procedure, its parties, and that somebody is there who starts it."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, listed, suggestion
from counterpart.core.checking.effects.verbs import kinds_of
from counterpart.core.checking.lookups.asked import LookupPlace, lookups_in
from counterpart.core.checking.machines.names import ACTOR
from counterpart.core.definitions.lookups import FollowUp
from counterpart.core.definitions.procedures import Party, Procedure
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

Wrong = tuple[Address, str, str]


def hits_lead_somewhere(context: Context, findings: Findings) -> None:
    """K011, R001: `then` starts a procedure whose parties are filled with the searcher and parties of the entry."""
    for place in lookups_in(context):
        then = place.lookup.then
        if then is None:
            continue
        if place.lookup.public:
            message = "everybody may search, but the public starts nothing"
            place.error(findings, "K011", ("then",), message, "remove 'then', or let a role search")
        child = place.machine.procedure.children.get(then.start)
        name = child.procedure if child else then.start
        procedure = context.definition.procedures.get(name)
        if procedure is None:
            known = [*context.definition.procedures, *place.machine.procedure.children]
            hint = suggestion(then.start, known, "procedures")
            place.error(findings, "R001", ("then", "start"), f"no procedure '{then.start}'", hint)
            continue
        for address, message, hint in _wrong(context, place, then, name, procedure):
            place.error(findings, "K011", ("then", *address), message, hint)


def _wrong(context: Context, place: LookupPlace, then: FollowUp, name: str, procedure: Procedure) -> Iterator[Wrong]:
    ours = place.machine.procedure.parties
    for theirs, source in then.parties.items():
        address: Address = ("parties", theirs)
        if theirs not in procedure.parties:
            yield address, f"'{theirs}' is not a party of '{name}'", suggestion(theirs, procedure.parties, "parties")
        elif source != ACTOR and source not in ours:
            yield address, f"'{source}' is not a party of the entry", suggestion(source, [ACTOR, *ours], "parties")
        else:
            yield from _disagreeing(context, place, procedure.parties[theirs], theirs, source)
    if ACTOR not in then.parties.values():
        hint = "map one of its parties to 'actor'"
        yield ("parties",) if then.parties else (), f"the searcher takes no part in '{name}'", hint
    for theirs in _unfilled(procedure, then):
        hint = listed([ACTOR, *ours], "to fill it with")
        yield ("parties",) if then.parties else (), f"party '{theirs}' of '{name}' is not filled", hint


def _disagreeing(context: Context, place: LookupPlace, wanted: Party, theirs: str, source: str) -> Iterator[Wrong]:
    roles, kinds = context.definition.roles, kinds_of(context, wanted)
    if source == ACTOR:
        own: frozenset[str] = frozenset(roles[role].kind for role in place.lookup.by if role in roles)
    else:
        party = place.machine.procedure.parties[source]
        own = kinds_of(context, party)
        if party.many and not wanted.many:
            yield ("parties", theirs), f"of '{source}' there may be several, of '{theirs}' there is one", ""
    if kinds and own and not kinds & own:
        said = f"'{source}' is played by {' or '.join(sorted(own))}, '{theirs}' by {' or '.join(sorted(kinds))}"
        yield ("parties", theirs), said, "the two need a kind of role in common"


def _unfilled(procedure: Procedure, then: FollowUp) -> list[str]:
    """Return the parties that must be there and are neither mapped nor chosen by the searcher in the first state."""
    first = procedure.states.get(procedure.start)
    searcher = {theirs for theirs, source in then.parties.items() if source == ACTOR}
    if first is not None and first.edit and searcher & {*first.owner}:
        return []
    later = {effect.assign.party for action in procedure.actions.values() for effect in action.effects if effect.assign}
    required = [name for name, party in procedure.parties.items() if not party.optional and party.of is None]
    return [name for name in required if name not in later and name not in then.parties]
