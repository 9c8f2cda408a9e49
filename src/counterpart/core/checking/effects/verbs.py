"""Does what follows an action make sense? Branches, conditions, choices, parties."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.effects.placed import PlacedEffect, effects_in
from counterpart.core.definitions.procedures import Party
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

CHOICE = "choice"
NOT_ON_BRANCHES = frozenset({"notify", "pdf", "sign", "publish", "unpublish", "start", "charge"})
WITHOUT_CONDITION = frozenset({"lock", "charge"})


def effects_happen_on_one_branch(context: Context, findings: Findings) -> None:
    """M023: an action with branches does nothing irrevocable whichever branch is taken."""
    for machine in context.machines:
        for placed in effects_in(machine):
            branches = placed.action is not None and len(machine.actions[placed.action].to) > 1
            if branches and placed.effect.verb in NOT_ON_BRANCHES and placed.effect.when is None:
                machine.error(
                    findings,
                    "M023",
                    (*placed.address, placed.effect.verb),
                    f"{placed.where}: '{placed.effect.verb}' on an action with branches would happen whichever "
                    "branch is taken",
                    "put it under 'effects' of the state it belongs to",
                )


def locks_and_charges_are_certain(context: Context, findings: Findings) -> None:
    """A001: `lock` and `charge` take no condition (grammar, section 7)."""
    for machine in context.machines:
        for placed in effects_in(machine):
            if placed.effect.verb in WITHOUT_CONDITION and placed.effect.when is not None:
                machine.error(
                    findings,
                    "A001",
                    (*placed.address, "when"),
                    f"{placed.where}: '{placed.effect.verb}' takes no condition",
                    "put it on a state, or on an action of its own",
                )


def effects_name_parties(context: Context, findings: Findings) -> None:
    """M005: who is told, asked or replaced is a party of the procedure."""
    for machine in context.machines:
        parties = machine.procedure.parties
        for placed in effects_in(machine):
            for said, name, address in _parties_named(placed):
                if name not in parties:
                    message = f"{placed.where}: {said} '{name}' is not a party"
                    machine.error(findings, "M005", address, message, suggestion(name, parties, "parties"))


def _parties_named(placed: PlacedEffect) -> Iterator[tuple[str, str, Address]]:
    effect = placed.effect
    if effect.notify:
        for index, name in enumerate(effect.notify.to):
            yield "notify", name, (*placed.address, "notify", "to", index)
    if effect.call:
        yield "call on", effect.call.on, (*placed.address, "call", "on")
    if effect.assign:
        yield "assign", effect.assign.party, (*placed.address, "assign", "party")


def choices_have_somebody_who_chooses(context: Context, findings: Findings) -> None:
    """A002: `choice` stands only where a person acts: not on a state, not where the system does the action."""
    for machine in context.machines:
        for placed in effects_in(machine):
            for address in _choices(placed):
                if not placed.a_person_acts:
                    machine.error(
                        findings,
                        "A002",
                        address,
                        f"{placed.where}: 'choice' has nobody who chooses",
                        "put the effect on an action that only a party does, or name what is meant",
                    )


def _choices(placed: PlacedEffect) -> Iterator[Address]:
    effect = placed.effect
    if effect.assign and effect.assign.from_ == CHOICE:
        yield (*placed.address, "assign", "from")
    if effect.open and effect.open.for_ == CHOICE:
        yield (*placed.address, "open", "for")
    if effect.open and effect.open.questions == CHOICE:
        yield (*placed.address, "open", "questions")


def questions_are_there_to_be_split(context: Context, findings: Findings) -> None:
    """A005: `questions` is said only where the procedure has questions; a template leaves them to the module."""
    for machine in context.machines:
        if machine.procedure.questions or context.definition.library:
            continue
        for placed in effects_in(machine):
            if placed.effect.open and placed.effect.open.questions:
                machine.error(
                    findings,
                    "A005",
                    (*placed.address, "open", "questions"),
                    f"{placed.where}: '{machine.procedure_id}' has no questions that could be handed over",
                    "say 'questions: [<question set>]' in the procedure, or leave the feature out with 'without'",
                )


def kinds_of(context: Context, party: Party) -> frozenset[str]:
    """Return the kinds of authority (or person) that may play a party; roles that do not exist are passed over."""
    roles = context.definition.roles
    return frozenset(roles[role].kind for role in party.role if role in roles)
