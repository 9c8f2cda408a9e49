"""Imports a list of authorities: all of it or nothing, or only a look at what would happen.

The same list a second time changes nothing. What is wrong is said of every row, and then nothing was done.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from counterpart.core.errors import Invalid
from counterpart.directory.bulk.found import BulkFinding, BulkFindings
from counterpart.directory.bulk.planned import Plan
from counterpart.directory.bulk.planning import plan
from counterpart.directory.bulk.progress import Tell, told_to
from counterpart.directory.bulk.reading import ListFile, read
from counterpart.directory.bulk.sheet import Sheet
from counterpart.directory.bulk.writing import write
from counterpart.directory.permissions import standing_of
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.log import EntryKind

IMPORTS = UUID("00000000-0000-8000-8000-000000000006")
"""The stream in which it is told that a list was imported; what was done stands with each authority."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows are new, changed or the same; roles granted and suspended; people entered."""

    new: int = 0
    changed: int = 0
    same: int = 0
    granted: int = 0
    suspended: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do, and what was found: the first findings, in the order of the file.

    `done` says whether it was done. `errors` and `notes` count all findings, `more` those that are not shown.
    """

    file: str
    done: bool
    tally: Tally
    findings: tuple[BulkFinding, ...] = ()
    errors: int = 0
    notes: int = 0
    more: int = 0

    @property
    def well(self) -> bool:
        """Whether nothing stands against it."""
        return not self.errors


class _Objections(Invalid):
    """Something stands against a list: the action ends without having done anything."""

    def __init__(self, found: BulkFindings) -> None:
        super().__init__("list_refused", field="file")
        self.found = found


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was done, and rows with something to say of them: code, row and heading."""

    tally: Tally
    notes: tuple[tuple[str, int, str], ...]


def imported(actor: Actor, asked: Asked, file: ListFile, *, dry_run: bool, progress: Tell | None = None) -> Report:
    """Import a list of authorities, or (`dry_run`) say what an import would do. Not inside a transaction.

    A coordinator imports what it may register and change, in its own member or region; an authority its own record;
    the operator everything. Raises Refused for an actor who acts for nobody, Conflict when somebody registered one of
    the list at the same moment (then nothing was done); what is wrong with the file is in the report.
    """
    found = BulkFindings()
    with told_to(progress):
        with as_actor([], read_only=True):
            sheet = read(file, found)
            if dry_run or found.errors:
                tally = _tally(plan(actor, standing_of(actor), sheet, found, lock=False))
                return _report(file, tally, found, done=False)
        try:
            outcome = _import(actor, asked, sheet)
        except _Objections as objections:
            return _report(file, Tally(), objections.found, done=False)
    for code, row, column in outcome.notes:
        found.add(code, row, column, note=True)
    return _report(file, outcome.tally, found, done=True)


@action("directory.import")
def _import(doing: Doing, sheet: Sheet) -> _Outcome:
    found = BulkFindings()
    own = standing_of(doing.actor)
    planned = plan(doing.actor, own, sheet, found, lock=True)
    if found.errors:
        raise _Objections(found)
    write(doing, own, planned)
    tally = _tally(planned)
    doing.log(IMPORTS, EntryKind.ADMINISTRATION, action="import_list", facts=asdict(tally))
    return _Outcome(tally, tuple((one.code, one.row, one.column) for one in found.shown))


def _tally(planned: Plan) -> Tally:
    rows = planned.rows
    new = sum(one.known is None for one in rows)
    return Tally(
        new=new,
        changed=len(rows) - new,
        same=planned.same,
        granted=sum(len(one.granted) for one in rows),
        suspended=sum(len(one.suspended) for one in rows),
        people=sum(one.user is not None for one in rows),
    )


def _report(file: ListFile, tally: Tally, found: BulkFindings, *, done: bool) -> Report:
    return Report(file.name, done, tally, found.in_order(), found.errors, found.notes, found.more)
