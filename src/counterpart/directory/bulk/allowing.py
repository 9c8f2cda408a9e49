"""Whether the actor of an import may do what a row asks for: the rules of single actions, without a statement each.

The operator may import for every member: a first take-over from another system is nobody else's. Each authority's log
says that it was the operator.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from counterpart.core.errors import CounterpartError, Refused
from counterpart.directory.bulk.columns import TEXTS, role_column
from counterpart.directory.bulk.planned import Planned
from counterpart.directory.found import Found
from counterpart.directory.kinds import AuthorityState, RelationKind
from counterpart.directory.permissions import Standing, not_coordinating, not_managing, not_registering
from counterpart.directory.records import FIXED, OFFICIAL
from counterpart.foundation.actor import Actor

_NOBODY = UUID(int=0)
_HEADINGS = {field: what for what, field in TEXTS.items()}


def allowed(actor: Actor, own: Standing | None, one: Planned) -> Iterator[tuple[str, CounterpartError]]:
    """Yield the heading of what is not allowed, and why; for the row as a whole the heading is empty."""
    for name in one.changed:
        if name in FIXED:
            yield name, Refused("fixed_field")
    if own is None:
        return
    problem = _not_at_all(actor, own, one)
    if problem is not None:
        yield "", problem
        return
    for name in one.changed:
        if name in OFFICIAL and one.known and own.id == one.known.found.id and not own.powers.every_area:
            yield _HEADINGS.get(name, name), Refused("official_field")
    for module in sorted({module for module, _ in (*one.granted, *one.suspended)}):
        refused = not_coordinating(actor, own, _found(own, one), module, lambda: _gives_access(own, one, module))  # noqa: B023
        if refused is not None:
            yield role_column(module).heading, refused


def _not_at_all(actor: Actor, own: Standing, one: Planned) -> Refused | None:
    """Return why the row is not the actor's; access alone may also be given by an access coordinator."""
    if one.known is None:
        return not_registering(actor, own, one.record.kind, one.record.member, one.record.region)
    if not one.changed and not one.competences and one.user is None:
        return None
    return not_managing(actor, own, one.known.found)


def _gives_access(own: Standing, one: Planned, module: str) -> bool:
    found = _found(own, one)
    givers = one.known.coordinated.get((module, RelationKind.ACCESS), set()) if one.known else set()
    return found.validating_id == own.id or own.id in givers


def _found(own: Standing, one: Planned) -> Found:
    """Return the authority as the rules ask for it; a new one is validated by whoever lists it."""
    if one.known is not None:
        return one.known.found
    record = one.record
    place = (record.member, record.region, record.time_zone, record.kind)
    return Found(0, _NOBODY, *place, AuthorityState.REGISTERED, 0, own.id)
