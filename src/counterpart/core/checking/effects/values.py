"""Do effects put values where they belong? `set`, `assign` and whom a track is opened for."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, listed, suggestion
from counterpart.core.checking.effects.placed import PlacedEffect, effects_in
from counterpart.core.checking.effects.verbs import CHOICE, kinds_of
from counterpart.core.conditions import Kind, Names, ValueType
from counterpart.core.definitions.effects import Assign, Open
from counterpart.core.definitions.procedures import Track
from counterpart.core.findings import Findings

SETTABLE = ("exchange.wanted_on", "exchange.agreed_on", "exchange.urgent")
ALL = "all"
EACH_OPENING = "opening"
ROW_KINDS = {
    "country": frozenset({Kind.COUNTRY, Kind.MEMBER}),
    "system": frozenset({Kind.COUNTRY, Kind.MEMBER}),
    "authority": frozenset({Kind.AUTHORITY}),
    "question": frozenset[Kind](),
}
HOW_TO_OPEN = {
    "country": "write 'all', 'choice', 'track.state', a party with 'many: true', or a field of members or countries",
    "system": "write 'all', 'choice', 'track.state', a party with 'many: true', or a field of members or countries",
    "authority": "write 'all', 'choice', 'track.state', a party with 'many: true', or a field of type authority",
    "question": "write 'all', 'choice' or 'track.state'",
    "opening": "leave 'for' out: each opening is a row of its own",
}


def set_keeps_types(context: Context, findings: Findings) -> None:
    """A003: `set` fills a value of the exchange from values of the same type (grammar, section 7)."""
    for machine in context.machines:
        names = context.names.of_machine(machine.procedure_id, machine.track_id)
        for placed in effects_in(machine):
            for target, named in (placed.effect.set or {}).items():
                address = (*placed.address, "set", target)
                if target not in SETTABLE:
                    message = f"{placed.where}: '{target}' cannot be set"
                    machine.error(findings, "A003", address, message, suggestion(target, SETTABLE, "to be set"))
                    continue
                for index, source in enumerate(named):
                    if context.names.in_doubt(machine.procedure_id, source):
                        continue
                    wrong = _wrong_source(source, names.values[target], names)
                    if wrong:
                        machine.error(findings, "A003", (*address, index), f"{placed.where}: set {wrong[0]}", wrong[1])


def _wrong_source(source: str, target: ValueType, names: Names) -> tuple[str, str] | None:
    found = names.values.get(source)
    if found is None:
        return f"from '{source}', which does not exist here", suggestion(source, names.values, "names")
    if found != target:
        several = " of which there may be several" if found.many else ""
        return f"from '{source}', which is {found.words}{several}; {target.words} is needed", ""
    return None


def somebody_is_assigned(context: Context, findings: Findings) -> None:
    """A004: a party is filled by choice, from a field of type authority or member, or from a party of a child."""
    for machine in context.machines:
        names = context.names.of_machine(machine.procedure_id, machine.track_id)
        for placed in effects_in(machine):
            assign = placed.effect.assign
            if assign is None or assign.from_ == CHOICE:
                continue
            if context.names.in_doubt(machine.procedure_id, assign.from_):
                continue
            for message, hint in _wrong_assignment(context, placed, assign, names):
                address = (*placed.address, "assign", "from")
                machine.error(findings, "A004", address, f"{placed.where}: assign from {message}", hint)


def _wrong_assignment(
    context: Context, placed: PlacedEffect, assign: Assign, names: Names
) -> Iterator[tuple[str, str]]:
    procedure = placed.machine.procedure
    first, _, rest = assign.from_.partition(".")
    if first in procedure.children:
        yield from _wrong_child_party(context, placed, assign, rest)
        return
    found = names.values.get(assign.from_)
    hint = "write 'choice', a field of type authority or member, or 'child.party'"
    if found is None:
        choices = [*names.values, *(f"{child}." for child in procedure.children), CHOICE]
        yield f"'{assign.from_}', which does not exist here", suggestion(assign.from_, choices, "names") or hint
    elif found.kind not in (Kind.AUTHORITY, Kind.MEMBER):
        yield f"'{assign.from_}', which is {found.words}, no authority and no member", hint
    elif found.many and assign.party in procedure.parties and not procedure.parties[assign.party].many:
        yield f"'{assign.from_}', which may hold several, but '{assign.party}' is one", "say 'many: true' of the party"


def _wrong_child_party(context: Context, placed: PlacedEffect, assign: Assign, name: str) -> Iterator[tuple[str, str]]:
    procedure = placed.machine.procedure
    child = context.definition.procedures.get(procedure.children[assign.from_.partition(".")[0]].procedure)
    if child is None:
        return
    if name not in child.parties:
        yield f"'{assign.from_}', but '{name}' is no party of the child", suggestion(name, child.parties, "parties")
    elif assign.party in procedure.parties:
        ours, theirs = procedure.parties[assign.party], child.parties[name]
        kinds, wanted = kinds_of(context, theirs), kinds_of(context, ours)
        if kinds and wanted and not kinds & wanted:
            message = f"'{assign.from_}', which is played by {' or '.join(sorted(kinds))}, "
            message += f"but '{assign.party}' is played by {' or '.join(sorted(wanted))}"
            yield message, "the two parties need a kind of role in common"
        if theirs.many and not ours.many:
            yield f"'{assign.from_}', of which there may be several, but '{assign.party}' is one", "say 'many: true'"


def tracks_are_opened_for_somebody(context: Context, findings: Findings) -> None:
    """R003: `open: for` names all, a choice, a party, rows of a track, or a field that fits what the track is `per`."""
    for machine in context.machines:
        names = context.names.of_machine(machine.procedure_id, machine.track_id)
        for placed in effects_in(machine):
            opened = placed.effect.open
            track = machine.procedure.tracks.get(opened.track) if opened else None
            if opened is None or track is None or context.names.in_doubt(machine.procedure_id, opened.for_):
                continue
            if wrong := _wrong_opening(placed, opened, track, names):
                address = (*placed.address, "open", "for")
                machine.error(findings, "R003", address, f"{placed.where}: {wrong}", HOW_TO_OPEN[track.per])


def _wrong_opening(placed: PlacedEffect, opened: Open, track: Track, names: Names) -> str:
    procedure, wanted = placed.machine.procedure, opened.for_
    said = f"open for '{wanted}'"
    if (wanted == EACH_OPENING) is not (track.per == EACH_OPENING):
        return f"does not say for whom '{opened.track}' is opened" if wanted == EACH_OPENING else said
    if wanted in (ALL, CHOICE, EACH_OPENING):
        return ""
    if wanted in procedure.parties:
        single = not procedure.parties[wanted].many
        return f"{said}, which is one party and not many" if single or track.per == "question" else ""
    first, _, state = wanted.partition(".")
    if first in procedure.tracks:
        states = procedure.tracks[first].states
        return "" if state in states else f"{said}: track '{first}' has no state '{state}'; " + listed(states, "states")
    found = names.values.get(wanted)
    if found is None or found.kind not in ROW_KINDS[track.per]:
        return said if found is None else f"{said}, which is {found.words}"
    return ""
