"""Documents that a procedure wants: made for each authority that sees the content, in its language, and kept sealed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from counterpart.core.errors import Conflict
from counterpart.directory.queries.players import Participant, handlers, participants
from counterpart.directory.rights import IN_MODULE
from counterpart.exchanges.queries.readers import readers_of
from counterpart.foundation.access import ByRight, What, record_reading
from counterpart.foundation.actions import action
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.database.acting import as_actor
from counterpart.foundation.database.statements import row, rows, run
from counterpart.foundation.deliveries import Undeliverable
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.files import FileMeta, FileOwner, erase_these, keep_files, open_file, store_file
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import KeyClass
from counterpart.foundation.words import nearest_language
from counterpart.reports.signing import SETTING, SignatureTrouble, certificate_file, sign
from counterpart.reports.typesetting import typeset
from counterpart.reports.writing import file_name, write

MAKER = UUID("01900000-0000-7000-8000-0000000d0c50")
"""Who makes documents, in the access log and in requests."""
STREAM = UUID("01900000-0000-7000-8000-0000000d0c51")
"""Stream of the log in which it stands which documents were made."""
PDF = "application/pdf"

MADE = "select authority_id, file_ref, signed from reports_document where exchange_ref = %s and name = %s and n = %s"
ADD = """
insert into reports_document(exchange_ref, authority_id, name, n, language, made_at, file_ref, signed)
values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (exchange_ref, authority_id, n, name) do nothing
"""
REPLACE = """
update reports_document d set file_ref = %s, signed = true
from (select id, file_ref from reports_document where exchange_ref = %s and authority_id = %s and name = %s and n = %s
  and not signed for update) before
where d.id = before.id returning before.file_ref
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that a step wanted: of which exchange, what it is called in the procedure, in which entry."""

    stream: UUID
    name: str
    n: int


def make_documents(wanted: Wanted, now: dt.datetime) -> int:
    """Make what is missing of a document, for each authority that may open the exchange; return how many were made.

    They are signed where a certificate is configured. Raises Undeliverable for an exchange that is blocked or erased:
    there is nothing to be shown any more.
    """
    readers = readers_of(wanted.stream)
    if readers is None:
        raise Undeliverable("exchange_unknown")
    made = {authority for authority, _, _ in _made(wanted)}
    missing = [one for one in readers.authorities if one not in made]
    makers = _makers(missing, readers.module, now) if missing else ()
    return sum(_make(wanted, maker, readers.number, now) for maker in makers)


def sign_documents(wanted: Wanted, now: dt.datetime) -> int:
    """Make what is missing of a document, and sign what was made without a signature; return how many were made.

    Raises SignatureTrouble `signature_missing` without a certificate, and otherwise as `make_documents`.
    """
    if certificate_file() is None:
        raise SignatureTrouble("signature_missing", setting=SETTING)
    made = make_documents(wanted, now)
    for authority, ref, is_signed in _made(wanted):
        if not is_signed:
            made += _sign(wanted, authority, ref, now)
    return made


def _sign(wanted: Wanted, authority: int, ref: UUID, now: dt.datetime) -> int:
    maker = Actor(ActorKind.OPERATOR, MAKER, authority_id=authority)
    pdf = sign(b"".join(open_file(maker, wanted.stream, ref, now)))
    file = _stored(maker, wanted, pdf, wanted.name, now)
    try:
        replace_document(maker, Asked(new_ref(now), now), wanted, file)
    except Conflict:
        return 0  # somebody was faster; the file is nobody's, and is swept
    return 1


def _made(wanted: Wanted) -> list[tuple[int, UUID, bool]]:
    with as_actor([], read_only=True):
        return [(one[0], one[1], one[2]) for one in rows(MADE, [wanted.stream, wanted.name, wanted.n])]


def _makers(authorities: Collection[int], module: str, now: dt.datetime) -> list[Actor]:
    """Return who reads for each authority: what any of its people may see, in the language that it understands first.

    They hold the rights of its people together. Where nobody holds one there is nobody who could open a document.
    """
    with as_actor([], read_only=True):
        known = participants(authorities)
        holders = {name: handlers(module, authorities, name, now) for name in sorted(IN_MODULE)}
    held: defaultdict[int, set[Right]] = defaultdict(set)
    for name, people in holders.items():
        for one in people:
            held[one.authority_id].add(Right(module, name))
    return [_maker(one, frozenset(held[one.id])) for one in known.values() if held[one.id]]


def _maker(one: Participant, rights: frozenset[Right]) -> Actor:
    return Actor(
        ActorKind.OPERATOR,
        MAKER,
        authority_ref=one.ref,
        authority_id=one.id,
        rights=rights,
        language=nearest_language(one.languages),
        time_zone=one.zone,
    )


def _make(wanted: Wanted, maker: Actor, number: str, now: dt.datetime) -> int:
    """Make the document of one authority; return 1, or 0 where it may not open the content, or somebody was faster."""
    written = write(maker, number, now)
    if not written.opened:
        return 0
    record_reading(maker, None, wanted.stream, What.REPORT, frozenset(KeyClass), ByRight.PARTY, now)
    file = _stored(maker, wanted, sign(typeset(written.paper, now)), written.number, now)
    try:
        keep_document(maker, Asked(new_ref(now), now), wanted, file, signed=certificate_file() is not None)
    except Conflict:
        return 0  # the file is nobody's, and is swept
    return 1


def _stored(maker: Actor, wanted: Wanted, pdf: bytes, number: str, now: dt.datetime) -> UUID:
    owner = FileOwner(wanted.stream, KeyClass.PERSONAL)
    return store_file(maker, now, owner, [pdf], FileMeta(file_name(number), PDF)).ref


@action("reports.keep_document")
def keep_document(doing: Doing, wanted: Wanted, file: UUID, *, signed: bool) -> None:
    """Keep a document for the authority of the actor. Raises Conflict `document_kept` when there is one."""
    actor = doing.actor
    values = [wanted.stream, actor.authority_id, wanted.name, wanted.n, actor.language, doing.now, file, signed]
    if run(ADD, values) != 1:
        raise Conflict("document_kept")
    _kept(doing, wanted, file, signed=signed)


@action("reports.replace_document")
def replace_document(doing: Doing, wanted: Wanted, file: UUID) -> None:
    """Put a signed document in the place of an unsigned one. Raises Conflict `document_kept` when it was signed."""
    values = [file, wanted.stream, doing.actor.authority_id, wanted.name, wanted.n]
    before = row(REPLACE, values)
    if before is None:
        raise Conflict("document_kept")
    erase_these(wanted.stream, [before[0]])
    _kept(doing, wanted, file, signed=True)


def _kept(doing: Doing, wanted: Wanted, file: UUID, *, signed: bool) -> None:
    keep_files(wanted.stream, [file])
    facts = {"exchange": str(wanted.stream), "document": wanted.name, "n": wanted.n, "signed": signed}
    doing.log(STREAM, EntryKind.EFFECT, action="reports.document", facts=facts)
