"""Messages to the other parties, notes inside one authority, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from counterpart.core.errors import Invalid, Refused
from counterpart.core.writing import Author
from counterpart.directory.policy import Deed
from counterpart.exchanges.actions.beginning import Capacity, Written, laid_out, taken_up, written
from counterpart.exchanges.storage.changes import NewPiece
from counterpart.exchanges.storage.concluding import Said, conclude
from counterpart.exchanges.storage.held import File, Held
from counterpart.exchanges.storage.needs import NOTHING
from counterpart.exchanges.storage.pieces import Kind, PieceKey, place_text
from counterpart.foundation.actions import action
from counterpart.foundation.doing import Doing
from counterpart.foundation.files import keep_files
from counterpart.foundation.log import EntryKind
from counterpart.foundation.refs import new_ref
from counterpart.foundation.vault import DataKeyName, KeyClass
from counterpart.foundation.vault.at_hand import keyring

LONGEST = 20_000
"""Letters of a message or a note."""
LONGEST_GROUND = 500
"""Letters of the reason for which a message is confidential."""


@action("exchanges.message")
def message(
    doing: Doing,
    exchange: UUID,
    capacity: Capacity,
    text: str,
    *,
    audience: Sequence[str] | None = None,
    lang: str = "",
    confidential: str = "",
) -> Written:
    """Write to the other parties, or to some of them; who may open the exchange later reads it as well.

    `confidential` says why it is to be treated as confidential, and marks it so (Regulation (EU) No 1024/2012,
    Art. 10). Raises Refused for a party that there is not, and as `taken_up`.
    """
    file, author = taken_up(doing, exchange, capacity, None)
    held = file.one
    _must_be_text(text)
    if len(confidential) > LONGEST_GROUND:
        raise Invalid("text_too_long", field="confidential", letters=len(confidential), most=LONGEST_GROUND)
    for party in audience or ():
        if party not in held.layout.rules.parties:
            raise Refused("party_unknown", party=party)
    key = PieceKey(Kind.MESSAGE, place_text(author.place), str(new_ref(doing.now)))
    said = {"text": text, "confidential": confidential} if confidential.strip() else text
    piece = _piece(held, author, key, KeyClass.MESSAGES, said, lang or doing.actor.language)
    if audience is not None:
        piece = replace(piece, audience=tuple(dict.fromkeys((author.party, *audience))))
    return _kept(doing, file, author, "message", piece, audience)


@action("exchanges.note")
def note(doing: Doing, exchange: UUID, capacity: Capacity, text: str, *, lang: str = "") -> Written:
    """Write a note that only colleagues in one's own authority read; it has a key of its own, made first.

    Whoever may open the content may leave one: it binds nobody outside.
    """
    file, author = taken_up(doing, exchange, capacity, None, deed=Deed.OPEN)
    held, own = file.one, doing.actor.authority_ref
    _must_be_text(text)
    if own is None:
        raise Refused("not_seated", party=capacity.party)
    keyring().create([DataKeyName(held.cover.ref, KeyClass.INSIDE, own)], doing.now)
    key = PieceKey(Kind.NOTE, place_text(author.place), str(new_ref(doing.now)))
    cover = held.cover
    piece = NewPiece(
        cover.id, cover.ref, key, KeyClass.INSIDE, 1, held.n, text, author.party, lang or doing.actor.language,
        inside=own, inside_id=doing.actor.authority_id,
    )  # fmt: skip
    return _kept(doing, file, author, "note", piece, None)


@action("exchanges.attach")
def attach(doing: Doing, exchange: UUID, capacity: Capacity, files: Sequence[UUID], *, about: str = "") -> Written:
    """Attach files that have arrived (`foundation.files.store_file`); `about` names a question, or nothing.

    Raises NotFound for a file that did not arrive for this exchange, or was attached before.
    """
    file, author = taken_up(doing, exchange, capacity, None)
    held = file.one
    kept = keep_files(held.cover.ref, list(files))
    pieces = [
        _piece(
            held, author, PieceKey(Kind.FILE, place_text(author.place), str(one.ref)), one.owner.key_class, about, ""
        )
        for one in kept
    ]
    laid = laid_out(doing, file, author, NOTHING)
    facts: dict[str, Any] = {"files": [str(one.ref) for one in kept]}
    said = Said("attach", capacity.party, EntryKind.WRITTEN, "file", facts=facts, pieces=pieces)
    said.sealed = [one.piece for one in kept]
    return written(conclude(doing, laid, said), laid)


def _kept(
    doing: Doing, file: File, author: Author, what: str, piece: NewPiece, audience: Sequence[str] | None
) -> Written:
    laid = laid_out(doing, file, author, NOTHING)
    facts: dict[str, Any] = {} if audience is None else {"audience": list(audience)}
    said = Said(what, author.party, EntryKind.WRITTEN, what, piece.lang, facts=facts, pieces=[piece])
    said.audience = None if audience is None else list(audience)
    return written(conclude(doing, laid, said), laid)


def _piece(held: Held, author: Author, key: PieceKey, key_class: KeyClass, value: Any, lang: str) -> NewPiece:
    cover = held.cover
    return NewPiece(cover.id, cover.ref, key, key_class, 1, held.n, value, author.party, lang)


def _must_be_text(text: str) -> None:
    if not text.strip():
        raise Invalid("text_missing", field="text")
    if len(text) > LONGEST:
        raise Invalid("text_too_long", field="text", letters=len(text), most=LONGEST)
