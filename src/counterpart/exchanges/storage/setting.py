"""What an action may ask of the directory: switches, and who may play a party. Nothing is asked that is not needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from counterpart.core.workflow import Player, Profile, Rulebook
from counterpart.core.writing import Setting
from counterpart.directory.queries.players import (
    Participant,
    candidates,
    participants_by_ref,
    switches,
)
from counterpart.exchanges.storage.held import File
from counterpart.exchanges.storage.needs import Needs

OF_NO_MEMBER = "none"
"""What `country` of a party says whose players belong to no member."""

BODIES = ""
"""The member under which bodies of the network are found, which belong to none."""

NO_SETTING = Setting({}, (), {})


def setting_for(file: File, rules: Rulebook, needs: Needs, now: dt.datetime) -> Setting:
    """Return the setting of an action: a statement for switches, one for each role of a party that may be filled."""
    module = file.one.layout.pin.module
    found: Mapping[str, Mapping[str, bool]] = {}
    if needs.switches:
        seats = [one for held in file.held.values() for one in held.seats]
        members = {one.seat.player.member for one in seats} - {""}
        ids = {one.authority_id for one in seats if one.authority_id is not None}
        found = switches(module, members, ids, now)
    return Setting(found, (), players_for(file, module, rules, needs.parties))


def players_for(file: File, module: str, rules: Rulebook, parties: Iterable[str]) -> dict[str, tuple[Player, ...]]:
    """Return who may play these parties, by party; who they are is noted in the file."""
    found: dict[str, tuple[Player, ...]] = {}
    for party in parties:
        declared = rules.parties.get(party)
        if declared is None:
            continue
        members = rules.profile.members if declared.country != OF_NO_MEMBER else (BODIES,)
        here: dict[Player, None] = {}
        for role in declared.role:
            for of_member in candidates(module, role, members).values():
                here |= dict.fromkeys(player_of(one, rules.profile, file.people) for one in of_member)
        found[party] = tuple(here)
    return found


def player_of(participant: Participant, profile: Profile, people: dict[str, int]) -> Player:
    """Return an authority as the engine knows it; its zone is said where it is not that of its member."""
    ref = str(participant.ref)
    people[ref] = participant.id
    usual = profile.calendar(participant.member).zone
    zone = participant.zone if participant.zone != usual and participant.member else ""
    return Player(participant.member, ref, zone)


def players_by_ref(refs: Collection[UUID], profile: Profile, people: dict[str, int]) -> dict[UUID, Player]:
    """Return authorities by ref, in one statement; those that do not exist are absent."""
    if not refs:
        return {}
    return {ref: player_of(one, profile, people) for ref, one in participants_by_ref(refs).items()}


def refs_in(value: Any) -> list[UUID]:
    """Return the refs of authorities that the value of a field names."""
    found = []
    for one in value if isinstance(value, list | tuple) else [value]:
        try:
            found.append(UUID(str(one).rpartition("/")[2]))
        except ValueError:
            continue  # a member by its code, or no authority at all
    return found
