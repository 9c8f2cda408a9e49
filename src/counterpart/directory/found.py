"""Authorities as actions need them: by ref, locked until the transaction ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.errors import NotFound, OutOfTurn
from counterpart.directory.kinds import POWERS, AuthorityKind, AuthorityState, Powers, RelationKind
from counterpart.foundation.database.statements import rows

LOCKED = """
select a.id, a.ref, a.country, a.region, a.tz, a.kind, a.state, a.record_version,
  (select r.coordinator_id from directory_relation r
   where r.authority_id = a.id and r.module = '' and r.kind = %s and r.until is null)
from directory_authority a where a.ref = any(%s::uuid[]) order by a.id for no key update of a
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An authority in the middle of an action; `validating_id` is its validating coordinator, if it has one."""

    id: int
    ref: UUID
    member: str
    region: str | None
    time_zone: str
    kind: AuthorityKind
    state: AuthorityState
    record_version: int
    validating_id: int | None

    @property
    def powers(self) -> Powers:
        """What comes with its kind."""
        return POWERS[self.kind]


def authorities(refs: Collection[UUID]) -> dict[UUID, Found]:
    """Return authorities, locked in the order of their numbers. Raises NotFound `authority_unknown` for any other."""
    found = {each.ref: each for each in map(_found, rows(LOCKED, [RelationKind.VALIDATING, list(set(refs))]))}
    for ref in refs:
        if ref not in found:
            raise NotFound("authority_unknown", authority=str(ref))
    return found


def authority(ref: UUID) -> Found:
    """Return one, locked. Raises NotFound `authority_unknown`."""
    return authorities([ref])[ref]


def living(ref: UUID) -> Found:
    """Return one that takes part, locked. Raises NotFound, and OutOfTurn `authority_not_active`."""
    found = authority(ref)
    must_live(found)
    return found


def must_live(found: Found) -> None:
    """See that an authority takes part. Raises OutOfTurn `authority_not_active`."""
    if found.state is not AuthorityState.REGISTERED:
        raise OutOfTurn("authority_not_active", authority=str(found.ref), state=found.state.name.lower())


def _found(each: tuple[object, ...]) -> Found:
    id_, ref, member, region, zone, kind, state, version, validating = each
    return Found(id_, ref, member, region, zone, AuthorityKind(kind), AuthorityState(state), version, validating)  # type: ignore[arg-type]
