"""What a module wrote itself and never uses. U001 to U007, U009: mostly a name that is misspelt where it is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpart.core.checking.area import Context, understood
from counterpart.core.checking.condition_places import places
from counterpart.core.checking.effects.placed import effects_in
from counterpart.core.checking.forms.places import fields_in
from counterpart.core.checking.forms.questions import questions_in
from counterpart.core.checking.readable import effects_of, forms_written_in
from counterpart.core.conditions import FactKind, reads
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.questions import OneAnswer
from counterpart.core.findings import Findings

POLICY = "policy"


def own_parts_are_used(context: Context, findings: Findings) -> None:
    """U001 to U006: code lists, forms, question sets, messages, switches and roles of the module itself are used.

    What a library offers is for others, so libraries are not asked.
    """
    if context.definition.library:
        return
    _warn(context, "codelists", lists_used(context), ("U001", "code list", "chosen from"), findings)
    _warn(context, "forms", _forms_used(context), ("U002", "form", "filled in"), findings)
    _warn(context, "questionsets", _sets_used(context), ("U003", "question set", "asked"), findings)
    _warn(context, "messages", messages_used(context), ("U004", "message", "sent"), findings)
    _warn(context, "policies", switches_read(context), ("U005", "switch", "read"), findings)
    _warn(context, "roles", roles_named(context), ("U006", "role", "played"), findings)


def _warn(context: Context, section: str, used: Iterable[str], words: tuple[str, str, str], findings: Findings) -> None:
    names, (code, what, done) = set(used), words
    for name in getattr(context.definition, section):
        if name not in names and not context.area.inherited((section, name)):
            message = f"{what} '{name}' is never {done}"
            context.warning(findings, code, (section, name), message, "use it, or take it out")


def lists_used(context: Context) -> Iterator[str]:
    """Give the code lists that something is chosen from, or whose codes stand in a free column of another list."""
    definition = context.definition
    yield from _named_in_columns(definition)
    yield from (place.field.list for place in fields_in(context) if place.field.list)
    yield from (role.competence for role in definition.roles.values() if role.competence)
    for placed, _ in questions_in(context):
        answer = placed.question.answer
        yield answer.kind if isinstance(answer, OneAnswer) else answer.codes
    for procedure in definition.procedures.values():
        yield from (lookup.purpose for lookup in procedure.lookups.values() if lookup.purpose)


def _named_in_columns(definition: ModuleDefinition) -> Iterator[str]:
    for name, codes in definition.codelists.items():
        extras = [entry.model_extra or {} for entry in codes.values()]
        for column in {key for extra in extras for key in extra}:
            said = {extra[column] for extra in extras if column in extra}
            yield from (
                other for other, known in definition.codelists.items() if other != name and known.keys() >= said
            )


def _forms_used(context: Context) -> Iterator[str]:
    """Give the forms that somebody or a register fills in, or that another form extends."""
    definition = context.definition
    for machine in context.machines:
        yield from forms_written_in(definition, machine.procedure, machine.machine)
        yield machine.procedure.subject or ""
    for interface in definition.interfaces.values():
        for operation in interface.operations.values():
            yield from (operation.request, operation.response)
    written = context.area.package.root.get("forms")
    for form in written.values() if isinstance(written, dict) else ():
        if isinstance(form, dict) and isinstance(form.get("extends"), str):
            yield form["extends"]


def _sets_used(context: Context) -> Iterator[str]:
    for procedure in context.definition.procedures.values():
        yield from procedure.questions


def messages_used(context: Context) -> Iterator[str]:
    """Give the messages that some effect sends."""
    for procedure in context.definition.procedures.values():
        yield from (effect.notify.message for effect in effects_of(procedure) if effect.notify)


def switches_read(context: Context) -> Iterator[str]:
    """Give the switches that some condition reads."""
    for place in places(context):
        condition = understood(place.text)
        for fact in reads(condition) if condition else ():
            steps = fact.name.split(".") if fact.kind is FactKind.NAME else []
            if steps[1:2] == [POLICY]:
                yield steps[2]


def roles_named(context: Context) -> Iterator[str]:
    """Give the roles that play a party, register others, set a switch, search, or offer an interface."""
    definition = context.definition
    yield from (role.registered_by for role in definition.roles.values() if role.registered_by)
    yield from (policy.set_by for policy in definition.policies.values() if policy.set_by)
    yield from (interface.provided_by for interface in definition.interfaces.values() if interface.provided_by)
    for procedure in definition.procedures.values():
        for party in procedure.parties.values():
            yield from party.role
        for lookup in procedure.lookups.values():
            yield from lookup.by


def operations_are_called(context: Context, findings: Findings) -> None:
    """U007: some effect calls each operation that registers have to offer."""
    called = {
        effect.call.operation
        for procedure in context.definition.procedures.values()
        for effect in effects_of(procedure)
        if effect.call
    }
    for name, interface in context.definition.interfaces.items():
        for each in interface.operations:
            address = ("interfaces", name, "operations", each)
            if f"{name}.{each}" not in called and not context.definition.library:
                message = f"operation '{name}.{each}' is never called"
                context.warning(findings, "U007", address, message, "add an effect 'call', or take it out")


def documents_are_made(context: Context, findings: Findings) -> None:
    """U009: some effect makes each kind of document that the procedure itself declares."""
    for main in context.main_machines:
        made = {
            document
            for machine in context.of_procedure(main.procedure_id)
            for placed in effects_in(machine)
            for document in (placed.effect.pdf, placed.effect.sign, placed.effect.snapshot)
        }
        for name in main.procedure.documents:
            address = ("procedures", main.procedure_id, "documents", name)
            if name not in made and not context.area.inherited(address):
                message = f"{main.name}: document '{name}' is never made"
                context.warning(findings, "U009", address, message, "add an effect 'pdf' or 'snapshot'")
