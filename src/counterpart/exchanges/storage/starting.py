"""Exchanges with a number of their own that a step of another one begins (`start: {procedure: …}`, grammar section 7).

They are of the version of the exchange that begins them, and begun by the party that moved there, in the same
transaction. What is copied of the subject is sealed anew, under keys of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpart.core.workflow import Beginning, Matter, Player
from counterpart.core.workflow.outcome import Started
from counterpart.core.writing import Record
from counterpart.core.writing.desk import Opening, copied_record
from counterpart.exchanges.storage.desks import Laid, lay
from counterpart.exchanges.storage.held import File, Held
from counterpart.exchanges.storage.layout import layout_of
from counterpart.exchanges.storage.needs import needs_of_beginning
from counterpart.exchanges.storage.newcomers import new_file
from counterpart.exchanges.storage.seating import completed
from counterpart.exchanges.storage.setting import setting_for
from counterpart.modules.pins import beside


@dataclass(frozen=True, slots=True)
class Offspring:
    """An exchange that was begun, on a desk of its own, and the one whose step began it."""

    laid: Laid
    of: Held


def started(laid: Laid, keys: Sequence[str]) -> Iterator[Offspring]:
    """Yield what the steps at a desk have begun beside it, one after the other. Raises what the engine's `begin` does.

    Their keys are made and committed first, as those of every exchange.
    """
    for key in keys:
        for outcome in laid.heard.outcomes.get(key, ()):
            by = outcome.moves[0].player if outcome.moves else None
            for effect in outcome.effects:
                if isinstance(effect, Started) and not effect.child:
                    yield Offspring(_begun(laid, laid.file.held[key], effect, by), laid.file.held[key])


def _begun(laid: Laid, of: Held, effect: Started, by: Player | None) -> Laid:
    layout = layout_of(beside(of.layout.pin, effect.procedure))
    rules, now = layout.rules, laid.desk.now
    held = new_file(layout, now)
    file = File({held.key: held}, held.key, people=laid.file.people)
    seats = {party: players for party, players in effect.parties.items() if players}
    seats = completed(rules, layout.pin.module, seats, file.people)
    begun = lay(file, {}, setting_for(file, rules, needs_of_beginning(layout), now), laid.acting, now)
    begun.desk.matter = Matter({})
    begun.records[held.key] = Record()
    begun.desk.records[held.key] = copied_record(effect, laid.desk.records[of.key])
    begun.desk.begin(held.key, rules, Opening(seats, Beginning({}, by=by or Player())))
    return begun
