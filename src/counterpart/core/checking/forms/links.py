"""Do fields that link to something name it rightly? Types entry and exchange, member and members (F006, F009, F015)."""

from __future__ import annotations

from counterpart.core.checking.area import Context, listed, suggestion
from counterpart.core.checking.forms.places import STRENGTH, FieldPlace, fields_in
from counterpart.core.checking.readable import type_of_field
from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.findings import Findings

LINKS = frozenset({"entry", "exchange"})
MEMBERS = frozenset({"member", "members"})


def links_name_procedures(context: Context, findings: Findings) -> None:
    """F006, R001, M002: a link says `of` which procedure, and `in` which of its states what it leads to may be."""
    procedures = context.definition.procedures
    for place in fields_in(context):
        field = place.field
        if field.type not in LINKS:
            continue
        if field.of is None:
            hint = listed(procedures, "procedures")
            place.error(findings, "F006", "type", f"type {field.type} needs 'of: <procedure>'", hint)
        elif field.of not in procedures:
            hint = suggestion(field.of, procedures, "procedures")
            place.error(findings, "R001", "of", f"no procedure '{field.of}'", hint)
        else:
            _check_states(place, field.of, procedures[field.of], findings)


def _check_states(place: FieldPlace, name: str, procedure: Procedure, findings: Findings) -> None:
    for index, state in enumerate(place.field.within):
        if state not in procedure.states:
            hint = suggestion(state, procedure.states, "states")
            place.error(findings, "M002", ("in", index), f"'{name}' has no state '{state}'", hint)


def members_come_from_groups(context: Context, findings: Findings) -> None:
    """P004: a field of type member is limited to groups of the network."""
    network = context.area.network
    if network is None:
        return
    for place in fields_in(context):
        for index, group in enumerate(place.field.within if place.field.type in MEMBERS else ()):
            if group not in network.groups:
                hint = suggestion(group, network.groups, "groups")
                place.error(findings, "P004", ("in", index), f"the network has no group '{group}'", hint)


def filled_fields_fit(context: Context, findings: Findings) -> None:
    """F009, F015: `fill` copies from fields of the entry into fields of the form: same type, never less protected."""
    for place in fields_in(context):
        procedure = context.definition.procedures.get(place.field.of or "")
        subject = context.definition.forms.get(procedure.subject or "") if procedure else None
        if subject is None:
            continue
        theirs = {placed.name: placed for placed in placed_fields(subject)}
        ours = {placed.name: placed for placed in placed_fields(place.form)}
        for target, source in place.field.fill.items():
            name = source.removeprefix("subject.")
            if target not in ours:
                message = f"fill: the form has no field '{target}'"
                place.error(findings, "F009", ("fill", target), message, suggestion(target, ours, "fields"))
            elif name not in theirs:
                message = f"fill: an entry of '{place.field.of}' has no field '{name}'"
                place.error(findings, "F009", ("fill", target), message, suggestion(name, theirs, "fields"))
            else:
                _check_fill(place, ours[target], theirs[name], findings)


def _check_fill(place: FieldPlace, target: PlacedField, source: PlacedField, findings: Findings) -> None:
    address = ("fill", target.name)
    wanted = type_of_field(target.field, in_many=target.in_many)
    found = type_of_field(source.field, in_many=source.in_many)
    if wanted != found:
        several = [" (several)" if each.many else "" for each in (found, wanted)]
        message = f"fill: '{source.name}' is {found.words}{several[0]}, '{target.name}' is {wanted.words}{several[1]}"
        place.error(findings, "F009", address, message, "a copy keeps type and code list")
    ours, theirs = target.field.personal or "no", source.field.personal or "no"
    if STRENGTH[ours] < STRENGTH[theirs]:
        message = f"fill: '{source.name}' is 'personal: {theirs}', its copy '{target.name}' only 'personal: {ours}'"
        place.error(findings, "F015", address, message, f"say 'personal: {theirs}' of '{target.name}'")
