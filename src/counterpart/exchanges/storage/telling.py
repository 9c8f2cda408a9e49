"""What the log and the facts say of an outcome: names of the definition, refs and numbers, never a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from counterpart.core.workflow import Moved, Outcome, Place
from counterpart.core.workflow.outcome import (
    Called,
    Charged,
    Consequence,
    Dated,
    Documented,
    Extended,
    Locked,
    Published,
    Started,
    Told,
)

Said = dict[str, Any]


def moves_said(outcomes: Iterable[Outcome]) -> list[Said]:
    """Return what happened, in order; rows that moved in the same way are said once, with their keys."""
    found: list[Said] = []
    for outcome in outcomes:
        for moved in outcome.moves:
            said = _move_said(moved)
            last = found[-1] if found else None
            if last is not None and moved.place.track and {**last, "keys": []} == {**said, "keys": []}:
                last["keys"].append(moved.place.key)
            else:
                found.append(said)
    return found


def told_said(outcomes: Iterable[Outcome], people: Mapping[str, int]) -> list[Said]:
    """Return whom to tell what; rows that tell the same are said once, with all who are told."""
    found: dict[tuple[str, str, str, str], dict[int, None]] = {}
    for outcome in outcomes:
        for effect in outcome.effects:
            if isinstance(effect, Told):
                key = (effect.kind.value, effect.party, effect.message, effect.place.track)
                ids = (people.get(player.authority) for player in effect.players)
                found.setdefault(key, {}).update(dict.fromkeys(id_ for id_ in ids if id_ is not None))
    return [
        {"kind": kind, "party": party, "message": message, "track": track, "authorities": list(ids)}
        for (kind, party, message, track), ids in found.items()
    ]


def effects_said(outcomes: Iterable[Outcome]) -> list[Said]:
    """Return what else the definition wants done: calls, documents, publication, fees, and what was set or locked."""
    found = (_effect_said(effect) for outcome in outcomes for effect in outcome.effects)
    return [said for said in found if said is not None]


def _move_said(moved: Moved) -> Said:
    said: Said = {
        "action": moved.action,
        "track": moved.place.track,
        "keys": [moved.place.key] if moved.place.track else [],
        "before": moved.before,
        "state": moved.state,
        "cause": moved.cause.value,
        "party": moved.party,
    }
    if moved.place.clock:
        said["clock"] = moved.place.clock
    if moved.player is not None and moved.player.authority:
        said["authority"] = moved.player.authority
    if moved.due_at is not None:
        said["due_at"] = moved.due_at.isoformat()
    if moved.notes:
        said["notes"] = [{"code": note.code, **note.parameters} for note in moved.notes]
    return said


def _effect_said(effect: Consequence) -> Said | None:
    match effect:
        case Called(operation, party, players, place):
            asked = [player.authority for player in players if player.authority]
            said = _at(place) | {"verb": "call", "operation": operation, "party": party, "authorities": asked}
        case Documented(verb, document, place):
            said = _at(place) | {"verb": verb, "document": document}
        case Published(audience, is_visible):
            said = {"verb": "publish" if is_visible else "unpublish", "audience": audience}
        case Charged(fee, place):
            said = _at(place) | {"verb": "charge", "fee": fee}
        case Started(child, procedure):
            said = {"verb": "start", "child": child, "procedure": procedure}
        case Locked(forms):
            said = {"verb": "lock", "forms": list(forms)}
        case Dated(name):
            said = {"verb": "set", "name": name}
        case Extended(place, by, to):
            said = _at(place) | {"verb": "extend_due", "by": by, "to": to}
        case _:
            return None  # told, opened and assigned: said elsewhere, or by the moves
    return said


def _at(place: Place) -> Said:
    return {"place": str(place)} if str(place) else {}
