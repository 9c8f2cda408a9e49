"""The same random walk in the prototype and in the engine, side by side."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from typing import Any

from counterpart.core.deadlines import parse_period
from counterpart.core.definitions.forms import placed_fields
from counterpart.core.errors import CounterpartError
from counterpart.core.workflow import (
    Beginning,
    Known,
    Move,
    Player,
    Rulebook,
    Situation,
    Standing,
    begin,
    compile_procedure,
    fire_due,
    next_alarms,
    possible,
    step,
)
from tests.campaign.differential.converter import profile, second_edition
from tests.campaign.differential.first_edition import COUNTRIES, TRACK_COUNTRIES, day_of, refusal, started

BEGIN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
WAITS = ("1 days", "2 days", "10 days", "30 days", "120 days")
WANTED = dt.date(2026, 3, 20)
LONGEST = 40
UNANSWERED = 0.2
ANSWERED = 0.3


@dataclass(frozen=True, slots=True)
class Seen:
    """What both engines are asked after every move: states, due days and possible actions."""

    state: str
    due: dt.date | None
    rows: dict[str, tuple[str, dt.date | None]]
    possible: dict[str, frozenset[str]]


_RULEBOOKS: dict[tuple[int, str], tuple[Any, Rulebook]] = {}


def _rulebook(root: Any, name: str) -> Rulebook:
    """Compile a definition once; the definition is kept as well, so that its identity stays its own."""
    if (id(root), name) not in _RULEBOOKS:
        _RULEBOOKS[id(root), name] = (root, compile_procedure(second_edition(root, name), name, profile()))
    return _RULEBOOKS[id(root), name][1]


@dataclass
class Pair:
    """One exchange in both engines."""

    old: Any
    rules: Rulebook
    new: Situation
    now: dt.datetime = BEGIN
    trace: list[str] = field(default_factory=list)


def pair_of(root: Any, name: str, chance: random.Random, *, engine_root: Any = None) -> Pair:
    """Begin the procedure in both, with the same invented subject; the engine may be given another definition."""
    rules = _rulebook(root if engine_root is None else engine_root, name)
    facts = _invented(rules, chance)
    given = {"subject": {}, "form": {}, **_nested(facts)}
    seats = {party: [Player(country)] for party, country in zip(rules.procedure.parties, COUNTRIES, strict=False)}
    asked = tuple(sorted(rules.questions)[:3]) or ("anything",)
    known = Known(members=TRACK_COUNTRIES, facts=facts, asked=asked)
    beginning = Beginning(seats, known, wanted_on=WANTED, dates=dict.fromkeys(rules.form_dates, None))
    outcome = begin(rules, beginning, BEGIN)
    old = started(root, name, {"subject": given["subject"], "ask": asked, "exchange": {"wanted_by": str(WANTED)}})
    old.forms.update(given["form"])
    return Pair(old, rules, _rows_told(outcome.situation))


def _nested(facts: dict[str, Any]) -> dict[str, Any]:
    """Return what was invented as the prototype keeps it: nested, and without what is unanswered."""
    nested: dict[str, Any] = {}
    for fact, value in facts.items():
        *above, last = fact.split(".")
        place = nested
        for step_down in above if value is not None else ():
            place = place.setdefault(step_down, {})
        if value is not None:
            place[last] = value
    return nested


def _rows_told(situation: Situation) -> Situation:
    """Tell the engine the values of forms inside tracks; the prototype has one set of forms for all."""
    facts = {fact: value for fact, value in situation.known.facts.items() if fact.startswith("form.")}
    rows = {key: replace(row, facts=facts) for key, row in situation.rows.items()} if facts else situation.rows
    return replace(situation, rows=rows)


def _invented(rules: Rulebook, chance: random.Random) -> dict[str, Any]:
    """Return a value for every fact that the procedure may read: some unanswered, some by chance."""
    reads = set().union(*(rules.reads_in(state) for state in rules.main.states), rules.beginning_reads)
    for track, machine in rules.tracks.items():
        reads = reads.union(*(rules.reads_in(state, track) for state in machine.states))
    return {fact: _value(rules, fact, chance) for fact in sorted(reads)}


def _value(rules: Rulebook, fact: str, chance: random.Random) -> Any:
    kind, _, name = fact.partition(".")
    if kind == "answers":
        return None
    form, field_name = (rules.procedure.subject or "", name) if kind == "subject" else name.split(".", 1)
    known = rules.module.forms.get(form)
    field = {placed.name: placed.field for placed in placed_fields(known)}.get(field_name) if known else None
    if field is None:
        return None
    if field.type == "yes_no":
        return chance.random() < 0.5
    if chance.random() < UNANSWERED:
        return None
    if field.type == "code" and field.list:
        return chance.choice(sorted(rules.module.codelists[field.list]))
    return "invented" if field.type == "text" else None


def old_view(pair: Pair) -> Seen:
    """Return what the prototype says."""
    run = pair.old
    rows = {
        f"{track}/{key}": (row["state"], day_of(row["due"]))
        for track, kept in run.tracks.items()
        for key, row in kept.items()
    }
    return Seen(run.state, day_of(run.due), rows, {party: _old_possible(run, party) for party in run.proc["parties"]})


def _old_possible(run: Any, party: str) -> frozenset[str]:
    if run.proc["states"][run.state].get("final"):
        return frozenset()
    found = set(run.allowed(party))
    for track, kept in run.tracks.items():
        for key, row in kept.items():
            found |= {f"{track}/{key}:{action}" for action in run.allowed(party, row)}
    return frozenset(found)


def new_view(pair: Pair) -> Seen:
    """Return what the engine says."""
    situation = pair.new
    rows = {
        f"{row.track}/{row.key}": (row.state, row.due.deadline.local_date if row.due else None)
        for row in situation.rows.values()
    }
    due = situation.due.deadline.local_date if situation.due else None
    return Seen(
        situation.state, due, rows, {party: _new_possible(pair, party) for party in pair.rules.procedure.parties}
    )


def _new_possible(pair: Pair, party: str) -> frozenset[str]:
    if pair.rules.procedure.states[pair.new.state].final:
        return frozenset()
    offered = possible(pair.rules, pair.new, party, pair.now)
    allowed = [one for one in offered if one.standing is Standing.ALLOWED]
    return frozenset(f"{one.place}:{one.action}" if one.place.track else one.action for one in allowed)


def do(pair: Pair, party: str, action: str) -> None:
    """Do an action in both; raises AssertionError when only one of them refuses."""
    place, _, name = action.rpartition(":")
    track, _, key = place.partition("/")
    pair.trace.append(f"{party} {action}")
    row = pair.old.tracks[track][key] if track else None
    chosen = tuple(Player(country) for country in TRACK_COUNTRIES)
    move = Move(
        name, party, track=(track, key) if track else None, reason="because", player=_player(pair, party, key),
        choose=_choice(pair, track, name, chosen),
    )  # fmt: skip
    refused_old = refused_new = ""
    try:
        pair.old.do(name, party, row, dict(pair.old.forms), _old_choice(pair, track, name))
    except refusal() as error:
        refused_old = str(error)
    try:
        pair.new = _rows_told(step(pair.rules, pair.new, move, pair.now).situation)
    except CounterpartError as error:
        refused_new = str(error)
    assert bool(refused_old) == bool(refused_new), f"{action}: prototype {refused_old!r}, engine {refused_new!r}"


def _player(pair: Pair, party: str, key: str) -> Player | None:
    """Return who acts where many play a party: the one of the row, else the first."""
    players = pair.new.players(party)
    return next((player for player in players if player.member == key), players[0] if len(players) > 1 else None)


def _assigns(pair: Pair, track: str, action: str) -> bool:
    machine = pair.rules.procedure.tracks[track] if track else pair.rules.procedure
    return any(effect.assign is not None for effect in machine.actions[action].effects)


def _choice(pair: Pair, track: str, action: str, chosen: tuple[Player, ...]) -> tuple[Player, ...]:
    """Choose for a track all of the countries, for a party the first."""
    return chosen[:1] if _assigns(pair, track, action) else chosen


def _old_choice(pair: Pair, track: str, action: str) -> Any:
    return {"country": TRACK_COUNTRIES[0]} if _assigns(pair, track, action) else list(TRACK_COUNTRIES)


def answer(pair: Pair, question: str, chance: random.Random) -> None:
    """Answer a question in both: with a code of its list, else with some text."""
    pair.trace.append(f"answer {question}")
    kind = pair.old.qs[question]["answer"]
    codes = sorted(pair.rules.module.codelists.get(kind, {}))
    value = chance.choice(codes) if codes else "something"
    pair.old.answers[question] = value
    known = pair.new.known
    facts = {**known.facts, f"answers.{question}": value if codes else None}
    pair.new = replace(pair.new, known=replace(known, facts=facts, answered=(*known.answered, question)))


def wait(pair: Pair, period: str) -> None:
    """Let time pass in both; the prototype acts one second after a date, so the engine's clock is read then, too."""
    pair.trace.append(f"wait {period}")
    pair.old.wait(period)
    end = pair.now + dt.timedelta(days=parse_period(period).count)
    while True:
        due = [alarm.fire_at for alarm in next_alarms(pair.rules, pair.new)]
        if not due or min(due) > end:
            break
        pair.now = max(pair.now, min(due) + dt.timedelta(seconds=1))
        pair.new = _rows_told(fire_due(pair.rules, pair.new, pair.now).situation)
    pair.now = max(end, pair.now)


def moved(pair: Pair, chance: random.Random) -> bool:
    """Make one random move in both; False when the walk is over."""
    before = old_view(pair)
    if pair.old.proc["states"][before.state].get("final"):
        return False
    options = sorted((party, action) for party, actions in before.possible.items() for action in actions)
    open_questions = sorted(set(pair.old.qs) - set(pair.old.answers))
    if open_questions and chance.random() < ANSWERED:
        answer(pair, chance.choice(open_questions), chance)
        return True
    if options and chance.random() < 0.75:
        do(pair, *chance.choice(options))
    else:
        wait(pair, chance.choice(WAITS))
    return True
