"""Who coordinates whom: the relations of a planned authority (domain: validating, access, request, linked)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from counterpart.directory.kinds import AuthorityKind, RelationKind
from counterpart.operations.demonstration.drawing import Candidate
from counterpart.operations.demonstration.planned import PlannedAuthority, PlannedRelation

NEAREST = (AuthorityKind.DELEGATED, AuthorityKind.REGIONAL, AuthorityKind.AREA, AuthorityKind.NATIONAL)
"""Who gives access to an area: whoever is closest. No authority is coordinated by one of its own kind."""


@dataclass(slots=True)
class Coordinators:
    """The coordinators of one member, noted as they are planned: by kind, module and region."""

    known: dict[tuple[AuthorityKind, str, str | None], str] = field(default_factory=dict)

    def note(self, key: str, kind: AuthorityKind, modules: Iterable[str], region: str | None) -> None:
        """Remember a coordinator; of two for the same module and region the first one counts."""
        for module in ("", *modules):
            self.known.setdefault((kind, module, region), key)

    def relations(self, candidate: Candidate) -> tuple[PlannedRelation, ...]:
        """Return what coordinators are to an authority; nothing for the national one, whom nobody coordinates.

        The regional coordinator, or else the national one, validated it. In each area the nearest coordinator gives
        access and is asked first; the coordinator of the area is asked, too. Where a coordinator stands between, the
        national one is linked: it sees the overview.
        """
        kind, region = candidate.kind.role, candidate.place.region
        national = self.known.get((AuthorityKind.NATIONAL, "", None))
        if kind is AuthorityKind.NATIONAL or national is None:
            return ()
        regional = self.known.get((AuthorityKind.REGIONAL, "", region)) if kind > AuthorityKind.REGIONAL else None
        found = [PlannedRelation(RelationKind.VALIDATING, "", regional or national)]
        for module in candidate.kind.areas:
            nearest = self._nearest(kind, module, region) or national
            found.append(PlannedRelation(RelationKind.ACCESS, module, nearest))
            found.append(PlannedRelation(RelationKind.REQUEST, module, nearest, chosen=True))
            of_area = self.known.get((AuthorityKind.AREA, module, None))
            if of_area and of_area != nearest and kind > AuthorityKind.AREA:
                found.append(PlannedRelation(RelationKind.REQUEST, module, of_area))
            if nearest != national:
                found.append(PlannedRelation(RelationKind.LINKED, module, national))
        return tuple(found)

    def first_in(self, candidate: Candidate) -> frozenset[str]:
        """Return the modules of which this is the first coordinator: an area's own, or the national one."""
        if candidate.kind.role is AuthorityKind.AREA:
            return frozenset(candidate.kind.areas)
        if candidate.kind.role is AuthorityKind.NATIONAL:
            with_own = {module for kind, module, _ in self.known if kind is AuthorityKind.AREA}
            return frozenset(candidate.kind.areas) - with_own
        return frozenset()

    def _nearest(self, kind: AuthorityKind, module: str, region: str | None) -> str | None:
        """Return the closest coordinator that is more powerful than this kind."""
        for power in NEAREST:
            where = None if power in {AuthorityKind.AREA, AuthorityKind.NATIONAL} else region
            if power < kind and (found := self.known.get((power, module, where))):
                return found
        return None


def coordinators_of(authorities: Iterable[PlannedAuthority]) -> dict[str, Coordinators]:
    """Return the coordinators of every member among these authorities."""
    found: dict[str, Coordinators] = {}
    for authority in authorities:
        of_member = found.setdefault(authority.member, Coordinators())
        if authority.coordinates:
            of_member.note(authority.key, authority.kind, authority.areas, authority.region)
    return found
