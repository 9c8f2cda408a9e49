"""Who might play which party: a member for each, as the module says where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from counterpart.core.definitions.procedures import Party, Procedure

OF_NO_MEMBER = ("",)
"""Plays a party that comes from no member: the supervising body."""

_SAME_AS = "same as "


def cast_for(procedure: Procedure, members: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the members that play each party: the first one starts, the others come from elsewhere.

    A party of many is played by all but the first. Needs at least one member.
    """
    starter = next(iter(procedure.parties), "")
    first, others = members[0], tuple(members[1:]) or (members[0],)
    found: dict[str, tuple[str, ...]] = {}
    for name, party in procedure.parties.items():
        relation = party.country or "any"
        leader = _leader(party, relation)
        if relation == "none" and not party.external:
            found[name] = OF_NO_MEMBER
        elif name == starter or relation == "own":
            found[name] = (first,)
        elif leader in found:
            found[name] = found[leader] if party.many else found[leader][:1]
        else:
            found[name] = others if party.many else others[:1]
    return found


def _leader(party: Party, relation: str) -> str:
    """Return the party whose member this one shares: that it coordinates, or that it is the `same as`."""
    return party.of or (relation.removeprefix(_SAME_AS) if relation.startswith(_SAME_AS) else "")
