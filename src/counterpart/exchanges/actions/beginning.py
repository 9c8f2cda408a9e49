"""What every action on an exchange does first: lock and load it, see who acts, and whether they come too late."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counterpart.core.errors import Conflict, Invalid, OutOfTurn, Refused
from counterpart.core.workflow import MAIN, Place, Player
from counterpart.core.writing import Author
from counterpart.directory.policy import Deed
from counterpart.exchanges.permissions import must_hold_right, must_not_be_elsewhere
from counterpart.exchanges.storage.desks import Acting, Laid, lay
from counterpart.exchanges.storage.held import File, Held
from counterpart.exchanges.storage.layout import Layout
from counterpart.exchanges.storage.loading import complete, load
from counterpart.exchanges.storage.needs import Needs, needs_of_relatives
from counterpart.exchanges.storage.seating import own_player
from counterpart.exchanges.storage.setting import setting_for
from counterpart.exchanges.storage.wide import may_stay_unread
from counterpart.foundation.actor import ActorKind
from counterpart.foundation.doing import Doing


@dataclass(frozen=True, slots=True)
class Written:
    """What an action on an exchange leads to: which exchange, and where it stands now; no value."""

    ref: UUID
    number: str
    version: int
    state: str


@dataclass(frozen=True, slots=True)
class Capacity:
    """As whom somebody acts: the party, and the row (track and key) where it is not the main machine."""

    party: str
    track: str = ""
    key: str = ""


def written(held: Held, laid: Laid) -> Written:
    """Return the outcome of an action."""
    state = laid.desk.matter.exchanges[held.key].situation.state
    return Written(held.cover.ref, held.cover.number, held.version, state)


def must_be_version(held: Held, expected: int | None, capacity: Capacity) -> None:
    """See that nothing moved since somebody looked: in their row, where they act in one, else in the whole exchange.

    Raises Conflict `exchange_moved` with where it stands now.
    """
    if expected is None:
        return
    of_row = held.row_versions.get((capacity.track, capacity.key)) if capacity.track else None
    if expected != held.version and (of_row is None or of_row > expected):
        raise Conflict("exchange_moved", version=held.version, expected=expected, state=held.situation.state)


def taken_up(
    doing: Doing,
    exchange: UUID,
    capacity: Capacity,
    expected: int | None,
    action: str = "",
    *,
    deed: Deed | None = None,
    whole: bool = True,
) -> tuple[File, Author]:
    """Lock and load an exchange for somebody who acts in it.

    What right it takes is said by `deed`, else by the party and the action. Not `whole`: of parties that may stay
    unread only some seats are read. Raises NotFound when there is none for
    them, Refused when they do not take part as that party or lack the right, Conflict when it has moved, OutOfTurn when
    its data are blocked.
    """
    file = load(exchange, outside=outsider(doing), whole=whole)
    held = file.one
    complete(file, held.unread - may_stay_unread(held.layout.rules))
    author = author_of(doing, held, capacity)
    must_hold_right(doing.actor, held.layout.rules, capacity.party, action, capacity.track, deed=deed)
    must_not_be_elsewhere(doing.actor, held, held.allocated.get(doing.actor.authority_id or 0, ()))
    must_be_version(held, expected, capacity)
    if held.is_blocked(doing.now):
        raise OutOfTurn("blocked")
    return file, author


def outsider(doing: Doing) -> UUID | None:
    """Return who acts from outside the network, None for everybody else."""
    return doing.actor.ref if doing.actor.kind is ActorKind.APPLICANT else None


def author_of(doing: Doing, held: Held, capacity: Capacity) -> Author:
    """Return who acts, as the engine knows them. Raises Refused `not_seated`."""
    actor, situation = doing.actor, held.situation
    player: Player | None = None
    if actor.authority_ref is not None:
        player = own_player(situation, capacity.party, str(actor.authority_ref))
    else:
        outside = (one for one in situation.players(capacity.party) if not one.authority)
        player = next(outside, None)
    if player is None:
        raise Refused("not_seated", party=capacity.party)
    row = situation.row(capacity.track, capacity.key) if capacity.track else None
    number = row.round if row is not None else situation.rounds.get(capacity.track, 1)
    place = Place(capacity.track, capacity.key, number) if capacity.track else MAIN
    return Author(held.key, place, capacity.party, player, str(actor.ref) if actor.ref is not None else "")


def laid_out(doing: Doing, file: File, author: Author | None, needs: Needs) -> Laid:
    """Return a desk with everything that an action needs; relatives with what the system may do there."""
    held = file.one
    each = {key: needs if key == file.of else needs_of_relatives(other.layout) for key, other in file.held.items()}
    setting = setting_for(file, held.layout.rules, _all(each.values()), doing.now)
    place = author.place if author is not None else MAIN
    return lay(file, each, setting, Acting(doing.actor.authority_id or 0, place, outsider(doing)), doing.now)


def must_know_fields(layout: Layout, form: str, values: Mapping[str, Any]) -> None:
    """See that a form has the fields that are handed in. Raises Invalid `field_unknown`."""
    unknown = layout.unknown(layout.form(form), values)
    if unknown:
        raise Invalid("field_unknown", field=f"{form}.{unknown[0]}", form=form, unknown=tuple(unknown))


def in_order(names: Collection[str], known: Iterable[str]) -> list[str]:
    """Return those names that are known, in the order in which they are declared."""
    return [name for name in known if name in names]


def _all(needs: Iterable[Needs]) -> Needs:
    found = Needs()
    for one in needs:
        found |= one
    return found
