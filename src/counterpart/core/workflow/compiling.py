"""From a definition to a `Rulebook`: parse every condition, read every deadline, sort the actions by state.

The module has passed the checker: what that refuses (a misspelt condition, a state that does not exist) raises here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterpart.core.conditions import RowFact, parse
from counterpart.core.deadlines import Reminder, Unit, parse_period, parse_reminder
from counterpart.core.deadlines.periods import Period
from counterpart.core.definitions.due import Due, SinceEntry, parse_due
from counterpart.core.definitions.effects import Effect
from counterpart.core.definitions.module import ModuleDefinition
from counterpart.core.definitions.procedures import Action, Child, Clock, Machine, Procedure, State, Track
from counterpart.core.definitions.questions import placed_questions
from counterpart.core.errors import NotFound
from counterpart.core.workflow.due_parts import clocks_behind, dates_behind, tracks_behind
from counterpart.core.workflow.forms import FormRules, compile_form
from counterpart.core.workflow.forms.values import CONVERTED
from counterpart.core.workflow.machine import (
    ActionRules,
    ChildRules,
    ClockRules,
    EffectRules,
    MachineRules,
    NeedRules,
    QuestionRules,
    Rulebook,
    StateRules,
    WayRules,
)
from counterpart.core.workflow.profile import Profile
from counterpart.core.workflow.reading import reads_form, with_reads

_FIRST_VERBS = frozenset({"assign", "set"})
_AT_ONCE = Period(0, Unit.DAY)


class Rulebooks:
    """The procedures of one module for one network, each made ready at its first use and kept."""

    def __init__(self, module: ModuleDefinition, profile: Profile) -> None:
        """Take a module that passed the checker, and the profile of the network."""
        self.module = module
        self.profile = profile
        self._kept: dict[str, Rulebook] = {}

    def __getitem__(self, procedure: str) -> Rulebook:
        """Return the rulebook of a procedure; raises NotFound for one that the module does not have."""
        if procedure not in self._kept:
            self._kept[procedure] = compile_procedure(self.module, procedure, self.profile)
        return self._kept[procedure]


def compile_procedure(module: ModuleDefinition, name: str, profile: Profile) -> Rulebook:
    """Return a procedure ready to run; raises NotFound for one that the module does not have."""
    procedure = module.procedures.get(name)
    if procedure is None:
        raise NotFound("procedure_unknown", procedure=name)
    address = f"procedure.{name}"
    tracks = {track: _track(track, declared, address) for track, declared in procedure.tracks.items()}
    main = _machine("", procedure, address)
    forms = _forms(module, procedure, (main, *tracks.values()))
    beginning = _effects(procedure.on_start)
    behind = main.reads_dates.union(*(rules.reads_dates for rules in tracks.values()))
    return with_reads(
        Rulebook(
            module=module,
            name=name,
            procedure=procedure,
            profile=profile,
            main=main,
            tracks=tracks,
            clocks={clock: _clock(clock, declared) for clock, declared in procedure.clocks.items()},
            children={child: _child(child, declared) for child, declared in procedure.children.items()},
            questions=_questions(module, procedure),
            forms=forms,
            kinds=_kinds(module, procedure, forms),
            policies={policy: declared.default == "on" for policy, declared in module.policies.items()},
            starter=next(iter(procedure.parties), ""),
            form_dates=frozenset(date for date in behind if date.startswith("form.")),
            beginning=beginning,
        )
    )


def _track(name: str, track: Track, address: str) -> MachineRules:
    return _machine(name, track, f"{address}.{name}", track)


def _machine(name: str, machine: Machine, address: str, track: Track | None = None) -> MachineRules:
    """Return a machine with its states and actions."""
    going_on = frozenset(state for state, declared in machine.states.items() if not declared.final)
    actions = {
        action: _action(action, declared, going_on, f"{address}.action.{action}", _all_effects(declared, machine))
        for action, declared in machine.actions.items()
    }
    states = {state: _state(state, declared, actions.values()) for state, declared in machine.states.items()}
    return MachineRules(
        track=name,
        start=machine.start,
        states=states,
        actions=actions,
        owners=track.owners if track else (),
        per=track.per if track else "",
        ends_with_main=(track.ends_with_main or "") if track else "",
        has_autos=any(state.autos for state in states.values()),
        reads_dates=frozenset[str]().union(*(state.reads_dates for state in states.values())),
        reads_clocks=frozenset[str]().union(*(state.reads_clocks for state in states.values())),
    )


def _all_effects(action: Action, machine: Machine) -> tuple[Effect, ...]:
    """Return the effects of an action and of the states that it may lead to: a choice may be wanted by any of them."""
    targets = (machine.states[way.state] for way in action.to if way.state in machine.states)
    return (*action.effects, *(effect for state in targets for effect in state.effects))


def _action(
    name: str, action: Action, going_on: frozenset[str], address: str, all_effects: tuple[Effect, ...]
) -> ActionRules:
    """Return an action; `'*'` means every state that is not final."""
    named = frozenset(action.from_)
    effects = _effects(action.effects)
    own = frozenset(action.form)
    ways = tuple(WayRules(way.state, parse(way.when) if way.when else None) for way in action.to)
    return ActionRules(
        name=name,
        text=address,
        by=action.by,
        sources=(named - {"*"}) | going_on if "*" in named else named,
        ways=ways,
        when=parse(action.when) if action.when else None,
        needs=tuple(
            NeedRules(need, parse(rule.check), f"{address}.needs.{need}", reads_form(parse(rule.check), own))
            for need, rule in action.needs.items()
        ),
        complete=action.complete,
        forms=action.form,
        reason=action.reason,
        auto=action.auto,
        four_eyes=action.four_eyes,
        at_most=action.at_most,
        reopens=parse_period(action.reopens) if action.reopens else None,
        first=tuple(effect for effect in effects if effect.verb in _FIRST_VERBS),
        then=tuple(effect for effect in effects if effect.verb not in _FIRST_VERBS),
        tells=_tells(effects),
        chooses_for=tuple(dict.fromkeys(_chosen(all_effects))),
        chooses_questions=any(effect.open and effect.open.questions == "choice" for effect in all_effects),
        starts=tuple(effect.start.child for effect in action.effects if effect.start and effect.start.child),
        branches_on_form=any(way.when and reads_form(way.when, own) for way in ways),
        stays=frozenset(one.assign.party for one in all_effects if one.assign and one.assign.country),
        when_of_form=bool(action.when) and reads_form(parse(action.when or ""), own),
    )


def _chosen(effects: Iterable[Effect]) -> Iterable[str]:
    """Yield what is filled by the choice of who acts: a party (`assign`), or `track.<name>` (`open`)."""
    for effect in effects:
        if effect.assign and effect.assign.from_ == "choice":
            yield effect.assign.party
        elif effect.open and effect.open.for_ == "choice":
            yield f"track.{effect.open.track}"


def _state(name: str, state: State, actions: Iterable[ActionRules]) -> StateRules:
    """Return a state with what may happen in it; a review is a deadline of its own."""
    due, reminders, overdue = _deadline(state)
    effects = _effects(state.effects)
    here = tuple(action for action in actions if name in action.sources and (action.reopens or not state.final))
    return StateRules(
        name=name,
        owners=state.owner,
        final=state.final,
        outcome=state.outcome or "",
        due=due,
        reminders=reminders,
        escalate_after=parse_period(state.escalate.after) if state.escalate else None,
        escalate_to=state.escalate.to if state.escalate else (),
        overdue=overdue,
        effects=effects,
        tells=_tells(effects),
        quiet=state.quiet,
        edit=state.edit,
        sees=state.sees,
        actions=here,
        autos=tuple(action for action in here if action.auto and not state.final),
        fact=RowFact(name, state.final),
        reads_dates=dates_behind(due),
        reads_clocks=clocks_behind(due),
        reads_tracks=tracks_behind(due),
    )


def _deadline(state: State) -> tuple[Due | None, tuple[Reminder, ...], str]:
    """Return deadline, reminders and overdue action of a state.

    A standing state is due for review. When a missed review does nothing, its owner is told at the date and again
    after every such period.
    """
    reminders = tuple(parse_reminder(text) for text in state.remind)
    if state.standing is None:
        return parse_due(state.due) if state.due else None, reminders, state.overdue or ""
    period = parse_period(state.standing.review.removeprefix("every "))
    if state.standing.missed is None:
        reminders = (*reminders, Reminder(_AT_ONCE, "before"), Reminder(period, "after", every=True))
    return SinceEntry(period), reminders, state.standing.missed or ""


def _effects(effects: Iterable[Effect]) -> tuple[EffectRules, ...]:
    return tuple(EffectRules(effect.verb, effect, parse(effect.when) if effect.when else None) for effect in effects)


def _tells(effects: Iterable[EffectRules]) -> frozenset[str]:
    """Return the parties that the effects tell without a condition: they are not told of new work as well."""
    told = (rules.effect.notify.to for rules in effects if rules.effect.notify and not rules.when)
    return frozenset(party for parties in told for party in parties)


def _clock(name: str, clock: Clock) -> ClockRules:
    return ClockRules(
        name=name,
        starts=clock.starts,
        period=parse_period(clock.period),
        pauses=frozenset(clock.pauses),
        stops=frozenset(clock.stops),
        runs_out=clock.runs_out or "",
        party=clock.calendar_of or "",
        restarts=clock.restarts,
    )


def _child(name: str, child: Child) -> ChildRules:
    most, _, only_open = (child.at_most or "").partition(" ")
    return ChildRules(name, child.procedure, int(most) if most else None, bool(only_open))


def _questions(module: ModuleDefinition, procedure: Procedure) -> dict[str, QuestionRules]:
    """Return the questions of the procedure's sets by name."""
    found: dict[str, QuestionRules] = {}
    for set_name in procedure.questions:
        for placed in placed_questions(set_name, module.questionsets[set_name]):
            question = placed.question
            follow_if = parse(question.follow_if) if question.follow_if else None
            found[question.q] = QuestionRules(question.q, set_name, follow_if)
    return found


def _forms(module: ModuleDefinition, procedure: Procedure, machines: Iterable[MachineRules]) -> dict[str, FormRules]:
    """Return the forms that the procedure uses: its subject, those it lists, and those of its actions."""
    of_actions = (form for machine in machines for action in machine.actions.values() for form in action.forms)
    subject = (procedure.subject,) if procedure.subject else ()
    names = dict.fromkeys((*subject, *procedure.forms, *of_actions))
    return {name: compile_form(name, module.forms[name]) for name in names}


def _kinds(module: ModuleDefinition, procedure: Procedure, forms: Mapping[str, FormRules]) -> dict[str, str]:
    """Return the dotted names whose values must be converted (dates, numbers), with their kind."""
    kinds = {f"form.{form}.{name}": kind for form, rules in forms.items() for name, kind in rules.kinds.items()}
    if procedure.subject:
        kinds |= {f"subject.{name}": kind for name, kind in forms[procedure.subject].kinds.items()}
    for set_name in procedure.questions:
        for placed in placed_questions(set_name, module.questionsets[set_name]):
            kind = getattr(placed.question.answer, "kind", "")
            if kind in CONVERTED:
                kinds[f"answers.{placed.question.q}"] = kind
    return kinds
