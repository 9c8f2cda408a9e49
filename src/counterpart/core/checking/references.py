"""Does every name of a form, question set, role, document or message exist? R001, once for each place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from counterpart.core.checking.area import Context, PlacedMachine, suggestion
from counterpart.core.checking.effects.placed import PlacedEffect, effects_in
from counterpart.core.checking.mending import NO_FORMS, SUBJECT, meant
from counterpart.core.checking.readable import hooks_of, operation_named
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address


def procedures_name_what_exists(context: Context, findings: Findings) -> None:
    """R001: the subject, forms and question sets of a procedure, and the roles of its parties, exist."""
    definition = context.definition
    for machine in context.main_machines:
        procedure = machine.procedure
        if procedure.subject is not None:
            _exists(machine, ("subject",), procedure.subject, definition.forms, "form", findings)
        for index, form in enumerate(procedure.forms):
            _exists(machine, ("forms", index), form, definition.forms, "form", findings)
        for index, name in enumerate(procedure.questions):
            _exists(machine, ("questions", index), name, definition.questionsets, "question set", findings)
        for name, party in procedure.parties.items():
            for index, role in enumerate(party.role):
                _exists(machine, ("parties", name, "role", index), role, definition.roles, "role", findings)
        for name, document in procedure.documents.items():
            _exists(machine, ("documents", name, "of"), document.of, _held(context, procedure), "form", findings)


def _held(context: Context, procedure: Procedure) -> list[str]:
    """Return what a document may be made of: the exchange, what was asked, a form, a track."""
    return ["exchange", *NO_FORMS, *_forms(context, procedure), *procedure.tracks]


def machines_name_forms_of_the_procedure(context: Context, findings: Findings) -> None:
    """R001: what is filled in, edited or completed in a state or by an action is a form of the procedure."""
    for machine in context.machines:
        forms = _forms(context, machine.procedure)
        for name, action in machine.machine.actions.items():
            for index, form in enumerate(action.form):
                _form(context, machine, ("actions", name, "form", index), form, forms, findings)
            for index, form in enumerate(action.complete):
                _form(context, machine, ("actions", name, "complete", index), form, forms, findings)
        for name, state in machine.machine.states.items():
            for party, edited in state.edit.items():
                for index, form in enumerate(edited):
                    address = machine.edited(name, party, index)
                    _form(context, machine, address, form, [*forms, *NO_FORMS], findings)


def effects_name_what_exists(context: Context, findings: Findings) -> None:
    """R001: the forms, documents, messages and tracks that effects name exist."""
    for machine in context.machines:
        forms = [*_forms(context, machine.procedure), *NO_FORMS]
        for placed in effects_in(machine):
            for address, name in _locked(placed):
                _form(context, machine, address, name, forms, findings)
            for verb in ("pdf", "sign", "snapshot"):
                if document := getattr(placed.effect, verb):
                    known = machine.procedure.documents
                    _exists(machine, (*placed.address, verb), document, known, "document", findings)
            if notify := placed.effect.notify:
                known_messages = context.definition.messages
                address = (*placed.address, "notify", "message")
                _exists(machine, address, notify.message, known_messages, "message", findings)
            if opened := placed.effect.open:
                address = (*placed.address, "open", "track")
                _exists(machine, address, opened.track, machine.procedure.tracks, "track", findings)


def _locked(placed: PlacedEffect) -> Iterator[tuple[Address, str]]:
    for index, form in enumerate(placed.effect.lock or ()):
        yield (*placed.address, "lock", index), form


def operations_name_what_exists(context: Context, findings: Findings) -> None:
    """R001: the forms that a register's operation asks and answers with exist, and the role that provides it."""
    definition = context.definition
    for name, interface in definition.interfaces.items():
        here: Address = ("interfaces", name)
        if interface.provided_by is not None:
            known = {*definition.roles, *(party for each in definition.procedures.values() for party in each.parties)}
            _exists(context, (*here, "provided_by"), interface.provided_by, known, "role or party", findings)
        for each, operation in interface.operations.items():
            for key, form in (("request", operation.request), ("response", operation.response)):
                _exists(context, (*here, "operations", each, key), form, definition.forms, "form", findings)


def calls_reach_an_operation(context: Context, findings: Findings) -> None:
    """R001, R002: a call names an operation, and what follows it (answered, late, failed) are actions there.

    Those actions stand in the machine that calls, or in the track whose rows belong to the party that is asked.
    """
    for machine in context.machines:
        for placed in effects_in(machine):
            if placed.effect.call is None:
                continue
            name, party = placed.effect.call.operation, placed.effect.call.on
            operation = operation_named(context.definition, name)
            if operation is None:
                known = [
                    f"{key}.{each}" for key, face in context.definition.interfaces.items() for each in face.operations
                ]
                message = f"no operation '{name}' in interfaces"
                hint = suggestion(name, known, "operations")
                machine.error(findings, "R001", (*placed.address, "call", "operation"), message, hint)
                continue
            answering = _answering(context, machine, party)
            actions = {action for each in answering for action in each.actions}
            interface, _, of = name.partition(".")
            for hook, action in hooks_of(operation).items():
                if action not in actions:
                    context.error(
                        findings,
                        "R002",
                        ("interfaces", interface, "operations", of, hook),
                        f"operation {name}.{hook}: no action '{action}' in {answering[0].name}",
                        suggestion(action, sorted(actions), "actions"),
                    )


def _answering(context: Context, machine: PlacedMachine, party: str) -> list[PlacedMachine]:
    tracks = [
        each
        for each in context.of_procedure(machine.procedure_id)
        if each.track is not None and party in each.track.owners and each is not machine
    ]
    return [machine, *tracks] if machine.is_main else [machine]


def _forms(context: Context, procedure: Procedure) -> list[str]:
    """Return the forms of a procedure; a template leaves it to the module which form is the subject."""
    subject = [SUBJECT] if procedure.subject is not None or context.definition.library else []
    return [*subject, *procedure.forms]


def _form(
    context: Context,
    machine: PlacedMachine,
    address: Address,
    name: str,
    known: Collection[str],
    findings: Findings,
) -> None:
    if name in known:
        return
    if name in context.definition.forms and _is_misspelt(context, machine.procedure, name):
        return
    if name in context.definition.forms:
        message = f"form '{name}' is not one of the forms of '{machine.procedure_id}'"
        machine.error(findings, "R001", address, message, f"add it to 'forms' of '{machine.procedure_id}'")
    elif name == SUBJECT:
        message = f"procedure '{machine.procedure_id}' has no subject"
        machine.error(findings, "R001", address, message, "write 'subject: <form>'")
    else:
        machine.error(findings, "R001", address, f"no form '{name}'", suggestion(name, known, "forms"))


def _is_misspelt(context: Context, procedure: Procedure, form: str) -> bool:
    """Whether the procedure lists a form that does not exist (R001) and probably means this one."""
    forms = context.definition.forms
    return any(name not in forms and meant(name, forms) == form for name in procedure.forms)


def _exists(
    place: Context | PlacedMachine, address: Address, name: str, known: Iterable[str], what: str, findings: Findings
) -> None:
    names = list(known)
    if name not in names:
        place.error(findings, "R001", address, f"no {what} '{name}'", suggestion(name, names, f"{what}s"))
