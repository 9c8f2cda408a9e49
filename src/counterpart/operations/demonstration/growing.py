"""A larger network: the same authorities, and as many more as wanted, of the same kinds at other places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from counterpart.core.errors import Invalid
from counterpart.directory.kinds import AuthorityKind
from counterpart.operations.demonstration.dice import Dice
from counterpart.operations.demonstration.drawing import Candidate, Taken, candidates, described
from counterpart.operations.demonstration.names.kinds import kinds
from counterpart.operations.demonstration.planned import PlannedAuthority
from counterpart.operations.demonstration.relating import coordinators_of


def scaled(plan: Iterable[PlannedAuthority], total: int, seed: int = 0) -> Iterator[PlannedAuthority]:
    """Yield the plan unchanged, cut after `total`, or followed by further authorities of its members up to `total`.

    Members grow in proportion to what the sheets still hold for them. Raises Invalid, before the first further one,
    for more than they hold.
    """
    before = list(islice(plan, total))
    yield from before
    if len(before) == total:
        return
    members = coordinators_of(before)
    left = {member: left_of(member, before, seed) for member in members}
    shares = _shares({member: len(them) for member, them in left.items()}, total - len(before))
    for member, coordinators in members.items():
        for candidate in Dice(seed, "more", member).some(left[member], shares[member]):
            yield described(candidate, coordinators.relations(candidate), frozenset(), seed)


def left_of(member: str, before: Iterable[PlannedAuthority], seed: int) -> list[Candidate]:
    """Return the competent authorities of a member that do not take part yet, in the order of its sheets."""
    mine = [authority for authority in before if authority.member == member]
    taken = Taken({authority.name.casefold() for authority in mine}, {authority.key for authority in mine})
    return [
        candidate
        for kind in kinds(member)
        if kind.role is AuthorityKind.AUTHORITY
        for candidate in candidates(kind, seed)
        if taken.take(candidate)
    ]


def _shares(left: Mapping[str, int], wanted: int) -> dict[str, int]:
    """Share `wanted` among the members in proportion to what is left for each; the shares add up exactly."""
    all_left = sum(left.values())
    if wanted > all_left:
        raise Invalid("demonstration.too-many", field="total", most=all_left, wanted=wanted)
    found, seen, given = {}, 0, 0
    for member, count in left.items():
        seen += count
        found[member] = seen * wanted // all_left - given
        given += found[member]
    return found
