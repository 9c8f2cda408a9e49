"""Puts the opened pieces of an exchange into what a page shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from counterpart.core.visibility import Viewer
from counterpart.core.workflow import MAIN, Place
from counterpart.core.workflow.situation import TrackRow
from counterpart.core.writing import Answer, Values
from counterpart.directory.queries.players import Participant
from counterpart.exchanges.queries.seeing import visible_subject
from counterpart.exchanges.queries.sight import Piece, Sight
from counterpart.exchanges.queries.views import Content, FileView, FormView, QuestionView, TextView, WrittenView
from counterpart.exchanges.storage.layout import part_of, together
from counterpart.exchanges.storage.pieces import Kind, PieceKey, place_from
from counterpart.foundation.files import FileInfo, FileState

Names = Mapping[int, Participant]
Infos = Mapping[UUID, FileInfo]
TEXTS = (Kind.MESSAGE, Kind.NOTE, Kind.REASON)


def content_of(
    sight: Sight,
    viewer: Viewer,
    pieces: Iterable[Piece],
    values: Mapping[PieceKey, Any],
    names: Names,
    infos: Infos | None = None,
    *,
    authority_id: int,
    others: Collection[Place] = (),
) -> Content:
    """Return the content as the viewer sees it; what was not opened is not there. `infos` describe files by ref.

    Questions that another authority than `authority_id` has chosen and not asked yet are its own affair, those in rows
    of `others` theirs.
    """
    here = [piece for piece in pieces if piece.key in values]
    fields = visible_subject(sight, viewer)
    subject = together(values[piece.key] for piece in here if piece.key.kind is Kind.SUBJECT)
    return Content(
        subject=part_of(subject, fields),
        subject_fields=fields,
        versions={piece.key.slot: piece.version for piece in here},
        forms=_forms(here, values, names),
        questions=tuple(one for one in _questions(sight, here, values, names, authority_id) if one.place not in others),
        copies={piece.key.slot: values[piece.key] for piece in here if piece.key.kind is Kind.COPY},
        texts=tuple(_text(piece, values[piece.key], names) for piece in here if piece.key.kind in TEXTS),
        files=tuple(_files(here, values, infos or {}, names)),
    )


def _files(pieces: Iterable[Piece], values: Mapping[PieceKey, Any], infos: Infos, names: Names) -> Iterator[FileView]:
    for piece in pieces:
        info = infos.get(UUID(piece.key.slot)) if piece.key.kind is Kind.FILE else None
        if info is not None:
            yield FileView(
                ref=info.ref,
                name=info.name,
                media_type=info.media_type,
                size=info.size,
                held_back=info.state is not FileState.KEPT,
                about=str(values[piece.key] or ""),
                place=place_from(piece.key.place),
                written=_written(piece, names),
                removed=info.state is FileState.REMOVED,
                language=info.language,
                personal=info.personal,
            )


def _written(piece: Piece, names: Names) -> WrittenView:
    return WrittenView(
        at=piece.at,
        party=piece.party,
        authority=names.get(piece.authority_id or 0),
        person=piece.user_ref,
        language=piece.language,
        version=piece.version,
    )


def _forms(pieces: Iterable[Piece], values: Mapping[PieceKey, Any], names: Names) -> tuple[FormView, ...]:
    """Put the slots of each form together again."""
    parts: defaultdict[tuple[Place, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.key.kind is Kind.FORM:
            parts[place_from(piece.key.place), piece.key.slot.partition("/")[0]].append(piece)
    return tuple(
        FormView(form, place, together(values[one.key] for one in held), _written(held[-1], names))
        for (place, form), held in parts.items()
    )


def _questions(
    sight: Sight, pieces: Iterable[Piece], values: Mapping[PieceKey, Any], names: Names, authority_id: int
) -> tuple[QuestionView, ...]:
    """Return what was asked, in the main machine and in rows, with the answers; then what one has chosen to ask.

    What a row has given back is asked in the main machine again.
    """
    answers = {piece.key: piece for piece in pieces if piece.key.kind is Kind.ANSWER}
    taken = {
        code: row.place for row in sight.held.situation.rows.values() if _holds(sight, row) for code in row.questions
    }
    found, placed = [], set()
    for question in sight.held.questions:
        if not question.asked and question.authority_id != authority_id:
            continue
        place = taken.get(question.code, MAIN) if question.asked else MAIN
        found.append(QuestionView(question.code, place, sight.revisions.get(question.code, 0), not question.asked))
        placed.add((question.code, place))
    found += [
        QuestionView(key.slot, place_from(key.place), sight.revisions.get(key.slot, 0), prepared=False)
        for key in answers
        if (key.slot, place_from(key.place)) not in placed
    ]
    by_place = {(key.slot, place_from(key.place)): piece for key, piece in answers.items()}
    return tuple(_answered(one, by_place.get((one.code, one.place)), values, names) for one in found)


def _holds(sight: Sight, row: TrackRow) -> bool:
    """Say whether a row is still to answer its questions, or has answered them."""
    state = sight.held.layout.rules.tracks[row.track].states[row.state]
    return not state.final or state.outcome == "success"


def _answered(
    question: QuestionView, piece: Piece | None, values: Mapping[PieceKey, Any], names: Names
) -> QuestionView:
    if piece is None:
        return question
    kept = values[piece.key]
    return QuestionView(
        question.code,
        question.place,
        question.texts_revision,
        question.prepared,
        answer=Answer(kept["value"], kept["cannot"]),
        written=_written(piece, names),
        comment=str(kept.get("comment") or ""),
        files=tuple(UUID(str(ref)) for ref in kept.get("files") or ()),
    )


def _text(piece: Piece, value: Values | str, names: Names) -> TextView:
    said = value if isinstance(value, str) else str(value.get("text", ""))
    action = piece.key.slot.partition("/")[0] if piece.key.kind is Kind.REASON else ""
    place = place_from(piece.key.place)
    why = "" if isinstance(value, str) else str(value.get("confidential", ""))
    return TextView(piece.ref, piece.key.kind.name.lower(), said, place, action, _written(piece, names), why)
