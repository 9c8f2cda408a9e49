"""Playing a scenario: step by step, until the end or the first claim that is not so."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.composing.area import Area
from counterpart.core.deadlines import parse_period
from counterpart.core.definitions.scenarios import Step
from counterpart.core.errors import CounterpartError, NotFound, OutOfTurn, Refused
from counterpart.core.findings import Position
from counterpart.core.simulation.doing import author_of, perform
from counterpart.core.simulation.events import Event, due_at, due_in_words
from counterpart.core.simulation.looking import Unmet, look
from counterpart.core.simulation.refusals import CODES, in_words, reasons_of
from counterpart.core.simulation.stage import ROOT, Stage
from counterpart.core.simulation.stories import Story
from counterpart.core.texts import Speaker, speaker_for
from counterpart.core.workflow import MAIN, Player, Rulebook
from counterpart.core.workflow.parties import may_play
from counterpart.core.workflow.working import Working
from counterpart.core.writing.editing import check_offered

LAST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Failure:
    """Where a scenario does not tell the truth: what was expected and what is, how it stands, and what led there."""

    position: Position
    expected: str
    found: str
    state: str = ""
    due: str = ""
    last: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario that was played; `failure` is None when all of it is so."""

    story: Story
    events: tuple[Event, ...] = ()
    failure: Failure | None = None

    @property
    def well(self) -> bool:
        """Return whether every step went as the scenario says."""
        return self.failure is None


def play(area: Area, story: Story) -> Played:
    """Play a scenario of a module that passed the checker."""
    return _Playing(area, story).played()


class _Playing:
    def __init__(self, area: Area, story: Story) -> None:
        self.area = area
        self.story = story
        self.stage: Stage | None = None
        self.speakers: dict[str, Speaker] = {}

    def played(self) -> Played:
        """Begin, and take one step after another."""
        network = self.area.network
        if network is None:
            raise NotFound("network_missing", module=self.area.name)
        try:
            self.stage = Stage(self.area, network, self.story.scenario)
            _check_players(self.stage.rules, self.stage)
            check_offered(self.stage, ROOT, self.story.scenario.given.ask)
        except CounterpartError as error:
            return self._failed(("given",), "this to be a beginning", self._in_words(error))
        for index, step in enumerate(self.story.scenario.steps):
            failed = self._step(self.stage, index, step)
            if failed is not None:
                return failed
        return Played(self.story, tuple(self.stage.events))

    def _step(self, stage: Stage, index: int, step: Step) -> Played | None:
        """Take one step; return how it failed, None when it did not."""
        at = ("steps", index)
        try:
            if step.model_fields_set & {"wait", "until", "subject", "exchange", "ask", "answer", "do"}:
                stage.heard_from = len(stage.events)
            if step.wait is not None:
                stage.pass_time(stage.later(parse_period(step.wait)))
            if step.until is not None:
                self._wait_until(stage, step.until)
            self._perform(stage, step)
            look(stage, step, author_of(stage, step), self._speakers(step))
        except Unmet as unmet:
            return self._failed(at, unmet.expected, unmet.found)
        except CounterpartError as error:
            what = f"'{step.do}' to be possible" if step.do else "this to be possible"
            return self._failed(at, what, f"it is refused: {self._in_words(error)}")
        return None

    def _wait_until(self, stage: Stage, written: str) -> None:
        moment = stage.moment(written)
        if moment < stage.now:
            raise Unmet(
                f"time to pass until {written}",
                f"it is {stage.now.astimezone(stage.calendar.clock):%Y-%m-%d %H:%M} by then",
            )
        stage.pass_time(moment)

    def _perform(self, stage: Stage, step: Step) -> None:
        """Do what a step does; a refusal must be as the step says."""
        if step.refused is None:
            perform(stage, step)
            return
        try:
            perform(stage, step)
        except (Refused, OutOfTurn) as error:
            needs = self._needs_of(stage, step)
            compared = step.refused in CODES or step.refused in needs
            if compared and step.refused not in reasons_of(error):
                raise Unmet(f"a refusal because of '{step.refused}'", f"it is {self._in_words(error)}") from error
            self._tell_refusal(stage, step, error)
            return
        raise Unmet(f"a refusal ({step.refused})", f"'{step.do or 'it'}' was done")

    def _tell_refusal(self, stage: Stage, step: Step, error: CounterpartError) -> None:
        key = stage.key_of(step.child) if error.code != "child_missing" else ROOT
        who = f"{step.as_}: " if step.as_ else ""
        words = f"{who}{step.do or 'what was written'}, because {self._in_words(error)}"
        stage.tell(key, MAIN, "refused", words)

    def _needs_of(self, stage: Stage, step: Step) -> set[str]:
        """Return the names of what an action needs: a scenario may say which of them is not met."""
        rules = stage.rules_of(stage.key_of(step.child))
        track = step.track.partition("/")[0] if step.track else ""
        action = rules.machine(track).actions.get(step.do or "")
        return {need.name for need in action.needs} if action else set()

    def _speakers(self, step: Step) -> dict[str, Speaker]:
        if step.lang is not None and step.lang not in self.speakers:
            self.speakers[step.lang] = speaker_for(self.area, step.lang)
        return self.speakers

    def _in_words(self, error: CounterpartError) -> str:
        source = self.area.definition.source_language
        speaker = self.speakers.setdefault(source, speaker_for(self.area, source))
        return in_words(error, lambda address: speaker.text(address) if address in speaker.english else address)

    def _failed(self, address: tuple[str | int, ...], expected: str, found: str) -> Played:
        position, stage = self.story.at(*address), self.stage
        if stage is None:
            return Played(self.story, (), Failure(position, expected, found))
        situation = stage.matter.exchanges[ROOT].situation
        moves = [event for event in stage.events if event.kind == "move"][-LAST_STEPS:]
        due = due_in_words(due_at(situation, MAIN))
        failure = Failure(position, expected, found, situation.state, due, tuple(moves))
        return Played(self.story, tuple(stage.events), failure)


def _check_players(rules: Rulebook, stage: Stage) -> None:
    """Raise Refused for an authority that could not have been chosen for its party (grammar, section 4)."""
    situation = stage.ready().with_family(ROOT)
    work = Working(rules, situation, stage.now)
    for party, seats in situation.seats.items():
        for seat in seats:
            if seat.player != Player() and not may_play(work, party, seat.player):
                raise Refused("choice_unfit", player=seat.player.name, party=party)
