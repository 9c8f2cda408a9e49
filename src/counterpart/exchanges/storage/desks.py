"""Lays loaded exchanges on a desk: opens what the action reads, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.core.workflow import MAIN, Linked, Matter, Outcome, Place, Rulebook
from counterpart.core.workflow.matter import Procedures
from counterpart.core.writing import SUBJECT, Answer, Desk, Record, Setting
from counterpart.core.writing.desk import Trace
from counterpart.exchanges.storage.held import File, Held
from counterpart.exchanges.storage.layout import Slot, together
from counterpart.exchanges.storage.needs import Needs
from counterpart.exchanges.storage.pieces import Kind, PieceKey, Stored, opened, place_from, place_text, sealed_place
from counterpart.foundation.database.statements import array, rows
from counterpart.foundation.vault import DataKeyName
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import Pinned, beside

SEALED = """
select id, sealed from exchanges_content
where id = any(array(select unnest(%s::bigint[]))) and exchange_id = any(array(select unnest(%s::bigint[])))
"""
"""Its rows are found by their keys, however many: so written the server does not plan it anew for each array."""


class Heard(Trace):
    """Keeps what happened at a desk, for the log, the facts and the rows that change."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
        self.written: defaultdict[str, list[tuple[Place, str]]] = defaultdict(list)

    def wrote(self, key: str, place: Place, kind: str, words: str) -> None:
        """Keep where something was written and of what kind; the words name a party, which the log has anyway."""
        del words
        self.written[key].append((place, kind))

    def happened(self, matter: Matter, key: str, outcome: Outcome) -> None:
        """Keep what a call of the engine has led to."""
        del matter
        self.outcomes[key].append(outcome)


@dataclass(frozen=True, slots=True)
class Acting:
    """Where somebody acts: whose working copies are theirs (`authority_id`), in which place, who they are outside."""

    authority_id: int = 0
    place: Place = MAIN
    outside: UUID | None = None


NOBODY_THERE = Acting()


@dataclass(slots=True)
class Laid:
    """A desk with what was loaded, and how everything was before anybody wrote: `records` are copies."""

    desk: Desk
    heard: Heard
    file: File
    acting: Acting
    before: Mapping[str, Linked]
    records: dict[str, Record]
    loaded: dict[str, frozenset[PieceKey]] = field(default_factory=dict)


def lay(file: File, needs: Mapping[str, Needs], setting: Setting, acting: Acting, now: dt.datetime) -> Laid:
    """Return a desk with the exchanges of a file; `needs` says for each what is opened."""
    heard = Heard()
    one = file.one.layout
    desk = Desk(one.rules.module, _Children(one.pin), setting, now, heard)
    wanted = {key: list(wanted_in(file, key, needs.get(key, Needs()), acting)) for key in file.held}
    values = _opened(file, wanted, now)
    for key, held in file.held.items():
        desk.records[key] = _record(held, values[key], acting)
        desk.lives[key] = held.life
    keys = {held.cover.id: key for key, held in file.held.items()}
    desk.matter = Matter(
        {
            key: Linked(held.layout.rules, held.situation, keys.get(held.cover.parent_id or 0, ""), held.cover.child)
            for key, held in file.held.items()
        }
    )
    loaded = {key: frozenset(piece.key for piece in pieces) for key, pieces in wanted.items()}
    records = {key: record.copied() for key, record in desk.records.items()}
    return Laid(desk, heard, file, acting, dict(desk.matter.exchanges), records, loaded)


class _Children(Procedures):
    """Finds the rulebooks of children: of the version that the exchange pins, whatever has been installed since."""

    def __init__(self, pin: Pinned) -> None:
        self.pin = pin

    def __getitem__(self, procedure: str, /) -> Rulebook:
        """Return the rulebook of a procedure."""
        return beside(self.pin, procedure).rules


