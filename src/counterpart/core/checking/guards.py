"""Does every condition say something that can be true? E001 for all of them, M024 for what happens by itself."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, PlacedMachine, understood
from counterpart.core.checking.condition_places import Place, places
from counterpart.core.checking.readable import Table, parents_of
from counterpart.core.checking.time.deadlines import deadlines_in
from counterpart.core.conditions import (
    Condition,
    ConditionError,
    Fact,
    FactKind,
    Names,
    check_yes_no,
    parse,
    reads,
    report,
)
from counterpart.core.definitions.due import AfterDate, OnDate
from counterpart.core.definitions.forms import Form, placed_fields
from counterpart.core.definitions.procedures import Action
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address


def every_condition_makes_sense(context: Context, findings: Findings) -> None:
    """E001: each condition can be read, names what exists, and compares like with like, wherever it is used."""
    for place in places(context):
        error = None if context.follows(place.address) else _wrong_with(place)
        if error is not None:
            report(findings, context.at(*place.address), place.what, error, place.text)


def _wrong_with(place: Place) -> ConditionError | None:
    try:
        condition = parse(place.text)
        for table in place.tables:
            if not _in_doubt(condition, table):
                check_yes_no(condition, table.names)
    except ConditionError as error:
        return error
    return None


def _in_doubt(condition: Condition, table: Table) -> bool:
    return any(fact.name.startswith(table.doubtful) for fact in reads(condition))


def what_happens_by_itself_reads_nothing_sealed(context: Context, findings: Findings) -> None:
    """M024: overdue and automatic actions read tracks, children, states, switches, dates and facets only.

    Nobody is signed in when the clock acts, and what is sealed is opened for people only (grammar, section 7).
    """
    for machine in context.machines:
        clear = clear_names(context, machine.procedure_id)
        names = context.names.of_machine(machine.procedure_id, machine.track_id)
        for name, action in machine.actions.items():
            if not _happens_by_itself(machine, name, action):
                continue
            for address, fact in _read_by(name, action):
                if _sealed(fact, clear, names):
                    machine.error(
                        findings,
                        "M024",
                        address,
                        f"{machine.name}.{name}: happens by itself, but reads {_shown(fact)}, which lies sealed",
                        "it may read tracks, children, states, switches, dates of the exchange, and fields that are "
                        "'personal: no' with 'search' or 'public'",
                    )


def clear_names(context: Context, procedure_id: str) -> frozenset[str]:
    """Return the names that can be read while nobody is signed in.

    Of the fields, those that lie in clear beside the sealed ones: `personal: no`, and searched, public, or counted in
    a statistic of the procedure; and the dates behind a `due`, which were copied to the deadline.
    """
    definition = context.definition
    procedure = definition.procedures[procedure_id]
    counted = {name for each in definition.statistics.values() if each.procedure == procedure_id for name in each.by}
    names = context.names.of_procedure(procedure_id).values
    sealed = ("subject.", "form.", "answers.", "parent.subject.")
    clear = {name for name in names if not name.startswith(sealed)}
    if procedure.subject in definition.forms:
        form = definition.forms[procedure.subject]
        clear |= _facets(form, "subject.", counted)
    for each in procedure.forms:
        if each in definition.forms:
            clear |= _facets(definition.forms[each], f"form.{each}.", counted)
    for _, parent in parents_of(definition, procedure_id):
        if parent.subject in definition.forms:
            clear |= _facets(definition.forms[parent.subject], "parent.subject.", set())
    for machine in context.of_procedure(procedure_id):
        for placed in deadlines_in(machine):
            clear |= {part.name for part in placed.parts if isinstance(part, OnDate | AfterDate)}
    return frozenset(clear)


def _facets(form: Form, prefix: str, counted: set[str]) -> set[str]:
    return {
        name
        for placed in placed_fields(form)
        if (name := f"{prefix}{placed.name}")
        and placed.field.personal == "no"
        and (placed.field.search or placed.field.public or name in counted)
    }


def _happens_by_itself(machine: PlacedMachine, name: str, action: Action) -> bool:
    timed = {clocked for state in machine.states for clocked, _ in machine.clocked(state)}
    if machine.is_main:
        timed |= {clock.runs_out for clock in machine.procedure.clocks.values() if clock.runs_out}
    return action.auto or name in timed


def _read_by(name: str, action: Action) -> Iterator[tuple[Address, Fact]]:
    """Give what an action reads when the system does it, with the address of what reads it."""
    here: Address = ("actions", name)
    texts: list[tuple[Address, str | None]] = [((*here, "when"), action.when if action.auto else None)]
    texts += [((*here, "to", index, "when"), way.when) for index, way in enumerate(action.to)]
    for index, effect in enumerate(action.effects):
        at = (*here, "effects", index)
        texts.append(((*at, "when"), effect.when))
        for target, named in (effect.set or {}).items():
            yield from (((*at, "set", target), Fact(FactKind.NAME, source)) for source in named)
        if effect.open and "." in effect.open.for_:
            yield (*at, "open", "for"), Fact(FactKind.NAME, effect.open.for_)
        if effect.assign and "." in effect.assign.from_:
            yield (*at, "assign", "from"), Fact(FactKind.NAME, effect.assign.from_)
    for address, text in texts:
        condition = understood(text)
        for fact in sorted(reads(condition)) if condition else ():
            yield address, fact


def _sealed(fact: Fact, clear: frozenset[str], names: Names) -> bool:
    if fact.kind is FactKind.NAME:
        return fact.name in names.values and fact.name not in clear
    return fact.kind is not FactKind.ROWS


def _shown(fact: Fact) -> str:
    if fact.kind is FactKind.NAME:
        return f"'{fact.name}'"
    if fact.kind is FactKind.CONSULTED:
        return "who consulted what"
    return "which questions were asked or answered"
