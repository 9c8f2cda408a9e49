"""What a scenario is given: who takes part, the subject, the switches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from counterpart.core.composing.area import Area
from counterpart.core.definitions.network import Membership, NetworkDefinition
from counterpart.core.definitions.procedures import Procedure
from counterpart.core.definitions.scenarios import Given, Player
from counterpart.core.reading.tree import Address
from counterpart.core.simulation.story_places import Places
from counterpart.core.simulation.story_values import check_exchange, check_fields, questions_of

_GIVEN: Address = ("given",)
ON_OFF = ("on", "off")


def check_given(area: Area, procedure: Procedure, given: Given, places: Places) -> None:
    """Report what a scenario is given and cannot be."""
    at: Address = (*_GIVEN, "parties")
    places.known(at, "party", given.parties, procedure.parties)
    for party, players in given.parties.items():
        check_players(area, players, (*at, party), places)
        _check_membership(area, players, given.at, (*at, party), places)
        if party in procedure.parties and len(players) > 1 and not procedure.parties[party].many:
            places.wrong((*at, party), f"'{party}' is one authority, and {len(players)} are given")
    check_members(area, given.members, (*_GIVEN, "members"), places)
    questions = questions_of(area.definition, procedure)
    places.known((*_GIVEN, "ask"), "question", given.ask, questions)
    check_exchange(given.exchange, (*_GIVEN, "exchange"), places)
    check_subject(area, procedure, given.subject, (*_GIVEN, "subject"), places)
    _check_switches(area, given, places)
    procedures = {*area.definition.procedures, *(name for one in area.libraries for name in one.definition.procedures)}
    places.known((*_GIVEN, "consulted"), "procedure", given.consulted, procedures)


def check_subject(area: Area, procedure: Procedure, values: dict[str, object], at: Address, places: Places) -> None:
    """Report values of a subject that the procedure does not have."""
    if not values:
        return
    if procedure.subject is None or procedure.subject not in area.definition.forms:
        places.wrong(at, "the procedure has no subject")
    else:
        check_fields(area.definition, procedure.subject, values, at, places)


def check_players(area: Area, players: Iterable[Player], at: Address, places: Places) -> None:
    """Report members that do not take part in the module."""
    check_members(area, [player.member for player in players], at, places)


def check_members(area: Area, members: Iterable[str], at: Address, places: Places) -> None:
    """Report codes of members that do not take part in the module."""
    network = area.network.members if area.network else {}
    listed = list(members)
    if places.known(at, "member", listed, network):
        for member in listed:
            if member not in area.participants:
                places.wrong(at, f"'{member}' does not take part in {area.name}", "see 'countries' in module.yaml")


def _check_membership(area: Area, players: Iterable[Player], moment: str, at: Address, places: Places) -> None:
    """Report members that did not belong to the network when the scenario begins."""
    day = date.fromisoformat(moment[:10])
    for player in players:
        membership = _membership(area.network, player.member)
        if membership is None:
            continue
        if membership.since and day < date.fromisoformat(membership.since):
            places.wrong(at, f"'{player.member}' joins the network on {membership.since}, after {day.isoformat()}")
        if membership.until and day > date.fromisoformat(membership.until):
            places.wrong(at, f"'{player.member}' left the network on {membership.until}, before {day.isoformat()}")


def _membership(network: NetworkDefinition | None, code: str) -> Membership | None:
    member = network.members.get(code) if network else None
    return member.membership if member else None


def _check_switches(area: Area, given: Given, places: Places) -> None:
    for whose, switches in given.switches.items():
        at: Address = (*_GIVEN, "switches", whose)
        check_members(area, [whose.partition("/")[0]], at, places)
        places.known(at, "switch", switches, area.definition.policies)
        for name, value in switches.items():
            if not isinstance(value, bool) and value not in ON_OFF:
                places.wrong((*at, name), f"'{value}' is neither on nor off")
