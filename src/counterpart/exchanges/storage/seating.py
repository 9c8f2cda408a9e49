"""Who plays which party: found from refs, completed with coordinators and bodies, and checked against the directory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from counterpart.core.errors import NotFound, Refused
from counterpart.core.workflow import Player, Rulebook, Situation, reseated
from counterpart.core.workflow.parties import may_play as fits
from counterpart.core.workflow.working import Working
from counterpart.directory.queries.players import candidates, coordinators
from counterpart.directory.queries.players import may_play as plays_role
from counterpart.exchanges.storage.desks import Laid
from counterpart.exchanges.storage.setting import BODIES, OF_NO_MEMBER, player_of, players_by_ref

Seats = dict[str, tuple[Player, ...]]


def seats_by_ref(rules: Rulebook, wanted: Mapping[str, Collection[UUID]], people: dict[str, int]) -> Seats:
    """Return the players of parties by the refs of their authorities; one statement.

    Raises NotFound for an authority or a party that there is not.
    """
    found = players_by_ref({ref for refs in wanted.values() for ref in refs}, rules.profile, people)
    for party, refs in wanted.items():
        if party not in rules.parties:
            raise NotFound("party_unknown", party=party)
        for ref in refs:
            if ref not in found:
                raise NotFound("authority_unknown", authority=str(ref))
    return {party: tuple(found[ref] for ref in refs) for party, refs in wanted.items() if refs}


def completed(rules: Rulebook, module: str, seats: Seats, people: dict[str, int]) -> Seats:
    """Return the seats with those that nobody chooses: coordinators of parties, and bodies of the network."""
    found = dict(seats)
    for name, party in rules.parties.items():
        if name not in found and party.country == OF_NO_MEMBER and not party.external:
            bodies = [one for role in party.role for one in candidates(module, role, [BODIES]).get(BODIES, ())]
            players = tuple(player_of(one, rules.profile, people) for one in bodies)
            if players:
                found[name] = players if party.many else players[:1]
    return found | coordinators_of(rules, module, found, people, [one for one in rules.parties if one not in found])


def coordinators_of(
    rules: Rulebook,
    module: str,
    seats: Mapping[str, tuple[Player, ...]],
    people: dict[str, int],
    parties: Iterable[str],
) -> Seats:
    """Return who coordinates others, for parties that are `of` another: the chosen one of each; one statement."""
    wanted = {name: rules.parties[name].of for name in parties if rules.parties[name].of}
    ids = {
        people[player.authority]
        for of in wanted.values()
        for player in seats.get(of or "", ())
        if player.authority in people
    }
    if not ids:
        return {}
    found = coordinators(module, ids)
    seated: Seats = {}
    for name, of in wanted.items():
        first = [
            found[people[one.authority]][0] for one in seats.get(of or "", ()) if people.get(one.authority) in found
        ]
        players = tuple(dict.fromkeys(player_of(one, rules.profile, people) for one in first))
        if players:
            seated[name] = players if rules.parties[name].many else players[:1]
    return seated


def must_have_access(rules: Rulebook, seats: Mapping[str, Collection[Player]], people: Mapping[str, int]) -> None:
    """See that authorities have access to a role of their party in the policy area. Raises Refused `choice_unfit`."""
    module = rules.module.module
    for party, players in seats.items():
        roles = rules.parties[party].role
        found = _with_access(module, roles, players) if len(players) > 1 else frozenset()
        for player in players:
            if player.authority not in found and not any(
                plays_role(module, role, people[player.authority]) for role in roles
            ):
                raise Refused("choice_unfit", party=party, player=player.name)


def must_fit(rules: Rulebook, situation: Situation, seats: Mapping[str, Collection[Player]], now: dt.datetime) -> None:
    """See that players are of a member that fits what is said of their party. Raises Refused `choice_unfit`."""
    work = Working(rules, situation, now)
    for party, players in seats.items():
        for player in players:
            if not fits(work, party, player):
                raise Refused("choice_unfit", party=party, player=player.name)


def reseat_coordinators(laid: Laid) -> None:
    """Let the coordinators of whoever came into a party come with them: a forwarded request has theirs from now on."""
    for key, linked in list(laid.desk.matter.exchanges.items()):
        situation = linked.situation
        of = {name: party.of for name, party in linked.rules.parties.items() if party.of}
        before = laid.before[key].situation if key in laid.before else None
        if before is None:
            moved = [name for name, whose in of.items() if situation.players(whose) and not situation.players(name)]
        else:
            moved = [name for name, whose in of.items() if situation.players(whose) != before.players(whose)]
        if moved:
            _renew(laid, key, moved)


def recoordinate(laid: Laid) -> bool:
    """Look again who coordinates the parties of the exchange at hand; say whether anybody else does."""
    key = laid.file.of
    rules = laid.desk.rules_of(key)
    return _renew(laid, key, [name for name, party in rules.parties.items() if party.of])


def _renew(laid: Laid, key: str, names: Sequence[str]) -> bool:
    """Seat the present coordinators in these parties; say whether anybody else sits there now."""
    linked = laid.desk.matter.exchanges[key]
    rules, situation = linked.rules, linked.situation
    seats = {party: situation.players(party) for party in situation.seats}
    found = coordinators_of(rules, rules.module.module, seats, laid.file.people, names)
    other = [name for name in names if found.get(name, ()) != situation.players(name)]
    for name in other:
        _reseat(laid, key, name, found.get(name, ()))
    return bool(other)


def _reseat(laid: Laid, key: str, party: str, players: tuple[Player, ...]) -> None:
    rules = laid.desk.rules_of(key)
    laid.desk.do(key, lambda matter: reseated(rules, matter.with_family(key), party, players, laid.desk.now))


def own_player(situation: Situation, party: str, authority: str) -> Player | None:
    """Return how the engine knows an authority in a party, or in a row that is its own; None when it plays neither."""
    seated = [player for player in situation.players(party) if player.authority == authority]
    rows = (row.player for row in situation.rows.values() if row.player.authority == authority)
    return seated[0] if seated else next(rows, None)


def _with_access(module: str, roles: Iterable[str], players: Collection[Player]) -> frozenset[str]:
    members = {player.member for player in players}
    found = (one for role in roles for these in candidates(module, role, members).values() for one in these)
    return frozenset(str(one.ref) for one in found)
