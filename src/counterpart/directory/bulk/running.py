"""Lists handed in at a page: kept sealed, imported by a worker in the name of who handed them in.

The import is the request `ref`: a worker that is killed in the middle begins anew, one that was killed after the commit
finds its outcome. So a list is never imported twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from counterpart.core.errors import CounterpartError, NotFound, OutOfTurn, Refused
from counterpart.directory.bulk.importing import Report, imported
from counterpart.directory.bulk.reading import MOST_BYTES, ListFile
from counterpart.directory.bulk.states import ImportStanding, ImportState, findings_as_json, import_state, imports_of
from counterpart.directory.bulk.telling import told_in_table
from counterpart.directory.queries.acting import actor_for
from counterpart.directory.rights import RightName
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.erasing import erase_due
from counterpart.foundation.files import FileMeta, FileOwner, keep_files, open_file, store_file
from counterpart.foundation.jobs import job
from counterpart.foundation.log import EntryKind
from counterpart.foundation.periodic import every
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import KeyClass

__all__ = [
    "ImportStanding",
    "ImportState",
    "Upload",
    "begin_import",
    "carry_out",
    "forget_imports",
    "import_state",
    "imports_of",
    "run_import",
]

HOUR = 3_600
KEPT_FILE = dt.timedelta(days=1)
"""So long a list that was looked at may be carried out."""
KEPT_OPEN = dt.timedelta(days=3)
"""So long a worker tries (`foundation.jobs.PAUSES`), and a little more."""
KEPT_STATE = dt.timedelta(days=30)
ENDED = (ImportStanding.DONE, ImportStanding.REFUSED, ImportStanding.FAILED)

BEFORE = "select i.ref from directory_import i where i.user_ref = %s and i.request = %s"
BEGIN = """
insert into directory_import(ref, request, user_ref, authority_id, file_ref, dry_run, state, stage, rows_done,
  rows_total, tally, findings, errors, notes, problem, begun_at)
values (%s, %s, %s, %s, %s, %s, %s, 0, 0, 0, '{}', '[]', 0, 0, '', %s)
"""
CARRY_OUT = """
update directory_import set dry_run = false, state = %s, stage = 0, rows_done = 0, rows_total = 0, user_ref = %s,
  ended_at = null
