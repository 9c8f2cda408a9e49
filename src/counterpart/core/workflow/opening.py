"""How rows of a track are opened: for whom, under which key, with which questions (grammar, section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpart.core.definitions.effects import Open
from counterpart.core.workflow.facts import SituationFacts
from counterpart.core.workflow.filling import ACTOR, CHOICE, named_players, players_from, standing_for
from counterpart.core.workflow.machine import MachineRules
from counterpart.core.workflow.outcome import Assigned, Cause, Moved, Opened
from counterpart.core.workflow.parties import all_who_may_play, may_play, players_in, seats_for
from counterpart.core.workflow.players import MAIN, SYSTEM, Place, Player
from counterpart.core.workflow.situation import Progress
from counterpart.core.workflow.working import Doer, Running, Working

_OPENING = "opening"
_BY_MEMBER = "country"
_BY_QUESTION = "question"


def open_rows(work: Working, running: Running, rules: Open, doer: Doer, facts: SituationFacts) -> None:
    """Open rows of a track. The set is taken now; an empty one opens nothing, and nobody gets a second row in a round.

    `again` archives the rows of the round before, whatever the set: what was said then is forgotten.
    """
    machine = work.rules.tracks[rules.track]
    wanted = list(_wanted(work, running, machine, rules, doer, facts))
    if rules.again:
        _archive(work, rules.track)
    number = work.rounds.get(rules.track, 1)
    work.rounds = {**work.rounds, rules.track: number}
    questions = _questions(work, rules, doer)
    opened: list[Player] = []
    for key, player in wanted:
        if not work.has_row((rules.track, key)):
            asked = (key,) if machine.per == _BY_QUESTION else questions
            _open_row(work, machine, Place(rules.track, key, number), player, asked, doer)
            opened.append(player)
    for party in machine.owners[:1]:
        _seat(work, party, opened)


def _archive(work: Working, track: str) -> None:
    """End the round before: its alarms go, its rows leave the situation, its dates are forgotten."""
    if not work.rounds.get(track):
        return
    end = work.rules.tracks[track].ends_with_main
    for key, state in list(work.states_of(track)):
        row = None if work.rules.tracks[track].states[state].final else work.row(key)
        if row is not None and end:
            work.moves.append(Moved("", row.place, state, end, Cause.NEW_ROUND, SYSTEM))
            row.enter(end, work.now, "")
            row.due = None
    work.archive(track)
    work.rounds = {**work.rounds, track: work.rounds[track] + 1}
    prefix = f"{track}/"
    work.dates = {name: value for name, value in work.dates.items() if not name.startswith(prefix)}


def _open_row(
    work: Working, machine: MachineRules, place: Place, player: Player, questions: tuple[str, ...], doer: Doer
) -> None:
    """Put a row into its first state; its owner is told, and the state's effects follow, when it arrives there."""
    row = Running(machine, place, Progress(machine.start, work.now, {machine.start: work.now}))
    row.player, row.questions, row.opened_at = player, questions, work.now
    row.prepared_by = doer.person
    row.recount = row.entered_anew = True
    work.add_row(row)
    work.arrived.append(row)
    work.moves.append(Moved("", place, "", machine.start, Cause.OPENED, doer.party, doer.player, doer.person))
    work.effects.append(Opened(place, player, questions))


def _seat(work: Working, party: str, players: Iterable[Player]) -> None:
    """Let whoever got a row take part: a party of many grows with its rows."""
    rules = work.rules.parties.get(party)
    if rules is None or not rules.many:
        return
    held = work.seats.get(party, ())
    names = {seat.player.name for seat in held}
    members = {seat.player.member for seat in held}
    new = [one for one in players if not (one.name in names or (not one.authority and one.member in members))]
    seats = seats_for((player for player in new if player.member not in names), MAIN)
    if seats:
        work.seat(party, (*held, *seats))
        work.effects.append(Assigned(party, seats))


def _wanted(
    work: Working, running: Running, machine: MachineRules, rules: Open, doer: Doer, facts: SituationFacts
) -> Iterator[tuple[str, Player]]:
    """Yield key and player of each row that is wanted."""
    if machine.per == "opening" or rules.for_ == _OPENING:
        number = len(work.keys(rules.track)) + 1
        yield str(number), _opener(work, running, machine, doer)
        return
    if machine.per == _BY_QUESTION:
        player = next(iter(doer.choose), None) or _opener(work, running, machine, doer)
        yield from ((question, player) for question in doer.questions or work.known.asked)
        return
    for player in _players(work, running, machine, rules.for_, doer, facts):
        by_member = machine.per == _BY_MEMBER
        key = player.member if by_member else player.authority or player.member
        yield key, _seated(work, machine, player) if by_member else player


def _players(
    work: Working, running: Running, machine: MachineRules, source: str, doer: Doer, facts: SituationFacts
) -> tuple[Player, ...]:
    """Return for whom rows are wanted: all, the choice, a party, the rows in a state of a track, or a field."""
    owner = machine.owners[0] if machine.owners else ""
    if source == "all":
        return all_who_may_play(work, owner)
    if source in (CHOICE, ACTOR) or source in work.rules.parties:
        return named_players(work, running, source, doer, facts)
    track, _, state = source.partition(".")
    if track in work.rules.tracks:
        rows = (work.row(key) for key, here in list(work.states_of(track)) if here == state)
        return tuple(row.player for row in rows if row is not None)
    return tuple(one for one in players_from(work, facts.value(source)) if may_play(work, owner, one))


def _opener(work: Working, running: Running, machine: MachineRules, doer: Doer) -> Player:
    """Return whose a row is that is opened for nobody in particular: the party that owns such rows, else who acts."""
    if doer.player is not None and doer.party in machine.owners:
        return doer.player
    players = (player for party in machine.owners for player in players_in(work, running, party))
    return next(players, doer.player or Player())


def _seated(work: Working, machine: MachineRules, player: Player) -> Player:
    """Return the authority that takes part for a member, or would, so that its row is its own."""
    return player if not machine.owners else standing_for(work, machine.owners[0], player) or player


def _questions(work: Working, rules: Open, doer: Doer) -> tuple[str, ...]:
    if rules.questions == CHOICE:
        return doer.questions
    return work.known.asked if rules.questions == "all" else ()
