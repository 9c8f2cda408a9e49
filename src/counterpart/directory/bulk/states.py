"""What becomes of a list that was handed in at a page."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import orjson

from counterpart.core.errors import NotFound
from counterpart.directory.bulk.found import BulkFinding
from counterpart.directory.bulk.importing import Tally
from counterpart.directory.bulk.progress import Stage
from counterpart.foundation.actor import Actor
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import Row, rows

COLUMNS = (
    "i.ref, i.dry_run, i.state, i.stage, i.rows_done, i.rows_total, i.tally, i.findings, i.errors, i.notes, i.problem, "
    "i.begun_at, i.ended_at"
)
STATE = f"select {COLUMNS} from directory_import i where i.ref = %s and i.authority_id = %s"  # noqa: S608  text of ours
LATEST = f"""
select {COLUMNS} from directory_import i where i.authority_id = %s order by i.id desc limit %s
"""  # noqa: S608  text of ours


class ImportStanding(enum.IntEnum):
    """Where a list is; the numbers are stored."""

    WAITING = 1
    """A worker takes it next."""
    RUNNING = 2
    LOOKED_AT = 3
    """It was only looked at, and nothing stands against it: it may be carried out."""
    DONE = 4
    REFUSED = 5
    """Something stands against it: the findings say what."""
    FAILED = 6
    """It was not done: `problem` says why."""


@dataclass(frozen=True, slots=True)
class ImportState:
    """How far a list has come: `done` of `total` rows in the stage (0 while the number is not known), and findings.

    `more` findings are not shown.
    """

    ref: UUID
    dry_run: bool
    state: ImportStanding
    stage: Stage | None
    done: int
    total: int
    tally: Tally
    findings: tuple[BulkFinding, ...]
    errors: int
    notes: int
    problem: str
    begun_at: dt.datetime
    ended_at: dt.datetime | None

    @property
    def ended(self) -> bool:
        """Whether nothing happens with it any more by itself."""
        return self.state not in {ImportStanding.WAITING, ImportStanding.RUNNING}

    @property
    def more(self) -> int:
        """How many findings are not shown."""
        return self.errors + self.notes - len(self.findings)


def import_state(actor: Actor, ref: UUID) -> ImportState:
    """Return how far a list of the actor's authority has come. Raises NotFound `import_unknown`; one statement."""
    found = _read(actor, STATE, [ref, actor.authority_id])
    if not found:
        raise NotFound("import_unknown", ref=str(ref))
    return found[0]


def imports_of(actor: Actor, *, limit: int = 10) -> tuple[ImportState, ...]:
    """Return the last lists that the actor's authority handed in, the newest first; one statement."""
    return tuple(_read(actor, LATEST, [actor.authority_id, limit]))


def findings_as_json(findings: Sequence[BulkFinding]) -> list[dict[str, Any]]:
    """Return findings as they are stored."""
    return [asdict(one) | {"parameters": dict(one.parameters)} for one in findings]


def _read(actor: Actor, statement: str, values: list[Any]) -> list[ImportState]:
    with as_actor([] if actor.authority_id is None else [actor.authority_id], read_only=True):
        return [_state(each) for each in rows(statement, values)]


def _state(each: Row) -> ImportState:
    ref, dry_run, state, stage, done, total, tally, findings, errors, notes, problem, begun, ended = each
    return ImportState(
        ref,
        dry_run,
        ImportStanding(state),
        Stage(stage) if stage else None,
        done,
        total,
        Tally(**orjson.loads(tally)),
        tuple(BulkFinding(**one) for one in orjson.loads(findings)),
        errors,
        notes,
        problem,
        begun,
        ended,
    )