where ref = %s and authority_id = %s and state = %s returning ref
"""
STANDS = "select i.state from directory_import i where i.ref = %s and i.authority_id = %s"
TAKE = """
update directory_import i set state = %s from directory_authority a
where i.ref = %s and a.id = i.authority_id and i.state = any(%s::int[])
returning i.user_ref, a.ref, i.file_ref, i.dry_run
"""
END = """
update directory_import set state = %s, tally = %s, findings = %s, errors = %s, notes = %s, problem = %s, ended_at = %s
where ref = %s
"""
LEFT = "select i.ref from directory_import i where i.state = %s and i.ended_at < %s"
BROKEN_OFF = "select i.ref from directory_import i where i.state = any(%s::int[]) and i.begun_at < %s"
LATER = "update directory_import set state = %s where ref = any(%s::uuid[])"
FORGET = "delete from directory_import where state = any(%s::int[]) and ended_at < %s"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that arrives: its name, what the browser takes it for, and its pieces."""

    name: str
    media_type: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a list, as it is stored."""

    state: ImportStanding
    problem: str
    tally: dict[str, int] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    errors: int = 0
    notes: int = 0


def begin_import(actor: Actor, asked: Asked, upload: Upload, *, dry_run: bool) -> UUID:
    """Take a list in, and have a worker import it or (`dry_run`) look at it; return the ref of the import.

    The same request again returns the same ref. Raises Refused `needs_right` without the right to data, Invalid
    `file_too_large`, `file_meta`.
    """
    _must_administer(actor)
    with as_actor([], read_only=True):
        before = row(BEFORE, [actor.ref, asked.id])
    if before is not None:
        return UUID(str(before[0]))
    ref = new_ref(asked.at)
    meta = FileMeta(upload.name, upload.media_type)
    file = store_file(actor, asked.at, FileOwner(ref), upload.chunks, meta, most=MOST_BYTES)
    return _begin(actor, asked, ref, file.ref, dry_run)


def carry_out(actor: Actor, asked: Asked, ref: UUID) -> None:
    """Have a list imported that was looked at, within a day.

    Raises Refused `needs_right`, NotFound `import_unknown`, OutOfTurn `import_not_looked_at`.
    """
    _must_administer(actor)
    _carry_out(actor, asked, ref)


@job("directory.import_list")
def run_import(ref: UUID, now: dt.datetime) -> None:
    """Import a list, or look at it."""
    with as_actor([]):
        taken = row(TAKE, [ImportStanding.RUNNING, ref, [ImportStanding.WAITING, ImportStanding.RUNNING]])
    if taken is None:
        return
    user, authority, file_ref, dry_run = taken
    try:
        actor = actor_for(user, authority, now)
        content = b"".join(open_file(actor, ref, file_ref, now))
        with told_in_table(ref) as progress:
            report = imported(actor, Asked(ref, now), ListFile("", content), dry_run=dry_run, progress=progress)
    except CounterpartError as problem:  # who handed it in has left meanwhile, or somebody was faster
        ending = Ending(ImportStanding.FAILED, problem.code)
    else:
        found = findings_as_json(report.findings)
        ending = Ending(_standing(report), "", asdict(report.tally), found, report.errors, report.notes)
    _end(_clock(), Asked(new_ref(now), now), ref, ending)


@every(seconds=HOUR)
def forget_imports(now: dt.datetime) -> int:
    """Erase lists that nobody carried out, and forget what became of others a month ago; return how many."""
    with as_actor([], read_only=True):
        left = [ref for (ref,) in rows(LEFT, [ImportStanding.LOOKED_AT, now - KEPT_FILE])]
        open_ = [ImportStanding.WAITING, ImportStanding.RUNNING]
        broken_off = [ref for (ref,) in rows(BROKEN_OFF, [open_, now - KEPT_OPEN])]
    for ref in left:
        _drop(_clock(), Asked(new_ref(now), now), ref)
    for ref in broken_off:
        _end(_clock(), Asked(new_ref(now), now), ref, Ending(ImportStanding.FAILED, "import_broken_off"))
    with as_actor([]):
        return run(FORGET, [list(ENDED), now - KEPT_STATE]) + len(left) + len(broken_off)


def _must_administer(actor: Actor) -> None:
    if actor.authority_id is None:
        raise Refused("acts_for_nobody")
    if not actor.may(RightName.DATA_ADMINISTRATOR, module=""):
        raise Refused("needs_right", right=str(RightName.DATA_ADMINISTRATOR))


def _clock() -> Actor:
    return Actor(ActorKind.CLOCK, None)


def _standing(report: Report) -> ImportStanding:
    if report.done:
        return ImportStanding.DONE
    return ImportStanding.LOOKED_AT if report.well else ImportStanding.REFUSED


@action("directory.begin_import")
def _begin(doing: Doing, ref: UUID, file_ref: UUID, dry_run: bool) -> UUID:
    actor = doing.actor
    [file] = keep_files(ref, [file_ref])
    values = [ref, doing.asked.id, actor.ref, actor.authority_id, file_ref, dry_run, ImportStanding.WAITING, doing.now]
    run(BEGIN, values)
    doing.log(ref, EntryKind.ADMINISTRATION, action="begin_import", facts={"dry_run": dry_run}, sealed=[file.piece])
    run_import.later(request=doing.asked.id, ref=ref)
    return ref


@action("directory.carry_out_import")
def _carry_out(doing: Doing, ref: UUID) -> None:
    actor = doing.actor
    waiting, looked_at = ImportStanding.WAITING, ImportStanding.LOOKED_AT
    if row(CARRY_OUT, [waiting, actor.ref, ref, actor.authority_id, looked_at]) is None:
        if row(STANDS, [ref, actor.authority_id]) is None:
            raise NotFound("import_unknown", ref=str(ref))
        raise OutOfTurn("import_not_looked_at", ref=str(ref))
    doing.log(ref, EntryKind.ADMINISTRATION, action="carry_out_import")
    run_import.later(request=doing.asked.id, ref=ref)


@action("directory.end_import")
def _end(doing: Doing, ref: UUID, ending: Ending) -> None:
    said = [Jsonb(ending.tally), Jsonb(ending.findings), ending.errors, ending.notes, ending.problem]
    run(END, [ending.state, *said, doing.now, ref])
    facts = {"state": int(ending.state), **ending.tally}
    doing.log(ref, EntryKind.ADMINISTRATION, action="end_import", facts=facts)
    if ending.state is not ImportStanding.LOOKED_AT:
        erase_due(doing, ref, [KeyClass.ATTACHMENTS])


@action("directory.drop_import")
def _drop(doing: Doing, ref: UUID) -> None:
    run(LATER, [ImportStanding.REFUSED, [ref]])
    doing.log(ref, EntryKind.ADMINISTRATION, action="drop_import")
    erase_due(doing, ref, [KeyClass.ATTACHMENTS])
