"""Doing an action of a procedure: one function for every action of every procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from counterpart.core.errors import NotFound, Refused
from counterpart.core.findings import nearest
from counterpart.core.workflow import Player
from counterpart.core.workflow.machine import ActionRules
from counterpart.core.writing import Author, Handed
from counterpart.core.writing import act as do
from counterpart.exchanges.actions.beginning import Capacity, Written, laid_out, must_know_fields, taken_up, written
from counterpart.exchanges.parties import own_side
from counterpart.exchanges.storage.changes import NewPiece
from counterpart.exchanges.storage.concluding import Said, conclude
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.held import File, Held
from counterpart.exchanges.storage.loading import complete
from counterpart.exchanges.storage.needs import Needs, needs_of_action
from counterpart.exchanges.storage.pieces import Kind, PieceKey, place_text
from counterpart.exchanges.storage.seating import must_have_access, reseat_coordinators, seats_by_ref
from counterpart.exchanges.storage.setting import players_for, refs_in
from counterpart.exchanges.storage.wide import touches
from counterpart.foundation.actions import action, was_done
from counterpart.foundation.actor import Actor
from counterpart.foundation.doing import Asked, Doing
from counterpart.foundation.vault import KeyClass

Forms = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Given:
    """What is handed in with an action.

    `forms` are its own forms, `edits` others that it wants complete and that are changed with it. `choose` are refs of
    authorities, or members where the authority follows from that. `lang` is the language of free text.
    """

    forms: Forms = field(default_factory=dict)
    edits: Forms = field(default_factory=dict)
    reason: str = ""
    choose: Sequence[str] = ()
    questions: Sequence[str] = ()
    lang: str = ""


NOTHING_GIVEN = Given()


def acted_before(actor: Actor, asked: Asked) -> bool:
    """Say whether this very request has moved an exchange already: one that its actor may no longer see, perhaps."""
    return was_done(actor, asked, "exchanges.act")


@action("exchanges.act")
def act(
    doing: Doing,
    exchange: UUID,
    name: str,
    capacity: Capacity,
    given: Given = NOTHING_GIVEN,
    *,
    expected: int | None = None,
) -> Written:
    """Do an action of an exchange's procedure as one of its parties.

    Raises Refused or OutOfTurn with the engine's reason, Conflict when it has moved since (`expected`), NotFound when
    there is no such exchange for the actor, Invalid for a field that a form does not have.
    """
    file, author = taken_up(doing, exchange, capacity, expected, name, whole=False)
    held = file.one
    rules = must_have_action(held, capacity, name)
    complete(file, [*rules.tells, *rules.chooses_for])
    for form, values in (*given.forms.items(), *given.edits.items()):
        must_know_fields(held.layout, form, values)
    needs = needs_of_action(held.layout, capacity.track, name)
    handed = Handed(
        forms=dict(given.forms),
        edits=dict(given.edits),
        reason=given.reason,
        choose=_chosen(file, rules, given.choose),
        questions=tuple(given.questions),
    )
    laid = _done(doing, file, author, (name, needs, handed))
    if touches(laid):
        complete(file, held.unread)
        laid = _done(doing, file, author, (name, needs, handed))
    said = Said(
        action=name,
        party=capacity.party,
        lang=given.lang or doing.actor.language,
        track=str(author.place) or None,
        pieces=_reason(held, author, name, given, _readers(laid, held, author)),
    )
    return written(conclude(doing, laid, said), laid)


def _done(doing: Doing, file: File, author: Author, step: tuple[str, Needs, Handed]) -> Laid:
    """Do an action with what it needs, and with what is handed in, on a desk of its own."""
    name, needs, handed = step
    edited = frozenset(file.one.layout.form(form) for form in handed.edits)
    laid = laid_out(doing, file, author, needs | Needs(whole=edited, copies=edited))
    _let_name(file, laid.desk, needs, handed.forms)
    do(laid.desk, author, name, handed)
    reseat_coordinators(laid)
    return laid


def must_have_action(held: Held, capacity: Capacity, name: str) -> ActionRules:
    """Return the rules of an action. Raises Refused `action_unknown` with the nearest name."""
    rules = held.layout.rules
    if capacity.track and capacity.track not in rules.tracks:
        raise NotFound("track_unknown", track=capacity.track)
    actions = rules.machine(capacity.track).actions
    if name not in actions:
        raise Refused("action_unknown", action=name, hint=nearest(name, actions))
    return actions[name]


def _chosen(file: File, rules: ActionRules, choose: Sequence[str]) -> tuple[Player, ...]:
    """Return who was chosen: authorities by ref, or the one that plays the party for a member. Raises Refused."""
    if not choose:
        return ()
    held = file.one
    refs = {one: refs_in(one) for one in choose}
    people = file.people
    party = _filled(held, rules)
    found = seats_by_ref(held.layout.rules, {party: [ref for one in refs.values() for ref in one]}, people)
    players = {player.authority: player for player in found.get(party, ())}
    members = [one for one, ref in refs.items() if not ref]
    if members:
        may = players_for(file, held.layout.pin.module, held.layout.rules, [party]).get(party, ())
        players |= {one.member: one for one in reversed(may) if one.member in members}
    chosen = tuple(players.get(str(refs[one][0]) if refs[one] else one) or Player(one) for one in choose)
    known = [one for one in chosen if one.authority]
    must_have_access(held.layout.rules, {party: known}, people)
    return chosen


def _filled(held: Held, rules: ActionRules) -> str:
    """Return the party that a choice fills. Raises Refused `choice_unwanted` when the action leaves none."""
    for target in rules.chooses_for:
        track = target.removeprefix("track.")
        if target in held.layout.rules.parties:
            return target
        if track in held.layout.rules.tracks and held.layout.rules.tracks[track].owners:
            return held.layout.rules.tracks[track].owners[0]
    raise Refused("choice_unwanted", action=rules.name)


def _let_name(file: File, desk: Any, needs: Needs, forms: Forms) -> None:
    """Look up the authorities that values name from which a party is filled; one statement."""
    record = desk.records[file.of]
    refs = []
    for name in needs.named:
        root, _, rest = name.partition(".")
        form, _, inner = rest.partition(".")
        values: Any = record.subject if root == "subject" else forms.get(form, {})
        for part in (rest if root == "subject" else inner).split("."):
            values = values.get(part) if isinstance(values, Mapping) else None
        refs += refs_in(values) if values else []
    if refs:
        rules = file.one.layout.rules
        players = seats_by_ref(rules, {rules.starter: refs}, file.people).get(rules.starter, ())
        candidates = {**desk.setting.candidates, "": players}
        desk.setting = replace(desk.setting, candidates=candidates)


def _readers(laid: Laid, held: Held, author: Author) -> tuple[str, ...] | None:
    """Return for whom the reason of a step is, None where it is for all."""
    if author.place.track:
        return None
    states = held.layout.rules.main.states
    before, after = held.situation.state, laid.desk.matter.exchanges[held.key].situation.state
    return own_side(held.layout.rules, author.party, states[before].owners, states[after].owners)


def _reason(held: Held, author: Author, name: str, given: Given, readers: tuple[str, ...] | None) -> list[NewPiece]:
    """Return the reason as a piece of its own: each is kept, none replaces another."""
    if not given.reason:
        return []
    key = PieceKey(Kind.REASON, place_text(author.place), f"{name}/{held.n}")
    cover = held.cover
    piece = NewPiece(cover.id, cover.ref, key, KeyClass.MESSAGES, 1, held.n, given.reason, author.party, given.lang)
    return [replace(piece, audience=readers)]
