"""What an import would do, row by row: nothing is written here, and everything that stands against it is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from counterpart.accounts.addresses import folded
from counterpart.core.errors import Invalid
from counterpart.directory.areas import must_have_codes, must_have_role
from counterpart.directory.bulk.allowing import allowed
from counterpart.directory.bulk.cells import listed
from counterpart.directory.bulk.columns import COMPETENCES, ROLES, Column
from counterpart.directory.bulk.filling import empty_record, filled
from counterpart.directory.bulk.found import BulkFindings
from counterpart.directory.bulk.knowing import Directory, Known, known
from counterpart.directory.bulk.people import first_user
from counterpart.directory.bulk.planned import Plan, Planned
from counterpart.directory.bulk.progress import Stage, tell
from counterpart.directory.bulk.sheet import Line, Sheet
from counterpart.directory.kinds import POWERS, AuthorityKind, AuthorityState
from counterpart.directory.permissions import Standing
from counterpart.directory.records import changes
from counterpart.foundation.actor import Actor


@dataclass(slots=True)
class _Work:
    """What planning holds at hand."""

    actor: Actor
    own: Standing | None
    sheet: Sheet
    directory: Directory
    found: BulkFindings
    seen: dict[object, int] = field(default_factory=dict)
    nationals: set[str] = field(default_factory=set)


def plan(actor: Actor, own: Standing | None, sheet: Sheet, found: BulkFindings, *, lock: bool) -> Plan:
    """Return what would be done, inside the transaction that is open; with `lock` it stays true until its end.

    `own` is the authority that the actor acts for, None for the operator.
    """
    headings = {column.heading for column in sheet.columns}
    refs = [ref for line in sheet.lines if (ref := _ref(line.texts.get("ref", "")))]
    keys = [_key(line) for line in sheet.lines]
    addresses = {folded(line.texts["user_email"]) for line in sheet.lines} if "user_email" in headings else set()
    members = {member for member, _ in keys}
    work = _Work(actor, own, sheet, known(refs, keys, addresses - {""}, members, lock=lock), found)
    planned: list[Planned] = []
    for done, line in enumerate(sheet.lines, start=1):
        one = _planned(line, work)
        if one is not None:
            planned.append(one)
        tell(Stage.CHECKING, done, len(sheet.lines))
    if own is None:
        _find_orphans(planned, work)
    busy = tuple(one for one in planned if not one.idle)
    return Plan(busy, len(planned) - len(busy), work.directory.above)


def _key(line: Line) -> tuple[str, str]:
    return line.texts.get("member", "").upper(), line.texts.get("external_id", "")


def _ref(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _planned(line: Line, work: _Work) -> Planned | None:
    """Return what is to be done with a row; None when something stands against it."""
    before = work.found.errors
    known = _known(line, work)
    if work.found.errors > before:
        return None
    member, _ = _key(line)
    base = known.record if known else empty_record(member)
    record = filled(base, _with_member(line), work.sheet.columns, line.row, work.found)
    if record is None:
        return None
    one = Planned(line.row, record, known, changes(known.record, record) if known else ())
    _take_access(one, line, work)
    _take_competences(one, line, work)
    one.user = first_user(record, known, line, work.directory.addresses, work.seen, work.found)
    if known is None and record.kind is AuthorityKind.NATIONAL:
        _take_national(one, work)
    if not one.idle:
        for column, problem in allowed(work.actor, work.own, one):
            work.found.problem(problem, line.row, column)
    return one if work.found.errors == before else None


def _with_member(line: Line) -> dict[str, str]:
    texts = dict(line.texts)
    if "member" in texts:
        texts["member"] = texts["member"].upper()
    return texts


def _known(line: Line, work: _Work) -> Known | None:
    """Return the authority that a row means, None for a new one; what makes it unclear is found."""
    written, key = line.texts.get("ref", ""), _key(line)
    if not written and not key[1]:
        work.found.add("row_without_key", line.row, "external_id")
        return None
    ref = _ref(written)
    one = work.directory.by_ref.get(ref) if ref else work.directory.by_key.get(key)
    if written and one is None:
        work.found.add("authority_unknown" if ref else "ref_invalid", line.row, "ref")
        return None
    for name, column in ((one.found.ref if one else key, "ref" if written else "external_id"), (key, "external_id")):
        first = work.seen.setdefault(name, line.row) if name != key or key[1] else line.row
        if first != line.row:
            work.found.add("row_twice", line.row, column, first=first)
            break
    if key[1] and work.directory.by_key.get(key, one) is not one:
        work.found.add("external_id_taken", line.row, "external_id", member=key[0])
    if one is not None and one.found.state is not AuthorityState.REGISTERED:
        work.found.add("authority_not_active", line.row, state=one.found.state.name.lower())
    return one


def _columns(work: _Work, what: str) -> Sequence[Column]:
    return [column for column in work.sheet.columns if column.what == what]


def _take_access(one: Planned, line: Line, work: _Work) -> None:
    """Say which roles are granted and which suspended: a cell names all of its policy area."""
    has = one.known.roles if one.known else set()
    for column in _columns(work, ROLES):
        wanted = {(column.module, role) for role in listed(line.texts.get(column.heading, ""))}
        try:
            for module, role in sorted(wanted - has):
                must_have_role(module, role)
        except Invalid as problem:
            work.found.problem(problem, line.row, column.heading)
        one.granted += sorted(wanted - has)
        one.suspended += sorted({role for role in has if role[0] == column.module} - wanted)


def _take_competences(one: Planned, line: Line, work: _Work) -> None:
    """Say which lists change: a cell names all codes. Without access to the area there are none."""
    has = (one.known.roles if one.known else set()) - set(one.suspended)
    modules = {module for module, _ in has.union(one.granted)}
    for column in _columns(work, COMPETENCES):
        name = (column.module, column.list)
        said = listed(line.texts.get(column.heading, ""))
        before = one.known.competences.get(name, set()) if one.known else set()
        if set(said) == before:
            continue
        try:
            must_have_codes(column.module, column.list, said)
        except Invalid as problem:
            work.found.problem(problem, line.row, column.heading)
        if said and column.module not in modules:
            work.found.add("access_none", line.row, column.heading, module=column.module)
        one.competences[name] = said


def _take_national(one: Planned, work: _Work) -> None:
    """See that a member gets no second national coordinator."""
    member = one.record.member
    if (member, None) in work.directory.above or member in work.nationals:
        work.found.add("national_exists", one.row, "kind", member=member)
    work.nationals.add(member)


def _find_orphans(planned: Sequence[Planned], work: _Work) -> None:
    """See that whom the operator lists has somebody to coordinate it, in the directory or in the list."""
    for one in planned:
        needs = one.known is None and POWERS[one.record.kind].of_member and one.record.kind != AuthorityKind.NATIONAL
        member = one.record.member
        if needs and (member, None) not in work.directory.above and member not in work.nationals:
            work.found.add("coordinator_missing", one.row, "member", member=member)