def wanted_in(file: File, key: str, needs: Needs, acting: Acting) -> Iterator[Stored]:
    """Yield the pieces of an exchange that have to be opened."""
    held = file.held[key]
    of_children = [
        name.removeprefix("parent.")
        for other in file.held.values()
        if other.cover.parent_id == held.cover.id
        for name in needs.values
        if name.startswith("parent.")
    ]
    places = dict.fromkeys(("", place_text(acting.place)))
    found: dict[PieceKey, None] = {}
    for name in (*needs.values, *of_children):
        found |= dict.fromkeys(_behind(held, name, places))
    for form in needs.whole:
        where = [""] if form == SUBJECT else places
        found |= dict.fromkeys(
            key for place in where for key in _slot_keys(form, place, held.layout.slots.get(form, ()))
        )
    for form in needs.copies:
        found |= dict.fromkeys(PieceKey(Kind.COPY, place, form, acting.authority_id) for place in places)
    yield from (held.index[one] for one in found if one in held.index)


def _behind(held: Held, name: str, places: Iterable[str]) -> Iterator[PieceKey]:
    """Yield the pieces that a dotted name reads: of the subject with what decides whether it is shown."""
    root, _, rest = name.partition(".")
    if root == SUBJECT:
        fields = held.layout.with_what_shows([rest])
        yield from _slot_keys(SUBJECT, "", held.layout.holding(SUBJECT, fields))
    elif root == "answers":
        yield from (PieceKey(Kind.ANSWER, place, rest) for place in places)
    elif root == "form":
        form, _, inner = rest.partition(".")
        for place in places:
            yield from _slot_keys(form, place, held.layout.holding(form, [inner]))


def _slot_keys(form: str, place: str, slots: Iterable[Slot]) -> Iterator[PieceKey]:
    kind = Kind.SUBJECT if form == SUBJECT else Kind.FORM
    yield from (PieceKey(kind, place, slot.name) for slot in slots)


def _opened(file: File, wanted: Mapping[str, list[Stored]], now: dt.datetime) -> dict[str, dict[PieceKey, Any]]:
    """Return the values of the pieces, opened with as few keys as possible: one statement each for both."""
    found: dict[str, dict[PieceKey, Any]] = {key: {} for key in file.held}
    if not any(wanted.values()):
        return found
    places = {
        piece.id: (key, piece, sealed_place(file.held[key].cover.ref, piece.key, piece.version, piece.key_class))
        for key, pieces in wanted.items()
        for piece in pieces
    }
    names: set[DataKeyName] = {place.key_name for _, _, place in places.values()}
    keys = {name: one for name, one in keyring().open(names, now).items() if isinstance(name, DataKeyName)}
    exchanges = [held.cover.id for held in file.held.values()]
    for id_, sealed_value in rows(SEALED, [array(places), array(exchanges)]):
        key, piece, place = places[id_]
        found[key][piece.key] = opened(keys, place, bytes(sealed_value))
    return found


def _record(held: Held, values: Mapping[PieceKey, Any], acting: Acting) -> Record:
    """Return what was written in an exchange: opened where it is needed, otherwise only that it is there."""
    record = Record(consulted=held.consulted)
    for key in held.index:
        if key.kind is Kind.ANSWER:  # that it is there counts even where nobody reads it
            record.answers.setdefault(place_from(key.place), {})[key.slot] = Answer()
    read_into(record, held, values)
    _questions(held, record, acting)
    return record


def read_into(record: Record, held: Held, values: Mapping[PieceKey, Any]) -> None:
    """Put the values of opened pieces into the record of an exchange; of a form all at once."""
    forms: defaultdict[tuple[Place, str], list[Mapping[str, Any]]] = defaultdict(list)
    subject: list[Mapping[str, Any]] = []
    for key in held.index:
        value = values.get(key) if values else None
        if value is None:
            continue
        place = place_from(key.place)
        if key.kind is Kind.ANSWER:
            record.answers[place][key.slot] = Answer(value["value"], value["cannot"])
        elif key.kind is Kind.SUBJECT:
            subject.append(value)
        elif key.kind is Kind.FORM:
            forms[place, key.slot.partition("/")[0]].append(value)
        elif key.kind is Kind.COPY:
            record.copies[held.index[key].party, place, key.slot] = value
    record.subject = together(subject)
    record.forms = {where: together(parts) for where, parts in forms.items()}


def _questions(held: Held, record: Record, acting: Acting) -> None:
    for question in held.questions:
        if question.asked:
            record.asked.append(question.code)
        elif question.authority_id == acting.authority_id:
            record.asking.setdefault(question.party, []).append(question.code)
