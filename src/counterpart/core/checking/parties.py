"""Who takes part: the country of a party, its coordinator, its group (grammar, section 4)."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.core.checking.area import Context, PlacedMachine, suggestion
from counterpart.core.checking.circles import shortest_circles
from counterpart.core.checking.effects.verbs import kinds_of
from counterpart.core.conditions import Kind
from counterpart.core.definitions.procedures import Party
from counterpart.core.findings import Findings
from counterpart.core.reading.tree import Address

RELATIVE = ("any", "own", "other", "all", "none")
SAME_AS = "same as "
PLACES = frozenset({Kind.COUNTRY, Kind.MEMBER})
HOW_TO_SAY = "write any, own, other, all or none, 'same as <party>', or a field of type member or country"


def parties_come_from_somewhere(context: Context, findings: Findings) -> None:
    """P001: `country` is relative to who starts, a field of type member or country, or the same as another party's."""
    for machine in context.main_machines:
        for name, party in machine.procedure.parties.items():
            wrong = _wrong_country(context, machine, name, party)
            if wrong:
                said = f"{machine.name}.{name}: country '{party.country}'{wrong[0]}"
                machine.error(findings, "P001", ("parties", name, "country"), said, wrong[1])


def _wrong_country(context: Context, machine: PlacedMachine, name: str, party: Party) -> tuple[str, str] | None:
    country, parties = party.country, machine.procedure.parties
    if country is None or country in RELATIVE or context.names.in_doubt(machine.procedure_id, country):
        return None
    if country.startswith(SAME_AS):
        other = country.removeprefix(SAME_AS)
        if other in parties and other != name:
            return None
        others = [each for each in parties if each != name]
        return f": '{other}' is not another party", suggestion(other, others, "parties")
    values = context.names.of_procedure(machine.procedure_id).values
    if country not in values:
        choices = [*RELATIVE, *(known for known, kind in values.items() if kind.kind in PLACES)]
        return " is neither known nor a field", suggestion(country, choices, "choices")
    if values[country].kind not in PLACES:
        return f" is {values[country].words}", HOW_TO_SAY
    if values[country].many and not party.many:
        return " may hold several, but the party is one", "say 'many: true' of the party"
    return None


def parties_of_parties_end_somewhere(context: Context, findings: Findings) -> None:
    """M005, P002: `of` names another party, and neither `of` nor `same as` leads back to where it began."""
    for machine in context.main_machines:
        parties = machine.procedure.parties
        for name, party in parties.items():
            if party.of is not None and party.of not in parties:
                message = f"{machine.name}.{name}: of '{party.of}' is not a party"
                hint = suggestion(party.of, parties, "parties")
                machine.error(findings, "M005", ("parties", name, "of"), message, hint)
        for key, follows in (("of", _coordinated(parties)), ("country", _alike(parties))):
            for name, *_ in shortest_circles({name: (after,) for name, after in follows.items()}):
                message = f"{machine.name}.{name}: '{key}' leads back to '{name}'"
                machine.error(findings, "P002", ("parties", name, key), message, "let it end at a party that is chosen")


def _coordinated(parties: Mapping[str, Party]) -> dict[str, str]:
    return {name: party.of for name, party in parties.items() if party.of in parties and party.of is not None}


def _alike(parties: Mapping[str, Party]) -> dict[str, str]:
    written = {name: party.country or "" for name, party in parties.items()}
    found = {name: text.removeprefix(SAME_AS) for name, text in written.items() if text.startswith(SAME_AS)}
    return {name: other for name, other in found.items() if other in parties and other != name}


def coordinators_are_coordinators(context: Context, findings: Findings) -> None:
    """P003: a party that is the coordinator `of` another plays a role of kind coordinator."""
    for machine in context.main_machines:
        for name, party in machine.procedure.parties.items():
            kinds = kinds_of(context, party)
            if party.of is not None and kinds and "coordinator" not in kinds:
                message = (
                    f"{machine.name}.{name}: is the coordinator of '{party.of}', but no role of it is a coordinator"
                )
                hint = "name a role with 'kind: coordinator', or remove 'of'"
                machine.error(findings, "P003", ("parties", name, "role"), message, hint)


def parties_lie_within_groups(context: Context, findings: Findings) -> None:
    """P004: `within` names a group of the network."""
    if context.area.network is None:
        return
    groups = context.area.network.groups
    for machine in context.main_machines:
        for name, party in machine.procedure.parties.items():
            if party.within is not None and party.within not in groups:
                address: Address = ("parties", name, "within")
                message = f"{machine.name}.{name}: the network has no group '{party.within}'"
                machine.error(findings, "P004", address, message, suggestion(party.within, groups, "groups"))
