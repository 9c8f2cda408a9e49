"""Lists of authorities that were handed in: how far they are, what would be done, and what stands against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from counterpart.directory.bulk.found import BulkFinding
from counterpart.directory.bulk.importing import Tally
from counterpart.directory.bulk.progress import Stage
from counterpart.directory.bulk.running import ImportStanding, ImportState
from counterpart.foundation.words import Words, time_words
from counterpart.web.rendering import address
from counterpart.web.showing.reasons import reason
from counterpart.web.visit import Visit

NEAR = re.compile(r"'([^']+)'")
"""The word that `core.findings.nearest` proposes, in its hint."""


@dataclass(frozen=True, slots=True)
class FindingShown:
    """Something about a cell, a row or the file, with what to do."""

    row: str
    column: str
    text: str
    note: bool


@dataclass(frozen=True, slots=True)
class ImportShown:
    """A list as the page says it. `percent` is how far the stage has come, None while that is not known."""

    ref: UUID
    address: str
    begun: str
    state: str
    mark: str
    ended: bool
    stage: str
    percent: int | None
    rows: str
    may_carry_out: bool
    done: bool
    tally: tuple[str, ...]
    findings: tuple[FindingShown, ...]
    errors: int
    notes: int
    more: int
    problem: str


def import_shown(visit: Visit, one: ImportState) -> ImportShown:
    """Return a list as the reader reads it."""
    words = visit.words
    state, mark = _states(words)[one.state]
    percent = round(100 * one.done / one.total) if one.total else None
    counted = words.gettext("%(done)s of %(total)s rows", done=one.done, total=one.total) if one.total else ""
    return ImportShown(
        ref=one.ref,
        address=address(visit, "import_state", ref=one.ref),
        begun=time_words(words.language, one.begun_at, visit.zone),
        state=words.gettext("Looked at: nothing was found") if _is_well(one) else state,
        mark=mark,
        ended=one.ended,
        stage=_stages(words)[one.stage] if one.stage is not None and not one.ended else "",
        percent=percent,
        rows=counted,
        may_carry_out=one.state is ImportStanding.LOOKED_AT,
        done=one.state is ImportStanding.DONE,
        tally=tuple(_tally(words, one.tally)) if one.ended and not one.errors else (),
        findings=tuple(_finding(words, found) for found in one.findings),
        errors=one.errors,
        notes=one.notes,
        more=one.more,
        problem=reason(words, one.problem, {}) if one.problem else "",
    )


def _is_well(one: ImportState) -> bool:
    return one.state is ImportStanding.LOOKED_AT and not one.notes


def _states(words: Words) -> dict[ImportStanding, tuple[str, str]]:
    return {
        ImportStanding.WAITING: (words.gettext("Waits for its turn"), "plain"),
        ImportStanding.RUNNING: (words.gettext("Being worked on"), "soon"),
        ImportStanding.LOOKED_AT: (words.gettext("Looked at: read the remarks"), "soon"),
        ImportStanding.DONE: (words.gettext("Imported"), "good"),
        ImportStanding.REFUSED: (words.gettext("Not imported"), "late"),
        ImportStanding.FAILED: (words.gettext("Not imported"), "late"),
    }


def _stages(words: Words) -> dict[Stage, str]:
    return {
        Stage.READING: words.gettext("Reading the file"),
        Stage.CHECKING: words.gettext("Checking row by row"),
        Stage.WRITING: words.gettext("Writing"),
    }


def _tally(words: Words, tally: Tally) -> list[str]:
    said = [
        (tally.new, words.ngettext("%(num)s new authority", "%(num)s new authorities", tally.new)),
        (tally.changed, words.ngettext("%(num)s changed authority", "%(num)s changed authorities", tally.changed)),
        (tally.same, words.ngettext("%(num)s as it was", "%(num)s as they were", tally.same)),
        (tally.granted, words.ngettext("%(num)s role given", "%(num)s roles given", tally.granted)),
        (tally.suspended, words.ngettext("%(num)s role suspended", "%(num)s roles suspended", tally.suspended)),
        (tally.people, words.ngettext("%(num)s person entered", "%(num)s people entered", tally.people)),
    ]
    return [text for number, text in said if number] or [words.gettext("Nothing changes.")]


def _finding(words: Words, found: BulkFinding) -> FindingShown:
    row = str(found.row) if found.row else words.gettext("File")
    return FindingShown(row, found.column, " ".join(_sentences(words, found)), found.note)


def _sentences(words: Words, found: BulkFinding) -> Iterator[str]:
    """Yield what is wrong; then what stands there and what is near to it, where the sentence has not said so."""
    near = NEAR.search(str(found.parameters.get("hint", "")))
    hint = words.gettext("perhaps %(word)s is meant", word=words.quoted(near[1])) if near else ""
    said = reason(words, found.code, {**found.parameters, "hint": hint}).replace(" ()", "")
    yield said
    there = str(found.parameters.get("found", ""))
    if there and there not in said:
        yield words.gettext("It says %(word)s.", word=words.quoted(there))
    if near and near[1] not in said:
        yield words.gettext("Perhaps %(word)s is meant.", word=words.quoted(near[1]))
