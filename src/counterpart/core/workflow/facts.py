"""What a condition reads of a situation: the one place where a dotted name becomes a value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from counterpart.core.conditions import ABSENT, RowFact
from counterpart.core.workflow.forms.values import typed
from counterpart.core.workflow.machine import QuestionRules
from counterpart.core.workflow.parties import players_in
from counterpart.core.workflow.verdicts import UndeclaredFact
from counterpart.core.workflow.working import Doer, Running, Working

_SEALED = frozenset({"subject", "answers", "form"})


class SituationFacts:
    """The facts of one machine of a situation, for one who acts (`conditions.Facts`).

    Inside a track `form.*`, `answers.*` and the questions are the track's own. Values that the caller did not load
    raise `UndeclaredFact`; values of the forms that are handed in with the action are simply absent when empty.
    """

    def __init__(self, work: Working, running: Running, doer: Doer) -> None:
        """Take the working copy, the machine, and who acts."""
        self._work = work
        self._running = running
        self._doer = doer

    @cached_property
    def today(self) -> date:
        """Return the date that who acts reads, else the party that started the exchange."""
        return self._work.today(self._doer.player)

    def value(self, name: str) -> object:
        """Return the value of a dotted name, or `ABSENT`; raises UndeclaredFact for one that was not loaded."""
        root, _, rest = name.partition(".")
        if root == "exchange":
            return self._of_exchange(rest)
        if root in _SEALED:
            return self._sealed(root, name)
        if root == "parent":
            return self._of_parent(rest)
        if not rest:
            return {"today": self.today, "now": self._work.now}.get(root, ABSENT)
        return self._of_party(root, rest)

    def _of_exchange(self, name: str) -> object:
        work = self._work
        match name:
            case "wanted_on":
                return work.wanted_on or ABSENT
            case "agreed_on":
                return work.agreed_on or ABSENT
            case "urgent":
                return work.urgent
            case "copied":
                return work.copied
        return ABSENT

    def _sealed(self, root: str, name: str) -> object:
        doer, running = self._doer, self._running
        if name in doer.form:
            return _present(doer.form[name])
        if root == "form" and name.split(".", 2)[1] in doer.forms:
            return ABSENT
        inside = bool(running.place.track) and root != "subject"
        loaded = running.facts if inside else self._work.known.facts
        if name not in loaded:
            return self._copied_date(name)
        return _present(typed(self._work.rules.kinds.get(name, ""), loaded[name], name))

    def _copied_date(self, name: str) -> object:
        """Return a date that was copied for a deadline: it lies in clear."""
        if name in self._work.dates:
            return _present(typed(self._work.rules.kinds.get(name, ""), self._work.dates[name], name))
        raise UndeclaredFact(name)

    def _of_parent(self, name: str) -> object:
        parent = self._work.known.parent
        if parent is None:
            return ABSENT
        if name == "state":
            return parent.state
        whole = f"parent.{name}"
        facts = self._work.known.facts
        if name not in parent.facts and whole not in facts:
            raise UndeclaredFact(whole)
        return _present(parent.facts[name] if name in parent.facts else facts[whole])

    def _of_party(self, party: str, name: str) -> object:
        """Return the member of a party, or how a switch stands: the authority's own value, else its member's."""
        player = next(iter(players_in(self._work, self._running, party)), None)
        if player is None:
            return ABSENT
        if name == "member":
            return player.member or ABSENT
        policy = name.removeprefix("policy.")
        switches = self._work.known.switches
        for whose in (player.name, player.member):
            if policy in switches.get(whose, {}):
                return switches[whose][policy]
        return self._work.rules.policies.get(policy, ABSENT)

    def asked(self, question: str) -> bool:
        """Say whether the question was asked, in a row: whether the row took it over."""
        return question in self._asked

    def any_asked(self) -> bool:
        """Say whether any question was asked."""
        return bool(self._asked)

    @property
    def _asked(self) -> Collection[str]:
        return self._running.questions if self._running.place.track else self._work.known.asked

    def all_answered(self, question_set: str | None) -> bool:
        """Say whether every question that needs an answer here (of the set, or of all) has one or a reason why not."""
        answered = self._running.answered if self._running.place.track else self._work.known.answered
        return all(
            question.name in answered
            for question in self.to_answer()
            if question_set is None or question.question_set == question_set
        )

    def to_answer(self) -> list[QuestionRules]:
        """Return the questions that need an answer here.

        Those that were asked and are not with a row (grammar, section 3: a part takes its questions along until they
        come back), and those that an answer makes necessary (`follow_if`).
        """
        asked, elsewhere = self._asked, self._elsewhere()
        return [
            question
            for name, question in self._work.rules.questions.items()
            if name not in elsewhere
            and (name in asked or (question.follow_if is not None and question.follow_if.holds(self)))
        ]

    def _elsewhere(self) -> set[str]:
        """Return the questions that rows hold: still open, or answered by them. Others have come back."""
        if self._running.place.track:
            return set()
        return questions_with_rows(self._work)

    def rows(self, machine: str) -> Sequence[RowFact]:
        """Return the rows of the newest round of a track, or the children of that name."""
        return self._work.row_facts(machine)

    def consulted(self, procedure: str) -> bool:
        """Say whether the acting authority searched or read the procedure since the draft began."""
        return procedure in self._work.known.consulted


def questions_with_rows(work: Working) -> set[str]:
    """Return the questions that rows of tracks hold: those of open rows, and of rows that ended with success."""
    held: set[str] = set()
    for track, machine in work.rules.tracks.items():
        for key, state in work.states_of(track):
            running = work.touched.get(key)
            questions = running.questions if running is not None else work.before.rows[key].questions
            rules = machine.states[state]
            if questions and (not rules.final or rules.outcome == "success"):
                held.update(questions)
    return held


def _present(value: object) -> object:
    """Return a value, `ABSENT` for one that was left empty."""
    empty = value is None or value == "" or (isinstance(value, list | tuple | Mapping) and not value)
    return ABSENT if empty else value
