"""Who plays a party here, by whose calendar a state ends, and who may come to play a party (grammar, sections 1, 4)."""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.core.deadlines import Calendar
from counterpart.core.definitions.procedures import Party
from counterpart.core.workflow.machine import ActionRules
from counterpart.core.workflow.players import SYSTEM, Place, Player, Seat
from counterpart.core.workflow.working import Running, Working

_RELATIVE = "same as "


def players_in(work: Working, running: Running, party: str) -> tuple[Player, ...]:
    """Return who plays a party where a machine runs: in a row, the party whose row it is has the row's own players.

    Where several own a track, whoever opened a row plays the first of them only if they play none of the others.
    """
    owners = running.rules.owners
    if party not in owners:
        return work.players(party)
    own = running.player
    if len(owners) == 1 and own.authority:
        return (own,)
    seated = work.players_of(party, own.member)
    if own in seated:  # of hundreds whom their member passed it on to, one opened the row
        return (own,)
    if seated or party != owners[0]:
        return seated
    others = (one for other in owners[1:] for one in work.players_of(other, own.member))
    return () if any(one.same_as(own) for one in others) else (own,)


def owners_of(work: Working, running: Running, state: str) -> tuple[Player, ...]:
    """Return every player who owns a state, each once."""
    owners = running.rules.states[state].owners
    found = (player for owner in owners for player in players_in(work, running, owner))
    return tuple(dict.fromkeys(found))


def unowned(work: Working, running: Running, state: str) -> str:
    """Return the party that would have to own a state and that nobody plays; empty when somebody does.

    A state that is final, the system's own, or owned by many of whom there happen to be none while the clock carries
    it on, needs nobody.
    """
    rules = running.rules.states[state]
    if rules.final or not rules.owners or SYSTEM in rules.owners:
        return ""
    if any(players_in(work, running, owner) for owner in rules.owners):
        return ""
    parties = work.rules.parties
    many = any(owner in parties and parties[owner].many for owner in rules.owners)
    return "" if many and rules.overdue else rules.owners[0]


def counting_player(work: Working, running: Running) -> Player:
    """Return by whose calendar and time zone the state of a machine ends.

    A track by its own member's. A state owned by several parties, or by several members, by those of the party that
    started the exchange; otherwise by those of its owner (grammar, section 1).
    """
    if running.place.track and running.player.member:
        return running.player
    owners = running.here.owners
    players = owners_of(work, running, running.state) if len(owners) == 1 else ()
    if players and players[0].member and all(_counts_as(player, players[0]) for player in players):
        return players[0]
    return starting_player(work)


def starting_player(work: Working) -> Player:
    """Return the player of the party that started the exchange."""
    return next(iter(work.players(work.rules.starter)), Player())


def calendar_of_player(work: Working, player: Player) -> Calendar:
    """Return the calendar of a player; the operator's for one without a member."""
    return work.rules.profile.calendar(player.member, player.zone)


def _counts_as(player: Player, other: Player) -> bool:
    return player.member == other.member and player.zone == other.zone


def may_play(work: Working, party: str, player: Player, running: Running | None = None) -> bool:
    """Say whether a player fits what is said of a party's country and group.

    `own`, `other`, `any`, `all` and `none` are relative to the party that starts; a dotted name is a field that holds
    the member; `same as` names another party, in a row (`running`) the row's own. Roles are the directory's business.
    """
    rules = work.rules.parties.get(party)
    if rules is None or not player.member:
        return True
    if rules.within and not work.rules.profile.in_group(rules.within, player.member, work.today()):
        return False
    return _in_country(work, running or work.main, rules, player.member)


def may_take_over(work: Working, party: str, player: Player, running: Running, action: ActionRules) -> bool:
    """Say whether a player may be chosen for a party with an action: it fits, and is of the member it has to be of."""
    if not may_play(work, party, player, running):
        return False
    held = players_in(work, running, party) if party in action.stays else ()
    return not held or not player.member or any(one.member == player.member for one in held)


def _in_country(work: Working, running: Running, rules: Party, member: str) -> bool:
    whence = rules.country or "any"
    starter = starting_player(work).member
    if whence == "own":
        return not starter or member == starter
    if whence == "other":
        return member != starter
    if whence.startswith(_RELATIVE):
        others = players_in(work, running, whence.removeprefix(_RELATIVE))
        return not others or any(other.member == member for other in others)
    if "." in whence:
        wanted = work.known.facts.get(whence)
        return wanted is None or wanted == member
    return True


def all_who_may_play(work: Working, party: str) -> tuple[Player, ...]:
    """Return everybody for `for: all`: the candidates of the caller, else every member that takes part and fits."""
    candidates = work.known.candidates.get(party)
    if candidates is None:
        members = work.known.members or work.rules.profile.members
        candidates = tuple(Player(member) for member in members)
    return tuple(player for player in candidates if may_play(work, party, player))


def seats_for(players: Iterable[Player], through: Place) -> tuple[Seat, ...]:
    """Return seats of players, each once."""
    return tuple(Seat(player, through) for player in dict.fromkeys(players))
