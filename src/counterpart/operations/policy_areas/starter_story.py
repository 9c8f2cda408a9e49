"""The first scenario of a new module: what happens when everybody simply does the next thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from counterpart.core.composing import Area, members_named
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.procedures import SYSTEM, Procedure
from counterpart.core.definitions.scenarios import Given, Scenario, Step
from counterpart.core.errors import CounterpartError, Refused
from counterpart.core.simulation.casting import OF_NO_MEMBER, cast_for
from counterpart.core.simulation.doing import perform
from counterpart.core.simulation.stage import ROOT, Stage
from counterpart.core.workflow import Standing, possible
from counterpart.operations.policy_areas.starter import ANSWERS, FORM, QUESTION

_BEGINS = date(2026, 3, 2)
_WANTED = _BEGINS + timedelta(days=18)
_MOST_STEPS = 8


@dataclass(slots=True)
class _Tale:
    """The scenario as far as it has been told."""

    lines: list[str] = field(default_factory=list)
    been: set[str] = field(default_factory=set)


def story_of(area: Area, procedure: str, network: NetworkDefinition) -> str:
    """Return a scenario that can be played: from the start, along the first thing that each owner can do."""
    given = _given(area, area.definition.procedures[procedure], network)
    scenario = Scenario(scenario="A first story", procedure=procedure, given=given, steps=(Step(expect="any"),))
    stage = Stage(area, network, scenario)
    tale = _Tale()
    tale.lines += [f"  - {{expect: {_state(stage)}}}"]
    while len(tale.been) < _MOST_STEPS and _go_on(stage, tale):
        pass
    return "\n".join((*_head(area, scenario), "steps:", *tale.lines, ""))


def _go_on(stage: Stage, tale: _Tale) -> bool:
    """Tell one more step, if somebody can do something that leads on."""
    before = _state(stage)
    tale.been.add(before)
    for party, action in _next_actions(stage):
        for answers in ({}, ANSWERS) if stage.records[ROOT].asked else ({},):
            steps = [Step(as_=party, answer=answers)] if answers else []
            if _tried(stage, [*steps, Step(as_=party, do=action)], tale.been):
                tale.lines += [f"  - {{as: {party}, answer: {_quoted(answers)}}}"] if answers else []
                tale.lines += [f"  - {{do: {action}, as: {party}}}", f"  - {{expect: {_state(stage)}}}"]
                return True
    return False


def _tried(stage: Stage, steps: list[Step], been: set[str]) -> bool:
    """Do the steps if they can be done and lead to another state; say whether they were."""
    try:
        with stage.all_or_nothing():
            for step in steps:
                perform(stage, step)
            if _state(stage) in been:
                raise Refused("been_there")
    except CounterpartError:
        return False
    return True


def _next_actions(stage: Stage) -> Iterator[tuple[str, str]]:
    """Give what the owners of the state may do without a reason or a choice, in the order of writing."""
    situation = stage.ready().with_family(ROOT)
    rules = stage.rules
    for owner in rules.main.states[situation.state].owners:
        if owner == SYSTEM:
            continue
        for one in possible(rules, situation, owner, stage.now):
            waits = one.standing is Standing.REFUSED and all(hindrance.code == "needs" for hindrance in one.obstacles)
            plain = one.reason != "required" and not one.chooses and not one.place.track
            if plain and (waits or one.standing is Standing.ALLOWED):
                yield owner, one.action


def _state(stage: Stage) -> str:
    return stage.matter.exchanges[ROOT].situation.state


def _given(area: Area, procedure: Procedure, network: NetworkDefinition) -> Given:
    """Return who takes part, each party from a fitting member, and a subject that is complete."""
    members = members_named(network, area.definition.countries, on=_BEGINS)
    text = procedure.model_dump_json()
    asks = any("questions" in forms for state in procedure.states.values() for forms in state.edit.values())
    return Given.model_validate(
        {
            "at": f"{_BEGINS.isoformat()} 09:00",
            "parties": _cast(procedure, members[:3]),
            "subject": {"title": "An example"} if procedure.subject == FORM else {},
            "exchange": {"wanted_on": _WANTED.isoformat()} if "exchange.wanted_on" in text else {},
            "ask": [QUESTION] if asks else [],
            "members": members[:3] if "all" in text and procedure.tracks else [],
        }
    )


def _cast(procedure: Procedure, members: tuple[str, ...]) -> dict[str, str]:
    """Return a member for each party that stands for one authority."""
    played = cast_for(procedure, members).items()
    return {party: cast[0] for party, cast in played if cast != OF_NO_MEMBER and not procedure.parties[party].many}


def _head(area: Area, scenario: Scenario) -> Iterator[str]:
    given = scenario.given
    yield f"# Try it out: counterpart module simulate {area.name} -v"
    yield f"scenario: {scenario.scenario}"
    yield f"procedure: {scenario.procedure}"
    yield "given:"
    yield f'  at: "{given.at}"'
    parties = {name: players[0].member for name, players in given.parties.items()}
    yield f"  parties: {_inline(parties)}"
    if given.members:
        yield f"  members: [{', '.join(given.members)}]"
    if given.subject:
        yield f"  subject: {_inline(given.subject)}"
    if given.exchange:
        yield f"  exchange: {_quoted(given.exchange)}"
    if given.ask:
        yield f"  ask: [{', '.join(given.ask)}]"


def _quoted(values: Mapping[str, object]) -> str:
    return _inline({name: f'"{value}"' for name, value in values.items()})


def _inline(values: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
