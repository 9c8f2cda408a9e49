"""Which sealed pieces are opened for whom, and what was in them. No other piece, and no other key, is fetched.

Who sees a field is said by `core.visibility`; the layout has cut every form so that a slot is seen as a whole or not
at all. A guard may ask for a value that the actor does not see: it is opened for the verdict and never returned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from counterpart.core.visibility import Viewer, may_open
from counterpart.core.workflow import MAIN, Place, Situation
from counterpart.core.workflow.situation import ChildRow, ParentView
from counterpart.core.writing import SUBJECT, Author, Desk, Setting, viewer_of
from counterpart.exchanges.queries.files import sees_files, sees_texts
from counterpart.exchanges.queries.insight import insight_of, needs_of_standpoints
from counterpart.exchanges.queries.sight import Piece, Sight
from counterpart.exchanges.storage.desks import SEALED, Acting, Laid, lay, read_into, wanted_in
from counterpart.exchanges.storage.needs import Needs
from counterpart.exchanges.storage.pieces import Kind, PieceKey, opened_with, place_from, place_text, sealed_place
from counterpart.exchanges.storage.setting import NO_SETTING, setting_for
from counterpart.foundation.access import telling_of_it
from counterpart.foundation.database.statements import array, rows
from counterpart.foundation.vault import DataKeyName, KeyClass
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import pinned

READ_AND_TELL = telling_of_it(SEALED)


def desk_of(sight: Sight, acting: Acting, now: dt.datetime, needs: Needs, setting: Setting = NO_SETTING) -> Laid:
    """Return a desk for looking: the exchange with what `needs` opens, and its relatives as their states only."""
    laid = lay(sight.file, {sight.held.key: needs}, setting, acting, now)
    _add_writers(laid.desk, sight)
    return laid


def authors_of(sight: Sight, authority_id: int, person: str) -> tuple[Author, ...]:
    """Return as which parties an authority takes part: by its seats, and in the rows that are its own."""
    held, found = sight.held, dict[Author, None]()
    for seat in held.seats:
        if seat.authority_id == authority_id:
            found[Author(held.key, MAIN, seat.party, seat.seat.player, person)] = None
    for row in held.situation.rows.values():
        if sight.owner_of(row) == authority_id:
            for owner in held.layout.rules.tracks[row.track].owners:
                found[Author(held.key, row.place, owner, row.player, person)] = None
    return tuple(found)


def viewer_for(desk: Desk, authors: Iterable[Author]) -> Viewer | None:
    """Return the viewer that an authority is with all its parties; None for whoever takes no part."""
    viewers = [viewer_of(desk, author) for author in authors]
    if not viewers:
        return None
    rows_: dict[str, frozenset[str]] = {}
    for viewer in viewers:
        for track, states in viewer.rows.items():
            rows_[track] = rows_.get(track, frozenset()) | states
    return Viewer(
        parties=frozenset[str]().union(*(one.parties for one in viewers)),
        state=viewers[0].state,
        rows=rows_,
        wrote=frozenset[str]().union(*(one.wrote for one in viewers)),
        edits=frozenset[str]().union(*(one.edits for one in viewers)),
        wrote_answers=frozenset[str]().union(*(one.wrote_answers for one in viewers)),
    )


def visible_pieces(
    sight: Sight,
    viewer: Viewer,
    authors: tuple[Author, ...],
    authority_id: int,
    kinds: Collection[Kind] | None = None,
) -> list[Piece]:
    """Return the pieces that the viewer may see: of all kinds, or of those alone that a page shows."""
    rules, layout = sight.held.layout.rules, sight.held.layout
    if not may_open(rules.procedure, viewer):
        return []
    insight = insight_of(layout, viewer)
    slots, answers = insight.slots, insight.answers
    reads = partial(_place_seen, sight, viewer, authors)
    files, texts = sees_files(rules.procedure, viewer), sees_texts(rules.procedure, viewer)

    def seen(piece: Piece) -> bool:
        key = piece.key
        match key.kind:
            case Kind.SUBJECT:
                return key.slot in slots
            case Kind.FORM:
                return key.slot in slots and reads(key.place)
            case Kind.ANSWER:
                return key.slot in answers and reads(key.place)
            case Kind.COPY:
                return key.owner_id == authority_id
            case Kind.NOTE:
                return piece.inside
            case Kind.FILE:
                return files or piece.authority_id == authority_id
        return _is_for(piece, viewer, authority_id, texts=texts)

    wanted = sight.pieces.values()
    return [piece for piece in wanted if (kinds is None or piece.key.kind in kinds) and seen(piece)]


def _is_for(piece: Piece, viewer: Viewer, authority_id: int, *, texts: bool) -> bool:
    """Say whether somebody reads a message or the reason of an action: as who wrote it, to whom it is, or as all do.

    A reason is addressed to nobody: who is among those it is for reads it while it reads texts.
    """
    if piece.authority_id == authority_id:
        return True
    if piece.audience is None:
        return texts
    return bool(viewer.parties & set(piece.audience)) and (texts or piece.key.kind is not Kind.REASON)


def visible_subject(sight: Sight, viewer: Viewer) -> frozenset[str]:
    """Return the fields of the subject that the viewer may see."""
    return insight_of(sight.held.layout, viewer).subject


def open_pieces(
    sight: Sight, pieces: Iterable[Piece], inside: UUID | None, told: Sequence[Any], now: dt.datetime
) -> dict[PieceKey, Any]:
    """Return what is in some pieces: one statement for the keys that are not at hand, one for what is sealed.

    `inside` is the authority whose inside notes are among them; `told` (`access.told_of_reading`) is written to the
    access log by the statement that reads.
    """
    held = sight.held
    wanted = {piece.id: piece for piece in pieces}
    ref = held.cover.ref
    places = {
        id_: sealed_place(ref, piece.key, piece.version, piece.key_class, inside if piece.inside else None)
        for id_, piece in wanted.items()
    }
    named: dict[KeyClass, DataKeyName] = {}  # of inside notes only one's own are here
    for place in places.values():
        if place.key_class not in named:
            named[place.key_class] = place.key_name
    keys = keyring().open(named.values(), now)
    found: dict[PieceKey, Any] = {}
    for id_, sealed_value in rows(READ_AND_TELL, [*told, array(places), array([held.cover.id])]):
        key = keys.get(named[places[id_].key_class])
        if key is not None:
            found[wanted[id_].key] = opened_with(key, places[id_], bytes(sealed_value))
    return found


def open_behind(sight: Sight, pieces: Iterable[Piece], now: dt.datetime) -> dict[PieceKey, Any]:
    """Return what is in pieces that the engine reads and nobody is shown: no reading is told of, none is noted."""
    held, wanted = sight.held, {piece.id: piece for piece in pieces}
    if not wanted:
        return {}
    places = {
        id_: sealed_place(held.cover.ref, piece.key, piece.version, piece.key_class) for id_, piece in wanted.items()
    }
    keys = keyring().open({place.key_name for place in places.values()}, now)
    return {
        wanted[id_].key: opened_with(keys[places[id_].key_name], places[id_], bytes(sealed_value))
        for id_, sealed_value in rows(SEALED, [array(places), array([held.cover.id])])
        if places[id_].key_name in keys
    }


def needed_pieces(sight: Sight, needs: Needs, acting: Acting) -> list[Piece]:
    """Return the pieces behind some needs, for verdicts; whoever asks need not see them."""
    return [sight.pieces[one.id] for one in wanted_in(sight.file, sight.held.key, needs, acting)]


def needed_at(sight: Sight, needs: Needs, acting: Acting, authors: Iterable[Author]) -> list[Piece]:
    """Return the pieces behind some needs wherever somebody takes part: in the exchange, and in the rows of theirs."""
    found: dict[int, Piece] = {}
    for place in dict.fromkeys((acting.place, *(author.place for author in authors))):
        found |= {one.id: one for one in needed_pieces(sight, needs, replace(acting, place=place))}
    return list(found.values())


def read_on(sight: Sight, laid: Laid, pieces: Iterable[Piece], values: Mapping[PieceKey, Any]) -> None:
    """Put what was in some pieces on a desk that was laid without."""
    held = sight.held
    opened_here = {piece.key: values[piece.key] for piece in pieces if piece.key in values}
    if opened_here:
        read_into(laid.desk.records[held.key], held, opened_here)


def rows_of_others(sight: Sight, viewer: Viewer, authors: Iterable[Author]) -> frozenset[Place]:
    """Return the rows in which the viewer sees nothing that was asked or written: they are for others."""
    places = (row.place for row in sight.held.situation.rows.values())
    who = tuple(authors)
    return frozenset(one for one in places if not _place_seen(sight, viewer, who, place_text(one)))


def _place_seen(sight: Sight, viewer: Viewer, authors: Iterable[Author], place: str) -> bool:
    """What was written in a row is for its owners, and for the owners of the main machine, who wait for it.

    Where the state of the row says who `sees` it: for those of the row's own member, and, once the row has ended well,
    for everybody who is named.
    """
    where = place_from(place) if place else MAIN
    if where == MAIN or any(author.place == where for author in authors):
        return True
    machine = sight.held.layout.rules.tracks[where.track]
    row = sight.held.situation.rows.get((where.track, where.key))
    state = machine.states[row.state] if row is not None and row.place == where else None
    if row is None or state is None or state.sees is None:
        return bool(viewer.parties - set(machine.owners))
    if state.final and state.outcome == "success":
        return bool(viewer.parties & set(state.sees))
    of = row.player.member
    return any(one.party in state.sees and one.player is not None and one.player.member == of for one in authors)


def _add_writers(desk: Desk, sight: Sight) -> None:
    """Tell the desk who wrote what is there: who wrote something sees it."""
    held = sight.held
    names = {seat.authority_id: seat.seat.player.name for seat in held.seats}
    record = desk.records[held.key]
    for stored in held.index.values():
        piece = sight.pieces.get(stored.id)
        name = names.get(piece.authority_id) if piece else None
        if name is None:
            continue
        if stored.key.kind is Kind.ANSWER:
            record.answered_by.setdefault((stored.party, name), set()).add(stored.key.slot)
        elif stored.key.kind in (Kind.SUBJECT, Kind.FORM):
            form = stored.key.slot.partition("/")[0]
            form = str(held.layout.rules.procedure.subject) if form == SUBJECT else form
            record.wrote.setdefault((stored.party, name), set()).add(form)


def needs_of_verdicts(sight: Sight, authors: Iterable[Author]) -> Needs:
    """Return what the verdicts on the actions of some parties read."""
    situation = sight.held.situation
    standpoints = []
    for author in authors:
        row = situation.rows.get((author.place.track, author.place.key)) if author.place.track else None
        standpoints.append((author.party, author.place.track, row.state if row is not None else situation.state))
    return needs_of_standpoints(sight.held.layout, standpoints)


def setting_of(sight: Sight, needs: Needs, now: dt.datetime) -> Setting:
    """Return switches where a verdict asks for one."""
    return setting_for(sight.file, sight.held.layout.rules, needs, now)


def situation_of(sight: Sight, laid: Laid) -> Situation:
    """Return the situation with everything that verdicts read, the states of relatives among it."""
    held = sight.held
    situation = laid.desk.ready().exchanges[held.key].situation
    known = situation.known
    if not sight.family and not known.children:
        return situation
    children: dict[str, tuple[ChildRow, ...]] = {}
    parent = known.parent
    for relative in sight.family:
        if relative.parent_id == held.cover.id:
            final = pinned(relative.procedure_id).rules.main.states[relative.state].final
            row = ChildRow(relative.number, relative.state, final)
            children[relative.child] = (*children.get(relative.child, ()), row)
        if relative.id == held.cover.parent_id:
            parent = ParentView(relative.state, parent.facts if parent else {})
    return replace(situation, known=replace(known, children=children, parent=parent))
