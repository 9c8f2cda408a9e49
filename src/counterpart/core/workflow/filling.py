"""How a party is filled: by choice, from a field, or from a party of a child (grammar, sections 2 and 7)."""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.core.conditions import ABSENT
from counterpart.core.definitions.effects import Assign
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.outcome import Assigned
from counterpart.core.workflow.parties import players_in, seats_for
from counterpart.core.workflow.players import Player, Seat
from counterpart.core.workflow.working import Doer, Running, Working

CHOICE = "choice"
ACTOR = "actor"


def assign(work: Working, running: Running, rules: Assign, doer: Doer, facts: SituationFacts) -> None:
    """Fill a party: a single one is replaced and the old one ended, a `many` one grows. From nobody, nothing happens.

    In a row, the party whose row it is means the row's own player.
    """
    named = named_players(work, running, rules.from_, doer, facts)
    players = tuple(found for one in named if (found := standing_for(work, rules.party, one)) is not None)
    if not players:
        return
    if running.place.track and running.rules.owners == (rules.party,) and not _many(work, rules.party):
        ended = Seat(running.player)
        running.player = players[0]
        running.recount = True
        work.effects.append(Assigned(rules.party, (Seat(players[0]),), (ended,), running.place))
        return
    held = work.seats.get(rules.party, ())
    new = seats_for(players, running.place)
    if _many(work, rules.party):
        seated = {old.player for old in held}  # thousands may be there, and hundreds come
        new = tuple(seat for seat in new if seat.player not in seated)
        if rules.from_ == CHOICE and running.place.track:
            work.chosen[rules.party] = tuple(seat.player for seat in new)
        if new:
            work.seat(rules.party, (*held, *new))
            work.effects.append(Assigned(rules.party, new))
        return
    work.seat(rules.party, new[:1])
    work.effects.append(Assigned(rules.party, new[:1], held))


def named_players(
    work: Working, running: Running, source: str, doer: Doer, facts: SituationFacts
) -> tuple[Player, ...]:
    """Return who is meant by `choice`, `actor`, a party, a field of members or authorities, or `child.party`."""
    if source == CHOICE:
        return doer.choose
    if source == ACTOR:
        return (doer.player,) if doer.player else ()
    if source in work.rules.parties:
        return players_in(work, running, source)
    child, _, party = source.partition(".")
    if child in work.rules.children:
        found = (seat for one in work.known.children.get(child, ()) for seat in one.seats.get(party, ()))
        return tuple(dict.fromkeys(seat.player for seat in found))
    return players_from(work, facts.value(source))


def standing_for(work: Working, party: str, player: Player) -> Player | None:
    """Return the authority that plays a party for a member: one that does already, else the first that may.

    A player of a name is itself; so is a member while nobody said who may play. None where nobody of the member may.
    """
    if player.authority:
        return player
    found = (one for one in work.players(party) if one.member == player.member)
    seated = next(found, None)
    may = work.known.candidates.get(party)
    if seated is not None or may is None:
        return seated or player
    return next((one for one in may if one.member == player.member), None)


def players_from(work: Working, value: object) -> tuple[Player, ...]:
    """Return the players that a field names: members by code, authorities as `PL/ref` or by their ref alone."""
    if value is ABSENT:
        return ()
    values: Iterable[object] = value if isinstance(value, list | tuple) else (value,)
    return tuple(dict.fromkeys(_player(work, str(one)) for one in values))


def _player(work: Working, written: str) -> Player:
    member, slash, authority = written.partition("/")
    if slash:
        return Player(member, authority)
    known = (player for players in work.known.candidates.values() for player in players)
    by_ref = next((player for player in known if player.authority == written), None)
    return by_ref or Player(written)


def _many(work: Working, party: str) -> bool:
    rules = work.rules.parties.get(party)
    return rules is not None and rules.many
