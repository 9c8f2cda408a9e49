"""Many entries at once: handed in by somebody as values, entered one by one by a worker in their name.

Each row is a request of its own, made from the list and the number of the row: a worker that is killed goes on where it
was, and nothing is entered twice. The values lie sealed until the last row is entered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import orjson

from counterpart.core.errors import CounterpartError, Invalid, NotFound, OutOfTurn
from counterpart.core.workflow import Rulebook
from counterpart.directory.queries.acting import actor_for
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, open_exchange
from counterpart.exchanges.permissions import must_hold_right
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.erasing import erase_due
from counterpart.foundation.files import FileMeta, FileOwner, keep_files, open_file, store_file
from counterpart.foundation.jobs import job
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import KeyClass
from counterpart.modules.pins import newest

MOST_ROWS = 5_000
MOST_BYTES = 64 << 20
JSON = "application/json"

BEFORE = "select i.ref from repositories_import i where i.user_ref = %s and i.request = %s"
BEGIN = """
insert into repositories_import(ref, request, module, procedure, authority_id, user_ref, file_ref, publish, total, done,
  refused, problem, begun_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, 0, 0, '', %s)
"""
TAKE = """
select i.user_ref, a.ref, i.module, i.procedure, i.file_ref, i.publish, i.done, i.refused, i.problem
from repositories_import i join directory_authority a on a.id = i.authority_id where i.ref = %s and i.ended_at is null
"""
GO_ON = "update repositories_import set done = %s, refused = %s, problem = %s where ref = %s"
END = "update repositories_import set ended_at = %s where ref = %s"
STATE = """
select i.module, i.procedure, i.publish, i.total, i.done, i.refused, i.problem, i.begun_at, i.ended_at
from repositories_import i where i.ref = %s and i.authority_id = %s
"""

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ImportState:
    """How far a list of entries is: `done` of `total`, of which `refused` could not be, the last for `problem`."""

    module: str
    procedure: str
    publish: bool
    total: int
    done: int
    refused: int
    problem: str
    begun_at: dt.datetime
    ended_at: dt.datetime | None


def begin_entries(actor: Actor, asked: Asked, module: str, procedure: str, rows: Rows, *, publish: bool) -> UUID:
    """Take a list of entries in, and have a worker enter them, and `publish` them; return the ref of the import.

    The same request again returns the same ref. Raises Invalid `list_empty`, `file_long`; Refused as beginning an entry
    does; what a page has checked row by row is checked again when each is entered.
    """
    must_hold_right(actor, (rules := newest(module, procedure).rules), rules.starter)
    if not rows or len(rows) > MOST_ROWS:
        raise Invalid("file_long" if rows else "list_empty", field="list", most=MOST_ROWS)
    with as_actor([actor.authority_id or 0], read_only=True):
        before = row(BEFORE, [actor.ref, asked.id])
    if before is not None:
        return UUID(str(before[0]))
    ref = new_ref(asked.at)
    meta = FileMeta("entries.json", JSON)
    file = store_file(actor, asked.at, FileOwner(ref), [orjson.dumps(rows)], meta, most=MOST_BYTES)
    return _begin(actor, asked, ref, file.ref, module, procedure, len(rows), publish)


def entries_state(actor: Actor, ref: UUID) -> ImportState:
    """Return how far a list of the actor's authority is. Raises NotFound `import_unknown`; one statement."""
    with as_actor([actor.authority_id or 0], read_only=True):
        found = row(STATE, [ref, actor.authority_id])
    if found is None:
        raise NotFound("import_unknown", ref=str(ref))
    return ImportState(*found)


@job("repositories.enter")
def enter(ref: UUID, now: dt.datetime) -> None:
    """Enter the rows of a list that are not entered yet."""
    with as_actor([]):
        taken = row(TAKE, [ref])
    if taken is None:
        return
    user, authority, module, procedure, file_ref, publish, done, refused, problem = taken
    actor = actor_for(user, authority, now)
    values: Rows = orjson.loads(b"".join(open_file(actor, ref, file_ref, now)))
    for number, subject in enumerate(values[done:], start=done):
        try:
            _enter(actor, ref, number, (module, procedure), subject, now, publish=publish)
        except CounterpartError as refusal:
            refused, problem = refused + 1, refusal.code
        with as_actor([]):
            run(GO_ON, [number + 1, refused, problem, ref])
    _end(Actor(ActorKind.CLOCK, None), Asked(new_ref(now), now), ref)


def publishing(rules: Rulebook) -> str:
    """Return the action by which the starter of a procedure publishes a draft. Raises OutOfTurn where there is none."""
    for name, one in rules.main.actions.items():
        effects = [run_.effect for run_ in (*one.first, *one.then)]
        if rules.main.start in one.sources and rules.starter in one.by and any(found.publish for found in effects):
            return name
    raise OutOfTurn("not_in_this_state", procedure=rules.name)


def _enter(
    actor: Actor,
    ref: UUID,
    number: int,
    where: tuple[str, str],
    subject: Mapping[str, Any],
    now: dt.datetime,
    *,
    publish: bool,
) -> None:
    written = open_exchange(actor, Asked(uuid5(ref, f"open {number}"), now), *where, Begun(subject=dict(subject)))
    rules = newest(*where).rules
    if publish:
        asked = Asked(uuid5(ref, f"publish {number}"), now)
        act(actor, asked, written.ref, publishing(rules), Capacity(rules.starter), Given(), expected=None)


@action("repositories.begin_import")
def _begin(  # noqa: PLR0917  what is stored of a list
    doing: Doing, ref: UUID, file_ref: UUID, module: str, procedure: str, total: int, publish: bool
) -> UUID:
    actor = doing.actor
    [file] = keep_files(ref, [file_ref])
    place = [module, procedure, actor.authority_id, actor.ref, file_ref]
    run(BEGIN, [ref, doing.asked.id, *place, publish, total, doing.now])
    facts = {"module": module, "procedure": procedure, "total": total}
    doing.log(ref, EntryKind.ADMINISTRATION, action="begin_entries", facts=facts, sealed=[file.piece])
    enter.later(request=doing.asked.id, ref=ref)
    return ref


@action("repositories.end_import")
def _end(doing: Doing, ref: UUID) -> None:
    run(END, [doing.now, ref])
    doing.log(ref, EntryKind.ADMINISTRATION, action="end_entries")
    erase_due(doing, ref, [KeyClass.ATTACHMENTS])
