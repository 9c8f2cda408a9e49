"""Laws of the engine, tried on random walks: whoever acts when, nothing gets stuck and the clock is never refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from json import dumps, loads
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.core.errors import CounterpartError
from counterpart.core.workflow import (
    Alarm,
    Move,
    Outcome,
    Place,
    Player,
    Rulebook,
    Standing,
    Verdict,
    from_json,
    next_alarms,
    possible,
    step,
    to_json,
)
from tests.core.workflow.playing import Play
from tests.core.workflow.request import REQUEST
from tests.core.workflow.test_automatic import ROWS
from tests.core.workflow.test_clocks import PAUSED, RESTARTED
from tests.core.workflow.test_extensions import CENTRE, PARTS, STANDSTILL
from tests.core.workflow.test_rounds import CLOSING, VOTE
from tests.core.workflow.test_tracks import ALERT


@dataclass(frozen=True)
class Subject:
    """A procedure that is walked through: who plays it, what is known, whom to choose."""

    rules: Rulebook
    parties: dict[str, Any]
    known: dict[str, Any]
    choose: tuple[Player, ...] = ()


REQUEST_PARTIES = {"asker": "PL/a", "answerer": "GB/b", "asker_coordinator": "PL/c"}
SUBJECTS = {
    "request": Subject(
        REQUEST, REQUEST_PARTIES, {"wanted_on": date(2026, 3, 20), "asked": ("born",)}, (Player("GB", "x"),)
    ),
    "approved": Subject(
        REQUEST,
        REQUEST_PARTIES,
        {"wanted_on": date(2026, 3, 20), "asked": ("born",), "switches": {"PL": {"via_coordinator": True}}},
        (Player("GB", "x"),),
    ),
    "search": Subject(ROWS, {"asker": "PL"}, {"members": ("PL", "DE", "SE", "FR")}),
    "card": Subject(PAUSED, {"applicant": "PL", "home": "PL", "host": "DE"}, {}),
    "card again": Subject(RESTARTED, {"applicant": "PL", "home": "PL", "host": "DE"}, {}),
    "centre": Subject(CENTRE, {"home": "PL", "lead": "DE"}, {}),
    "parts": Subject(PARTS, {"asker": "PL", "answerer": "DE/m"}, {}, (Player("DE", "n"), Player("DE", "s"))),
    "standstill": Subject(STANDSTILL, {"notifier": "FR", "readers": ["DE", "PL"]}, {}),
    "vote": Subject(VOTE, {"lead": "IE", "concerned": ["DE", "FR", "PL"]}, {}),
    "closing": Subject(CLOSING, {"initiator": "PL", "recipients": ["DE", "GR", "SE"]}, {}),
    "alert": Subject(
        ALERT,
        {"initiator": "PL/a", "recipients": ["FR/f"]},
        {"facts": {"subject.concerned": ["SE"]}},
        (Player("DK", "d"), Player("SE", "s")),
    ),
}
WAITS = (timedelta(seconds=20), timedelta(hours=5), timedelta(days=1), timedelta(days=6), timedelta(days=45))
FORMS = {"verdict": {"sure": True}}

walks = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(WAITS)), max_size=14)
named = pytest.mark.parametrize("name", SUBJECTS)
few = settings(max_examples=12)


def begun(subject: Subject) -> Play:
    return Play(subject.rules, subject.parties, **subject.known)


def allowed(play: Play) -> list[tuple[Verdict, Player | None]]:
    """Return every action that anybody may do, with who does it."""
    found: list[tuple[Verdict, Player | None]] = []
    for party in play.rules.parties:
        players: tuple[Player | None, ...] = play.situation.players(party)
        for player in players if len(players) > 1 else (None,):
            verdicts = possible(play.rules, play.situation, party, play.now, player=player, person=f"{party}{player}")
            found += [(one, player) for one in verdicts if one.standing is Standing.ALLOWED]
    return found


def move_of(verdict: Verdict, player: Player | None, subject: Subject) -> Move:
    """Return the action with everything that has to be handed in with it."""
    place = verdict.place
    choose = (Player(place.key, "x"),) if verdict.chooses == ("informed",) else subject.choose
    return Move(
        verdict.action,
        verdict.party,
        (place.track, place.key) if place.track else None,
        form={form: FORMS.get(form, {}) for form in verdict.forms},
        reason="because",
        choose=choose if verdict.chooses else (),
        player=player,
        person=f"{verdict.party}{player}",
    )


def walk(subject: Subject, steps: list[tuple[int, timedelta]]) -> Play:
    """Walk: now and then somebody acts, now and then time passes."""
    play = begun(subject)
    for number, wait in steps:
        can = allowed(play)
        if can and number < 30:
            verdict, player = can[number % len(can)]
            play.take(step(play.rules, play.situation, move_of(verdict, player, subject), play.now))
        else:
            play.wait(seconds=wait.total_seconds())
    return play


@named
@few
@given(steps=walks)
def test_what_is_allowed_can_be_done_and_the_clock_is_never_refused(name: str, steps: list[Any]) -> None:
    try:
        walk(SUBJECTS[name], steps)
    except CounterpartError as refused:
        raise AssertionError(f"refused on the way: {refused}") from refused


@named
@few
@given(steps=walks)
def test_no_walk_ends_stuck(name: str, steps: list[Any]) -> None:
    play = walk(SUBJECTS[name], steps)
    for _ in range(12):
        if play.situation.closed_at is not None:
            break
        assert next_alarms(play.rules, play.situation) or allowed(play), play.state
        play.wait(days=200)
    if play.situation.closed_at is None:  # a reopened case whose clock has ended waits for its authority
        assert allowed(play), play.state
        return
    assert not [row for row in play.situation.rows.values() if not play.rules.tracks[row.track].states[row.state].final]
    assert not next_alarms(play.rules, play.situation)


@named
@few
@given(steps=walks)
def test_a_step_is_deterministic_and_a_situation_survives_json(name: str, steps: list[Any]) -> None:
    subject = SUBJECTS[name]
    play = walk(subject, steps)
    again = from_json(loads(dumps(to_json(play.situation))))
    assert again == play.situation
    for verdict, player in allowed(play)[:6]:
        move = move_of(verdict, player, subject)
        first = step(play.rules, play.situation, move, play.now)
        assert play.situation == again
        assert first == step(play.rules, again, move, play.now)


def projected(outcomes: list[Outcome]) -> list[Alarm]:
    """Return the alarms that a caller has who replaces, place by place, what each outcome hands out."""
    table: dict[Place, tuple[Alarm, ...]] = {}
    for outcome in outcomes:
        table |= outcome.deadlines
    return [alarm for alarms in table.values() for alarm in alarms]


@named
@few
@given(steps=walks)
def test_whoever_replaces_alarms_place_by_place_has_them_all(name: str, steps: list[Any]) -> None:
    play = walk(SUBJECTS[name], steps)
    kept = sorted(projected(play.seen), key=repr)
    assert kept == sorted(next_alarms(play.rules, play.situation), key=repr)


@named
@few
@given(steps=walks)
def test_the_moves_tell_how_every_machine_came_into_its_state(name: str, steps: list[Any]) -> None:
    play = walk(SUBJECTS[name], steps)
    states: dict[Place, str] = {}
    for move in play.moves():
        assert states.get(move.place, "") == move.before
        states[move.place] = move.state
    assert states[Place()] == play.state
    assert all(states[row.place] == row.state for row in play.situation.rows.values())
