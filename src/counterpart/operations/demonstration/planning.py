"""The network of the report of 2011, authority by authority."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.directory.kinds import AuthorityKind
from counterpart.operations.demonstration.drawing import described, members_of_2011
from counterpart.operations.demonstration.names.countries import countries
from counterpart.operations.demonstration.planned import PlannedAuthority
from counterpart.operations.demonstration.relating import Coordinators


def network_plan(seed: int) -> Iterator[PlannedAuthority]:
    """Yield the 6,804 authorities, member by member, coordinators before those whom they coordinate.

    The figures and the coordinators are the same for every seed; it decides which of the smaller places take part, and
    what each authority is competent for and understands. A member is drawn when it is reached, not before.
    """
    for country in countries():
        yield from _member(country, seed)


def _member(country: str, seed: int) -> Iterator[PlannedAuthority]:
    """Yield the authorities of one member."""
    drawn = members_of_2011(country, seed)
    coordinators = Coordinators()
    for candidate in drawn:
        if candidate.kind.role is not AuthorityKind.AUTHORITY:
            coordinators.note(candidate.key, candidate.kind.role, candidate.kind.areas, candidate.place.region)
    for candidate in drawn:
        yield described(candidate, coordinators.relations(candidate), coordinators.first_in(candidate), seed)
