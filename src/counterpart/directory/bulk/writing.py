"""Writing down what was planned: a few statements for each thousand rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from counterpart.core.errors import Conflict
from counterpart.directory.bulk.planned import Plan, Planned
from counterpart.directory.bulk.progress import Stage, tell
from counterpart.directory.bulk.saying import say
from counterpart.directory.bulk.statements import CHANGE, KEEP_NAMES, REGISTER, as_json
from counterpart.directory.bulk.taking_part import write_access, write_competences, write_people, write_validating
from counterpart.directory.bulk.written import Written
from counterpart.directory.kinds import POWERS, AuthorityKind, AuthorityState
from counterpart.directory.permissions import Standing
from counterpart.directory.records import AuthorityRecord
from counterpart.directory.search.indexing import index_authorities
from counterpart.foundation.database.statements import array, rows, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.refs import new_ref

Thing = TypeVar("Thing")

AT_ONCE = 1_000
Above = Mapping[tuple[str, str | None], int]


def write(doing: Doing, own: Standing | None, plan: Plan) -> None:
    """Write everything down, inside the action. Raises Conflict when somebody registered one of them meanwhile."""
    done: list[Written] = []
    # In one order whatever the file has: two who list the same authorities at once wait for each other in turn.
    ordered = sorted(plan.rows, key=lambda one: (one.record.member, one.record.external_id or ""))
    for some in parts(ordered):
        done += _written(doing, some)
        tell(Stage.WRITING, len(done), len(plan.rows) * 2)
    _find_coordinators(own, plan.above, done)
    for some_done in parts(done):
        write_validating(doing, some_done)
        write_access(doing, some_done)
        write_competences(some_done)
    write_people(doing, done)
    for one in done:
        say(doing, one)
    _index(done)


def parts(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """Yield some of them at a time."""
    return (things[first : first + AT_ONCE] for first in range(0, len(things), AT_ONCE))


def _written(doing: Doing, some: Sequence[Planned]) -> Iterator[Written]:
    """Write the records of some rows."""
    refs = [new_ref(doing.now) for one in some if one.known is None]
    new = list(zip((one for one in some if one.known is None), refs, strict=True))
    numbers: dict[UUID, int] = {}
    if new:
        values = [AuthorityState.REGISTERED, doing.now, as_json((one.record, ref) for one, ref in new)]
        numbers = dict(rows(REGISTER, values))
    if len(numbers) != len(new):
        raise Conflict("external_id_taken", member=new[0][0].record.member)
    yield from (Written(one, numbers[ref], ref) for one, ref in new)
    changed = [(one.record, one.known.found.id) for one in some if one.known and one.changed]
    if changed:
        renamed = [one.known.found.id for one in some if one.known and "names" in one.changed]
        run(KEEP_NAMES, [doing.now, array(renamed)])
        run(CHANGE, [doing.now, as_json(changed)])
    yield from (Written(one, one.known.found.id, one.known.found.ref) for one in some if one.known)


def _find_coordinators(own: Standing | None, above: Above, done: Sequence[Written]) -> None:
    """Say who coordinates each: who listed it; for the operator whoever is above it, in the list or before."""
    known = {**above, **dict(_of_list(done))}
    for one in done:
        record = one.planned.record
        if own is not None:
            one.coordinator = own.id if own.powers.coordinates and own.id != one.id else None
        elif record.kind is not AuthorityKind.NATIONAL and POWERS[record.kind].of_member:
            one.coordinator = _above(record, known)


def _of_list(done: Sequence[Written]) -> Iterator[tuple[tuple[str, str | None], int]]:
    for one in done:
        record = one.planned.record
        if record.kind is AuthorityKind.NATIONAL:
            yield (record.member, None), one.id
        elif record.kind is AuthorityKind.REGIONAL:
            yield (record.member, record.region), one.id


def _above(record: AuthorityRecord, known: Above) -> int | None:
    national = known.get((record.member, None))
    if record.kind is AuthorityKind.REGIONAL or record.region is None:
        return national
    return known.get((record.member, record.region), national)


def _index(done: Sequence[Written]) -> None:
    """Lay the words of those whose records are new."""
    ids = [one.id for one in done if one.new or one.planned.changed]
    indexed = 0
    for some in parts(ids):
        index_authorities(some)
        indexed += len(some)
        tell(Stage.WRITING, len(ids) + indexed, len(ids) * 2)
