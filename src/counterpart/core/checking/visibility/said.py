"""Does every `visible_to` name what exists, and does somebody see every field? V001 to V005, V008 to V011."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.effects.placed import effects_in
from counterpart.core.checking.forms.places import FieldPlace, fields_in
from counterpart.core.checking.visibility.places import Restriction, restrictions
from counterpart.core.checking.visibility.sight import sight_of
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

KINDS = ("personal", "sensitive", "attachments", "answers")
"""The kinds of data that `visible_to` of a procedure may restrict."""

SHARED = frozenset({"forms", "questionsets"})


def visible_to_names_parties(context: Context, findings: Findings) -> None:
    """V001: every party in `visible_to` takes part in every procedure that reads it."""
    for restriction in restrictions(context):
        for name in restriction.procedures:
            procedure = context.definition.procedures[name]
            for party in restriction.visible_to:
                if party not in procedure.parties and not _left_out(context, restriction, name, "parties", party):
                    message = f"{restriction.said}: '{party}' is not a party of '{name}'"
                    hint = suggestion(party, procedure.parties, "parties")
                    address = _blamed(context, restriction, name, (*restriction.address, party))
                    context.error(findings, "V001", address, message, hint)


def visible_to_names_states(context: Context, findings: Findings) -> None:
    """V002: a state in `visible_to` is one of the procedure, or `track.state`."""
    for restriction in restrictions(context):
        for name in restriction.procedures:
            procedure = context.definition.procedures[name]
            known = [*procedure.states, *_of_tracks(procedure)]
            for _, place, address in restriction.places():
                if place not in known and not _left_out(context, restriction, name, *_steps(place)):
                    message = f"{restriction.said}: '{name}' has no state '{place}'"
                    blamed = _blamed(context, restriction, name, address)
                    context.error(findings, "V002", blamed, message, suggestion(place, known, "states"))


def _blamed(context: Context, restriction: Restriction, procedure: str, address: Address) -> Address:
    """Return where the mistake is: a library's form is right in itself, so it was wrong to take it."""
    kind, name = restriction.address[:2]
    taken = context.area.source(restriction.address).library is not None
    if not taken or kind not in SHARED:
        return address
    used = context.definition.procedures[procedure]
    named = used.forms if kind == "forms" else used.questions
    if name in named:
        return ("procedures", procedure, "forms" if kind == "forms" else "questions", named.index(str(name)))
    return ("procedures", procedure, "subject")


def _of_tracks(procedure: Procedure) -> list[str]:
    return [f"{track}.{state}" for track, machine in procedure.tracks.items() for state in machine.states]


def _steps(place: str) -> tuple[str, ...]:
    track, dot, state = place.rpartition(".")
    return ("tracks", track, "states", state) if dot else ("states", state)


def _left_out(context: Context, restriction: Restriction, procedure: str, *steps: str) -> bool:
    """Return whether a shared form names what its template has and the module has taken away; that is no mistake."""
    if restriction.address[0] not in SHARED or not context.area.inherited(restriction.address):
        return False
    wanted = ("procedures", procedure, *steps)
    return any(wanted[: len(each.address)] == each.address for each in context.area.provenance.removals)


def procedures_restrict_what_exists(context: Context, findings: Findings) -> None:
    """V003: `visible_to` of a procedure names a kind of data, or one of its forms."""
    for name, procedure in context.definition.procedures.items():
        forms = [*procedure.forms, *((procedure.subject,) if procedure.subject else ())]
        for what in procedure.visible_to:
            if what not in KINDS and what not in forms:
                message = f"{name}: visible_to names '{what}', which is no kind of data and no form of it"
                hint = suggestion(what, [*KINDS, *forms], "kinds and forms")
                context.error(findings, "V003", ("procedures", name, "visible_to", what), message, hint)


def visible_to_says_something(context: Context, findings: Findings) -> None:
    """V008: `visible_to` names somebody, and a list of states names a state.

    A list that is empty because the module removed the states of a template means what it says: never.
    """
    for restriction in restrictions(context):
        if not restriction.visible_to:
            message = f"{restriction.said}: visible_to names nobody"
            context.error(findings, "V008", restriction.address, message, "name who sees it, or remove the key")
        for party, when in restriction.visible_to.items():
            address = (*restriction.address, party)
            if not when and not context.area.inherited(address):
                message = f"{restriction.said}: no state is named in which '{party}' sees it"
                hint = "name states, or write 'always' or 'never'"
                context.error(findings, "V008", address, message, hint)


def who_may_see_may_open(context: Context, findings: Findings) -> None:
    """V009: in a state named for a party, the party may open the exchange (`sees`)."""
    for restriction in restrictions(context):
        for name in restriction.procedures:
            states = context.definition.procedures[name].states
            for party, place, address in restriction.places():
                sees = states[place].sees if place in states else None
                if sees is not None and party not in sees:
                    message = f"{restriction.said}: '{party}' cannot open '{name}' in '{place}'"
                    hint = f"add '{party}' to 'sees' of '{place}', or take the state out"
                    context.warning(findings, "V009", address, message, hint)


def every_field_has_a_reader(context: Context, findings: Findings) -> None:
    """V004, V005: somebody sees every field at some time, in each procedure that uses its form.

    An error for personal data, a warning for others. Who filled a field in sees it too, but does not count: what only
    its writer reads need not be sent.
    """
    for place in fields_in(context):
        if place.field.fields:
            continue
        for name, _ in context.names.uses_of_form(place.form_id):
            if place.placed.name in sight_of(context.definition, name).ever_seen(place.form_id):
                continue
            message = f"nobody ever sees it in '{name}'"
            hint = "widen 'visible_to' of the field, its section, its form or the procedure"
            if place.personal:
                place.error(findings, "V004", _restricting(place), message, hint)
            else:
                place.warning(findings, "V005", _restricting(place), message, hint)


def _restricting(place: FieldPlace) -> str:
    return "visible_to" if place.field.visible_to is not None else "label"


def what_is_public_is_not_hidden(context: Context, findings: Findings) -> None:
    """V010: a field that the world may read is not hidden from a party for ever."""
    for place in fields_in(context):
        if not place.field.public:
            continue
        for name, _ in context.names.uses_of_form(place.form_id):
            for party in _hidden_from(context, place, name):
                message = f"is public, but '{party}' of '{name}' never sees it"
                place.warning(findings, "V010", "public", message, f"name '{party}' under 'visible_to'")


def _hidden_from(context: Context, place: FieldPlace, procedure: str) -> Iterator[str]:
    sight = sight_of(context.definition, procedure)
    if not sight.restricted(place.form_id):
        return
    for party in context.definition.procedures[procedure].parties:
        if place.placed.name not in sight.ever_seen_by(party, place.form_id):
            yield party


def something_is_published(context: Context, findings: Findings) -> None:
    """V011: `publish: public` has something to show: a field of the procedure is public."""
    for machine in context.machines:
        procedure = machine.procedure
        names = [procedure.subject, *procedure.forms]
        forms = [context.definition.forms[name] for name in names if name in context.definition.forms]
        if len(forms) < len(names):  # a template leaves its subject to the module
            continue
        public = {place.form_id for place in fields_in(context) if place.field.public}
        for placed in effects_in(machine):
            if placed.effect.publish == "public" and not public & {name for name in names if name}:
                message = f"{placed.where}: no field of '{machine.procedure_id}' is public"
                hint = "say 'public: true' of the fields that the world may read"
                machine.error(findings, "V011", (*placed.address, "publish"), message, hint)
