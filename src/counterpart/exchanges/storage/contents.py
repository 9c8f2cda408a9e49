"""What people wrote that is different now: pieces to be sealed, pieces that ended, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.core.errors import Conflict
from counterpart.core.workflow import Place
from counterpart.core.writing import SUBJECT, Answer, Record
from counterpart.exchanges.storage.changes import Changes, NewPiece
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.layout import part_of
from counterpart.exchanges.storage.pieces import Kind, PieceKey, place_text
from counterpart.foundation.vault import KeyClass

Seen = Mapping[str, int]
"""The versions of slots (or answers, by question) that somebody saw when they began to write."""


class NotLoaded(RuntimeError):
    """A mistake in the program: something was written over that had not been loaded."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who wrote, in which language and wording, what they saw before, and remarks beside answers by question."""

    party: str = ""
    lang: str = ""
    seen: Seen | None = None
    remarks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts_revision: int = 0


def contents_differ(changes: Changes, held: Held, laid: Laid, hand: Hand) -> None:
    """Write what differs in forms, answers and working copies. Raises Conflict as `_next_version`."""
    before, after = laid.records.get(held.key, Record()), laid.desk.records[held.key]
    for key, key_class, value in _written(held, before, after, laid, hand):
        version = _next_version(held, key, laid, hand.seen)
        piece = NewPiece(
            held.cover.id, held.cover.ref, key, key_class, version, held.n, value, hand.party, hand.lang,
            texts_revision=hand.texts_revision,
        )  # fmt: skip
        changes.pieces.append(piece)
        if key in held.index:
            changes.pieces_ended.append({"id": held.index[key].id, "exchange_id": held.cover.id, "n": held.n})
    for whose, place, form in before.copies.keys() - after.copies.keys():
        key = PieceKey(Kind.COPY, place_text(place), form, laid.acting.authority_id)
        if key in held.index and whose == held.index[key].party:
            changes.pieces_ended.append({"id": held.index[key].id, "exchange_id": held.cover.id, "n": held.n})


def _written(
    held: Held, before: Record, after: Record, laid: Laid, hand: Hand
) -> Iterator[tuple[PieceKey, KeyClass, Any]]:
    """Yield the pieces that have other values than before."""
    yield from _form(held, SUBJECT, "", before.subject, after.subject, Kind.SUBJECT)
    for where, values in after.forms.items():
        place, form = where
        yield from _form(held, form, place_text(place), before.forms.get(where, {}), values, Kind.FORM)
    for place, answers in after.answers.items():
        old = before.answers.get(place, {})
        for question, answer in answers.items():
            remark = hand.remarks.get(question) if place == laid.acting.place else None
            if old.get(question) != answer or remark is not None:  # an empty one takes a comment or a file away
                key = PieceKey(Kind.ANSWER, place_text(place), question)
                yield key, held.layout.class_of_answer(question), answer_json(answer) | dict(remark or {})
    for (_, place, form), values in after.copies.items():
        key = PieceKey(Kind.COPY, place_text(place), form, laid.acting.authority_id)
        if values != _copy_before(before, place, form):
            yield key, KeyClass.DRAFTS, values


def _copy_before(before: Record, place: Place, form: str) -> Mapping[str, Any] | None:
    return next((values for (_, where, name), values in before.copies.items() if (where, name) == (place, form)), None)


def _form(
    held: Held, form: str, place: str, before: Mapping[str, Any], after: Mapping[str, Any], kind: Kind
) -> Iterator[tuple[PieceKey, KeyClass, Any]]:
    if before == after:
        return
    for slot in held.layout.slots.get(form, ()):
        part = part_of(after, slot.fields)
        if part != part_of(before, slot.fields):
            yield PieceKey(kind, place, slot.name), slot.key_class, part


def _next_version(held: Held, key: PieceKey, laid: Laid, seen: Seen | None) -> int:
    """Return the version that is going to be written.

    Raises Conflict `written_meanwhile` with the present one where the writer saw another, so that a page can show both.
    A form that is handed in anew with its action was not read before, and is not merged with what it held.
    """
    there = held.index.get(key)
    present = there.version if there is not None else 0
    if there is not None and key not in laid.loaded.get(held.key, ()) and key.kind in (Kind.SUBJECT, Kind.COPY):
        raise NotLoaded(f"{key.kind.name} {key.slot} was not loaded")
    if seen is not None and key.kind is not Kind.FORM and seen.get(key.slot, 0) != present:
        raise Conflict("written_meanwhile", slot=key.slot, version=present, seen=seen.get(key.slot, 0))
    return present + 1


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as it is sealed: a value, or the reason why there is none."""
    return {"value": answer.value, "cannot": answer.cannot}


def questions_differ(changes: Changes, held: Held, laid: Laid, hand: Hand) -> None:
    """Write the questions that were asked or chosen, and end those that are no longer chosen."""
    before, after = laid.records.get(held.key, Record()), laid.desk.records[held.key]
    mine = [one for one in held.questions if not one.asked and one.authority_id == laid.acting.authority_id]
    chosen = {one.code: one for one in mine}
    waiting = [question for questions in after.asking.values() for question in questions]
    where = {"exchange_id": held.cover.id, "n": held.n}
    revision = {"texts_revision": hand.texts_revision}
    for code in after.asked:
        if code in before.asked:
            continue
        if code in chosen:
            changes.questions_changed.append(where | {"id": chosen[code].id, "ended": False})
        else:
            changes.questions.append(where | revision | {"code": code, "party": hand.party, "authority_id": 0})
    for code in waiting:
        if code not in chosen:
            mine_now = {"code": code, "party": hand.party, "authority_id": laid.acting.authority_id, "n": None}
            changes.questions.append(where | revision | mine_now)
    gone = [one for code, one in chosen.items() if code not in waiting and code not in after.asked]
    gone += [one for one in mine if one.code in before.asked]
    changes.questions_changed += [where | {"id": one.id, "ended": True} for one in gone]
    taken_back = [one for one in held.questions if one.asked and one.code not in after.asked]
    changes.questions_changed += [where | {"id": one.id, "ended": True} for one in taken_back]
