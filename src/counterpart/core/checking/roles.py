"""Do roles and switches name what exists, and can parties be played by them? R001, O001 to O003."""

from __future__ import annotations

import re

from counterpart.core.checking.area import Context, suggestion
from counterpart.core.checking.effects.verbs import kinds_of
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

PORTAL = frozenset({"citizen", "business", "external_body"})
"""Kinds of role that take part through the portal and not as authorities."""

MINIMUM_HELP = "write 'one per country' or 'one per competence per country'"
_MINIMUM = re.compile(r"(?:one|[1-9][0-9]{0,2}) per (?P<competence>competence per )?(?:country|member)", re.ASCII)


def roles_name_what_exists(context: Context, findings: Findings) -> None:
    """R001: the competence list of a role, and the role that registers it or sets a switch, exist."""
    definition = context.definition
    for name, role in definition.roles.items():
        if role.competence is not None and role.competence not in definition.codelists:
            hint = suggestion(role.competence, definition.codelists, "code lists")
            context.error(findings, "R001", ("roles", name, "competence"), f"no code list '{role.competence}'", hint)
        if role.registered_by is not None:
            _check_role(context, ("roles", name, "registered_by"), role.registered_by, findings)
    for name, policy in definition.policies.items():
        if policy.set_by is not None:
            _check_role(context, ("policies", name, "set_by"), policy.set_by, findings)


def _check_role(context: Context, address: Address, role: str, findings: Findings) -> None:
    if role not in context.definition.roles:
        hint = suggestion(role, context.definition.roles, "roles")
        context.error(findings, "R001", address, f"no role '{role}'", hint)


def minimums_can_be_counted(context: Context, findings: Findings) -> None:
    """O001, O002: `minimum` is written so that it can be counted, by a competence only where there is one."""
    for name, role in context.definition.roles.items():
        if role.minimum is None:
            continue
        address: Address = ("roles", name, "minimum")
        read = _MINIMUM.fullmatch(role.minimum)
        if read is None:
            message = f"role {name}: '{role.minimum}' cannot be counted"
            context.error(findings, "O001", address, message, MINIMUM_HELP)
        elif read["competence"] and role.competence is None:
            message = f"role {name}: counted by competence, but it has none"
            context.error(findings, "O002", address, message, "write 'competence: <code list>', or 'one per country'")


def portals_and_registers_have_their_roles(context: Context, findings: Findings) -> None:
    """O003: `external` parties are played through the portal, `system` ones by registers, and only these."""
    for machine in context.main_machines:
        for name, party in machine.procedure.parties.items():
            kinds = kinds_of(context, party)
            if not kinds:
                continue
            said = f"{machine.name}.{name}: "
            played = " or ".join(sorted(kinds))
            if party.external and not kinds & PORTAL:
                message = f"{said}is external, but played by {played}"
                hint = f"only {', '.join(sorted(PORTAL))} take part through the portal"
                machine.error(findings, "O003", ("parties", name, "external"), message, hint)
            if party.system and "register" not in kinds:
                message = f"{said}is a machine, but played by {played}"
                machine.error(findings, "O003", ("parties", name, "system"), message, "name a role of kind register")
            if kinds <= {"citizen", "business"} and not party.external:
                message = f"{said}is played by {played}, who have no account of an authority"
                machine.error(findings, "O003", ("parties", name, "role"), message, "say 'external: true'")
