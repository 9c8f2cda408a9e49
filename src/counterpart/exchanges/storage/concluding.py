"""The end of every action on exchanges: what has changed at the desk is written, logged and announced.

For each exchange that was touched there is exactly one entry of the log and one fact, whatever happened in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.core.workflow import Linked, Outcome, Situation
from counterpart.core.writing import Life, Record
from counterpart.directory.queries.players import participants_by_ref
from counterpart.exchanges.events import ContentWritten, ExchangeMoved, ExchangeOpened
from counterpart.exchanges.row_security import FILE, LOCKED
from counterpart.exchanges.storage.changes import Changes, FoundAgain, NewPiece, as_text
from counterpart.exchanges.storage.contents import Hand, Seen, contents_differ, questions_differ
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.differences import (
    deadlines_differ,
    exchange_row,
    reminded_of,
    retention_row,
    seats_differ,
    tracks_differ,
    turns_differ,
)
from counterpart.exchanges.storage.finding import found_by, label_place
from counterpart.exchanges.storage.held import Held
from counterpart.exchanges.storage.layout import layout_of
from counterpart.exchanges.storage.letting_in import is_open, is_private, levels, who_sees
from counterpart.exchanges.storage.linking import LinkKind, write_link
from counterpart.exchanges.storage.newcomers import NewChild, new_child, next_part_row, renew_keys, write_cover
from counterpart.exchanges.storage.saving import Writer, save
from counterpart.exchanges.storage.starting import started
from counterpart.exchanges.storage.telling import effects_said, moves_said, told_said
from counterpart.foundation.database.statements import row
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind, SealedPiece
from counterpart.foundation.vault import DataKeyName, KeyClass, epoch_of, seal_value
from counterpart.foundation.vault.at_hand import keyring
from counterpart.modules.pins import beside

NAME = f"select set_config('{LOCKED}', %s, true), set_config('{FILE}', %s, true)"


@dataclass(slots=True)
class Said:
    """How an action is told of: its name, who did it, in which language, and what it wrote beside the desk.

    `seen` are the versions that the writer saw. `kind` and `facts` go to the log. `begun` are the keys of exchanges
    that were opened here. `fired_until` clears what the clock has looked at.
    """

    action: str
    party: str = ""
    kind: EntryKind = EntryKind.STEP
    what: str = ""
    lang: str = ""
    seen: Seen | None = None
    track: str | None = None
    begun: frozenset[str] = frozenset()
    fired_until: dt.datetime | None = None
    audience: list[str] | None = None
    remarks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts_revision: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    pieces: list[NewPiece] = field(default_factory=list)
    sealed: list[SealedPiece] = field(default_factory=list)
    renews_access: bool = False


def conclude(doing: Doing, laid: Laid, said: Said) -> Held:
    """Write everything that has changed, and return the exchange that the action was about, as it is now."""
    begun = _admit_children(laid) | said.begun
    _learn_people(laid)
    changes = Changes()
    changes.pieces += said.pieces
    touched = [key for key in laid.desk.matter.exchanges if key in begun or _is_touched(laid, key, said)]
    _name(laid, begun, touched)
    for key in touched:
        _differs(changes, laid, key, said, is_new=key in begun)
    _renew_terms(changes, laid, touched)
    actor = doing.actor
    save(changes, Writer(actor.authority_id, actor.ref), doing.now)
    for key in touched:
        _tell(doing, laid, key, said, changes, is_new=key in begun)
    _begin_others(doing, laid, touched, said)
    return laid.file.one


def _begin_others(doing: Doing, laid: Laid, touched: Sequence[str], said: Said) -> None:
    """Conclude what was begun beside these exchanges, and link it; no definition lets this go round in a circle."""
    for offspring in started(laid, touched):
        new = offspring.laid
        facts = {"started_by": str(offspring.of.cover.ref)}
        party = new.file.one.layout.rules.starter
        begun = frozenset({new.file.of})
        first = Said("open", party, EntryKind.CREATED, begun=begun, facts=facts, lang=said.lang)
        write_link(conclude(doing, new, first), offspring.of.cover.id, LinkKind.STARTED)


def _renew_terms(changes: Changes, laid: Laid, touched: Sequence[str]) -> None:
    """Renew when the data of ended relatives go, which may count from the end of the whole file."""
    for key in laid.file.held.keys() - set(touched):
        if laid.desk.matter.exchanges[key].situation.closed_at is not None:
            columns = retention_row(laid.desk.terms(key))
            if columns["retention"] != laid.file.held[key].retention:
                changes.terms.append({"id": laid.file.held[key].cover.id} | columns)


def _is_touched(laid: Laid, key: str, said: Said) -> bool:
    """Say whether anything was done, written or rung in an exchange."""
    if key == laid.file.of and (said.pieces or said.fired_until is not None or said.facts):
        return True
    if any(_is_more_than_nothing(outcome) for outcome in laid.heard.outcomes.get(key, ())):
        return True
    if laid.desk.records[key] != laid.records.get(key):
        return True
    before, after = laid.before[key].situation, laid.desk.matter.exchanges[key].situation
    return _cover(before) != _cover(after)


def _cover(situation: Situation) -> tuple[Any, ...]:
    """Return what an edit of the exchange itself may change without a move."""
    return situation.wanted_on, situation.agreed_on, situation.urgent, situation.copied, situation.dates, situation.main


def _is_more_than_nothing(outcome: Outcome) -> bool:
    return bool(outcome.moves or outcome.effects or outcome.deadlines or outcome.archived)


def _admit_children(laid: Laid) -> frozenset[str]:
    """Give the children that were started a number, a ref and keys; return their keys on the desk."""
    keys = [key for key in laid.desk.matter.exchanges if key not in laid.file.held]
    if not keys:
        return frozenset()
    for key in keys:
        linked = laid.desk.matter.exchanges[key]
        layout = layout_of(beside(laid.file.held[linked.parent].layout.pin, linked.rules.name))
        child = NewChild(key, laid.file.held[linked.parent], linked.child, layout)
        laid.file.held[key] = new_child(child, laid.file.next_part, laid.desk.now)
        laid.file.next_part += 1
    return frozenset(keys)


def _learn_people(laid: Laid) -> None:
    """Look up the numbers of authorities that came in by their ref alone; one statement, and seldom."""
    people = laid.file.people
    refs = {
        seat.player.authority
        for linked in laid.desk.matter.exchanges.values()
        for seats in linked.situation.seats.values()
        for seat in seats
    }
    missing = {UUID(ref) for ref in refs - people.keys() - {""}}
    if missing:
        people |= {str(ref): one.id for ref, one in participants_by_ref(missing).items()}


def _name(laid: Laid, begun: frozenset[str], touched: Sequence[str]) -> None:
    """Name new exchanges among those that are written; those that were loaded are named already."""
    if begun:
        ids = {laid.file.held[key].cover.id for key in (*begun, *touched)}
        row(NAME, [",".join(map(str, sorted(ids))), str(laid.file.one.cover.matter_id)])


def _differs(changes: Changes, laid: Laid, key: str, said: Said, *, is_new: bool) -> None:
    """Gather everything that has changed in one exchange."""
    held, linked = laid.file.held[key], laid.desk.matter.exchanges[key]
    before = None if is_new else laid.before[key].situation
    if is_new:
        write_cover(changes, held)
        if held.cover.part > 1:
            changes.parts.append(next_part_row(held.cover.matter_id, laid.file.next_part))
    _found_again(changes, laid, held)
    after = linked.situation
    if before and before.closed_at is not None and after.closed_at is None:
        renew_keys(held, laid.desk.now)
    terms = laid.desk.terms(key) if after.closed_at is not None or (before and before.closed_at) else {}
    life = laid.desk.lives.get(key, Life())
    columns = exchange_row(after, life, terms, laid.desk.records[key].consulted)
    held.version += 1 if _stepped(laid, key) or is_new else 0
    label = as_text(held.label)
    seats_differ(changes, held, after, laid)
    own = {"id": held.cover.id, "version": held.version, "n": held.n, "label": label, "seated": held.seated}
    changes.moved.append(own | columns)
    tracks_differ(changes, held, after, laid)
    turns_differ(changes, held, before, linked, laid)
    changes.reminded += reminded_of(held, laid.heard.outcomes.get(key, ()), laid.file.people)
    deadlines_differ(changes, held, laid, said.fired_until if key == laid.file.of else None)
    hand = Hand()
    if key == laid.file.of:
        hand = Hand(said.party, said.lang, said.seen, said.remarks, said.texts_revision)
    contents_differ(changes, held, laid, hand)
    questions_differ(changes, held, laid, hand)
    _let_in(changes, laid, key, before, anyway=said.renews_access)


def _stepped(laid: Laid, key: str) -> bool:
    return any(outcome.moves for outcome in laid.heard.outcomes.get(key, ()))


def _let_in(changes: Changes, laid: Laid, key: str, before: Situation | None, *, anyway: bool) -> None:
    """Let in who comes, and renew the access of everybody where somebody goes, or everybody may have another level."""
    linked, id_ = laid.desk.matter.exchanges[key], laid.file.held[key].cover.id
    rules, after = linked.rules, linked.situation
    still = is_open(rules, after)
    if before is not None and still != is_open(rules, before):
        changes.open[id_] = still
    seeing, private = who_sees(rules, after), is_private(rules, after)
    seen = who_sees(rules, before) if before is not None else frozenset()
    if anyway or before is None or seen - seeing or private != is_private(rules, before):
        changes.access[id_] = access_of(laid, key)
        changes.open[id_] = still
    elif seeing - seen:
        changes.admitted[id_] = still, _level_of(laid, key, seeing - seen, seeing)


def _level_of(laid: Laid, key: str, coming: frozenset[str], seeing: frozenset[str]) -> dict[int, int]:
    """Return the level of those who come, and of who oversees them: nobody who is in already falls to an overview."""
    linked, people = laid.desk.matter.exchanges[key], laid.file.people
    overseen = not is_private(linked.rules, linked.situation)
    found = levels(linked.rules.module.module, coming, people, overseen=overseen)
    inside = {people[ref] for ref in seeing - coming}
    return {id_: level for id_, level in found.items() if id_ not in inside}


def access_of(laid: Laid, key: str) -> dict[int, int]:
    """Return whom an exchange lets in as it stands on the desk, with the level; one statement."""
    linked = laid.desk.matter.exchanges[key]
    rules, after = linked.rules, linked.situation
    overseen = not is_private(rules, after)
    return levels(rules.module.module, who_sees(rules, after), laid.file.people, overseen=overseen)


def _found_again(changes: Changes, laid: Laid, held: Held) -> None:
    """Renew by what the exchange is found, when its subject has changed; the label is sealed anew."""
    before = laid.records.get(held.key, Record()).subject
    if laid.desk.records[held.key].subject == before:
        return
    now = laid.desk.now
    found = found_by(held.layout, laid.desk.shown(held.key), held.cover.created_at, now)
    if found.label:
        name = DataKeyName(held.cover.ref, KeyClass.PERSONAL)
        held.label = seal_value(keyring().open_one(name, now), label_place(held.cover.ref), found.label.encode())
    epoch = epoch_of(held.cover.created_at)
    again = FoundAgain(held.cover.id, held.layout.pin.module, epoch, found.facets, found.tokens, held.label)
    changes.found.append(again)


def _tell(doing: Doing, laid: Laid, key: str, said: Said, changes: Changes, *, is_new: bool) -> None:
    """Write the entry of the log and the fact of one exchange."""
    held, linked = laid.file.held[key], laid.desk.matter.exchanges[key]
    outcomes = laid.heard.outcomes.get(key, [])
    moves, effects = moves_said(outcomes), effects_said(outcomes)
    asked = key == laid.file.of
    doing.knows_head(held.head)
    before = None if is_new else laid.before[key].situation.state
    kind = EntryKind.CREATED if is_new else said.kind if asked else EntryKind.STEP
    facts: dict[str, Any] = {"moves": moves} if moves else {}
    facts |= {"effects": effects} if effects else {}
    doing.log(
        held.cover.ref,
        kind,
        action=said.action if asked else None,
        track=said.track if asked else None,
        states=(before, linked.situation.state),
        facts=facts | (said.facts if asked else {}),
        sealed=[*changes.sealed.get(held.cover.ref, ()), *(said.sealed if asked else ())],
    )
    _announce(doing, laid, key, said, changes, is_new=is_new)


def _announce(doing: Doing, laid: Laid, key: str, said: Said, changes: Changes, *, is_new: bool) -> None:
    held, outcomes = laid.file.held[key], laid.heard.outcomes.get(key, [])
    where = where_of(held, laid.desk.matter.exchanges[key])
    asked = key == laid.file.of
    by: dict[str, Any] = {"party": said.party, "authority": doing.actor.authority_id} if asked else {}
    if not is_new and not outcomes and said.what:
        slots = [piece.key.slot for piece in changes.pieces if piece.stream == held.cover.ref]
        fact = ContentWritten(**where, **by, what=said.what, slots=slots, audience=said.audience)
        doing.announce(held.cover.ref, fact)
        return
    happened: dict[str, Any] = {
        "moves": moves_said(outcomes),
        "told": told_said(outcomes, laid.file.people),
        "effects": effects_said(outcomes),
    }
    if is_new:
        doing.announce(held.cover.ref, ExchangeOpened(**where, **by, **happened, parent=held.cover.parent_id))
    else:
        doing.announce(held.cover.ref, ExchangeMoved(**where, **by, **happened, action=said.action if asked else ""))


def _members(held: Held, linked: Linked, party: str) -> set[str]:
    """Return the members of a party, of those, too, whose seats were not read."""
    members = {player.member for player in linked.situation.players(party)}
    return members | held.seated.get(party, {}).keys() if party in held.unread else members


def where_of(held: Held, linked: Linked) -> dict[str, Any]:
    """Return which exchange a fact is about."""
    members: Mapping[str, list[str]] = {
        party: sorted(_members(held, linked, party) - {""}) for party in linked.rules.parties
    }
    return {
        "exchange": held.cover.id,
        "number": held.cover.number,
        "module": held.layout.pin.module,
        "procedure": held.layout.pin.procedure,
        "procedure_id": held.layout.pin.procedure_id,
        "state": linked.situation.state,
        "version": held.version,
        "members": {party: codes for party, codes in members.items() if codes},
        "family": held.cover.family,
    }
