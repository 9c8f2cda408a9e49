"""Is a started exchange complete? Its parties, and what is copied into it (grammar, section 2)."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.children.declared import started
from counterpart.core.checking.effects.placed import PlacedEffect, effects_in
from counterpart.core.checking.effects.verbs import CHOICE, kinds_of
from counterpart.core.checking.machines.names import ACTOR
from counterpart.core.checking.readable import type_of_field
from counterpart.core.conditions import ValueType
from counterpart.core.definitions.effects import Start
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.definitions.procedures import SYSTEM, Party, Procedure
from counterpart.core.findings import Findings

SUBJECT = "subject"
STRENGTH = {"no": 0, "yes": 1, "sensitive": 2}


def started_parties_are_filled(context: Context, findings: Findings) -> None:
    """H002: every required party of what is started is mapped, or can be chosen there in its first state."""
    for placed, start, name, procedure in _starts(context):
        first = procedure.states.get(procedure.start)
        drafted = first is not None and bool(first.edit) and bool({*first.owner} & start.parties.keys())
        for party in _required(procedure):
            if party in start.parties or (drafted and first is not None and party not in first.owner):
                continue
            placed.machine.error(
                findings,
                "H002",
                (*placed.address, "start", "parties"),
                f"{placed.where}: party '{party}' of '{name}' is not filled",
                f"write 'parties: {{{party}: <party>}}', or let the owner of its first state choose ('edit')",
            )


def _required(procedure: Procedure) -> list[str]:
    """Return the parties that must be there; coordinators follow from others, assigned ones come later."""
    later = {effect.assign.party for action in procedure.actions.values() for effect in action.effects if effect.assign}
    return [
        name
        for name, party in procedure.parties.items()
        if not party.optional and party.of is None and name not in later
    ]


def started_parties_agree(context: Context, findings: Findings) -> None:
    """M005, H003: a party of what is started is filled with one of ours of the same kind."""
    for placed, start, name, procedure in _starts(context):
        ours = placed.machine.procedure.parties
        for theirs, source in start.parties.items():
            address = (*placed.address, "start", "parties", theirs)
            if theirs not in procedure.parties:
                message = f"{placed.where}: '{theirs}' is not a party of '{name}'"
                hint = suggestion(theirs, procedure.parties, "parties")
                placed.machine.error(findings, "M005", address, message, hint)
            elif source not in ours and source not in (ACTOR, CHOICE):
                message = f"{placed.where}: '{source}' is not a party"
                hint = suggestion(source, [*ours, ACTOR], "parties")
                placed.machine.error(findings, "M005", address, message, hint)
            else:
                for wrong, hint in _disagreeing(context, placed, procedure.parties[theirs], source):
                    message = f"{placed.where}: '{source}' cannot be '{theirs}' of '{name}': {wrong}"
                    placed.machine.error(findings, "H003", address, message, hint)


def _disagreeing(context: Context, placed: PlacedEffect, wanted: Party, source: str) -> Iterator[tuple[str, str]]:
    ours = placed.machine.procedure.parties
    if source in (ACTOR, CHOICE) and not placed.a_person_acts:
        yield "nobody acts here", "name a party"
        return
    if source == CHOICE:
        return
    action = placed.machine.actions.get(placed.action or "")
    names = [source] if source != ACTOR or action is None else [name for name in action.by if name != SYSTEM]
    kinds = kinds_of(context, wanted)
    for name in names:
        if name not in ours:
            continue
        own = kinds_of(context, ours[name])
        if kinds and own and not kinds & own:
            said = f"it is played by {' or '.join(sorted(own))}, and that by {' or '.join(sorted(kinds))}"
            yield said, "the two parties need a kind of role in common"
        if ours[name].many and source != ACTOR and not wanted.many:
            yield "of it there may be several, and of that there is one", "say 'many: true' there"


def copies_fit(context: Context, findings: Findings) -> None:
    """H004, H005: what is copied exists on both sides, with the same type and list, and is never less protected."""
    for placed, start, name, procedure in _starts(context):
        theirs = _fields(context, procedure)
        ours = _fields(context, placed.machine.procedure)
        for target, source in start.copied.items():
            address = (*placed.address, "start", "copy", target)
            for into, out_of in _expanded(target, source, theirs, ours):
                if into not in theirs:
                    message = f"{placed.where}: '{name}' has no field '{into}'"
                    placed.machine.error(findings, "H004", address, message, suggestion(into, theirs, "fields"))
                elif out_of not in ours:
                    message = f"{placed.where}: there is no field '{out_of}' to copy"
                    placed.machine.error(findings, "H004", address, message, suggestion(out_of, ours, "fields"))
                else:
                    _check_copy(placed, address, (into, theirs[into]), (out_of, ours[out_of]), findings)


def _check_copy(
    placed: PlacedEffect,
    address: tuple[str | int, ...],
    into: tuple[str, tuple[ValueType, str]],
    out_of: tuple[str, tuple[ValueType, str]],
    findings: Findings,
) -> None:
    (target, (wanted, protected)), (source, (found, protection)) = into, out_of
    if wanted != found:
        several = " (several)" if found.many else "", " (several)" if wanted.many else ""
        message = f"'{source}' is {found.words}{several[0]}, '{target}' is {wanted.words}{several[1]}"
        hint = "a copy keeps type and code list"
        placed.machine.error(findings, "H004", address, f"{placed.where}: {message}", hint)
    if STRENGTH[protected] < STRENGTH[protection]:
        message = f"'{source}' is 'personal: {protection}', its copy '{target}' only 'personal: {protected}'"
        hint = f"say 'personal: {protection}' there"
        placed.machine.error(findings, "H005", address, f"{placed.where}: {message}", hint)


def _expanded(
    target: str, source: str, theirs: dict[str, tuple[ValueType, str]], ours: dict[str, tuple[ValueType, str]]
) -> list[tuple[str, str]]:
    """Return the fields that a copy means; of two whole forms those that both have."""
    into = {name.removeprefix(f"{target}.") for name in theirs if name.startswith(f"{target}.")}
    out_of = {name.removeprefix(f"{source}.") for name in ours if name.startswith(f"{source}.")}
    both = sorted(into & out_of)
    whole = target not in theirs and source not in ours and both
    return [(f"{target}.{name}", f"{source}.{name}") for name in both] if whole else [(target, source)]


def _fields(context: Context, procedure: Procedure) -> dict[str, tuple[ValueType, str]]:
    """Return the fields of the subject and of all forms of a procedure: type and protection."""
    forms = {SUBJECT: procedure.subject, **{f"form.{form}": form for form in procedure.forms}}
    return {
        f"{prefix}.{placed.name}": (
            type_of_field(placed.field, in_many=placed.in_many),
            placed.field.personal or "no",
        )
        for prefix, name in forms.items()
        if name in context.definition.forms
        for placed in placed_fields(context.definition.forms[name])
    }


def _starts(context: Context) -> Iterator[tuple[PlacedEffect, Start, str, Procedure]]:
    for machine in context.machines:
        for placed in effects_in(machine):
            found = started(context, placed)
            if found and placed.effect.start:
                yield placed, placed.effect.start, *found
