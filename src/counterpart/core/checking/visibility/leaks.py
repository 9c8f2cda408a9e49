"""Does anything tell what it should hide? Placeholders of questions (V006) and refusals (V007).

Messages may name only what is in their closed list (G001), and statistics are checked where they stand (T004, T007).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpart.core.checking.area import Context, PlacedMachine, understood
from counterpart.core.checking.forms.questions import questions_in
from counterpart.core.checking.moves import sources
from counterpart.core.checking.visibility.sight import Sight, sight_of
from counterpart.core.conditions import FactKind, reads
from counterpart.core.definitions.forms import Form
from counterpart.core.definitions.procedures import SYSTEM, Action, Procedure
from counterpart.core.definitions.questions import QuestionSet
from counterpart.core.findings import Findings
from counterpart.core.texts import holes

SUBJECT = "subject"
OWNER = "owner"


def questions_name_what_is_seen(context: Context, findings: Findings) -> None:
    """V006: who has to answer a question sees what its placeholders show; otherwise it reads `[…]`."""
    for machine in context.main_machines:
        procedure = machine.procedure
        form = context.definition.forms.get(procedure.subject or "")
        sight = sight_of(context.definition, machine.procedure_id)
        if form is None or procedure.subject is None or not sight.restricted(procedure.subject):
            continue
        writers = _writers(procedure).get(SUBJECT, set())
        answering = {
            name: [each for each in _answering(context, machine.procedure_id, question_set) if each[0] not in writers]
            for name, question_set in context.definition.questionsets.items()
            if name in procedure.questions
        }
        for placed, address in questions_in(context):
            shown = _fields_shown(form, placed.question.text) if placed.question_set in answering else ()
            for party, states in answering[placed.question_set] if shown else ():
                hidden = _hidden(sight, procedure.subject, party, states, shown)
                if hidden:
                    message = f"question '{placed.question.q}': '{party}' answers it and does not see '{hidden}'"
                    hint = f"let '{party}' see the field, or leave the placeholder out"
                    context.error(findings, "V006", (*address, "text"), message, hint)


def _fields_shown(form: Form, text: str) -> tuple[str, ...]:
    """Return the fields of the subject that the placeholders of a question show."""
    patterns = [form.placeholders[hole.name] for hole in holes(text) if hole.name in form.placeholders]
    return tuple(dict.fromkeys(hole.name for pattern in patterns for hole in holes(pattern)))


def _answering(context: Context, procedure_id: str, question_set: QuestionSet) -> Iterator[tuple[str, frozenset[str]]]:
    """Give the parties that answer, each with the states of the main machine in which it hands its answers in.

    Who answers is said by `answered_by`, else it is who does an action that asks for `all_answered()`. Of rows of a
    track it is not known in which state the main machine is.
    """
    for machine in context.of_procedure(procedure_id):
        for action in machine.actions.values():
            if not _hands_answers_in(action):
                continue
            states = [state for state in sources(action, machine.machine) if machine.is_main]
            parties = [question_set.answered_by] if question_set.answered_by else action.by
            for party in parties:
                if party in machine.procedure.parties and party in action.by:
                    yield party, frozenset(states)


def _hands_answers_in(action: Action) -> bool:
    texts = [action.when, *(need.check for need in action.needs.values())]
    conditions = [understood(text) for text in texts]
    return any(fact.kind is FactKind.ANSWERED for condition in conditions if condition for fact in reads(condition))


def _hidden(sight: Sight, form: str, party: str, states: frozenset[str], shown: tuple[str, ...]) -> str:
    """Return a field that the party does not see, empty when it sees all. Where the state is not known, in any."""
    if states:
        opened = states & sight.opened_in(party)
        return next((name for name in shown if opened - sight.seen_in(party, form, name)), "")
    ever = sight.ever_seen_by(party, form)
    return next((name for name in shown if name not in ever), "")


def _writers(procedure: Procedure) -> Mapping[str, set[str]]:
    """Return for each form the parties that fill it in somewhere: they know what they wrote."""
    found: dict[str, set[str]] = {}
    for machine in (procedure, *procedure.tracks.values()):
        for state in machine.states.values():
            for editor, forms in state.edit.items():
                for form in forms:
                    found.setdefault(form, set()).update(state.owner if editor == OWNER else (editor,))
        for action in machine.actions.values():
            for form in action.form:
                found.setdefault(form, set()).update(action.by)
    return found


def refusals_tell_nothing_hidden(context: Context, findings: Findings) -> None:
    """V007: what `needs` reads is seen by whoever reads the refusal: the greyed button would tell its value."""
    for machine in context.machines:
        known = _Known(sight_of(context.definition, machine.procedure_id))
        for name, action in machine.actions.items():
            for need, rule in action.needs.items():
                for party, read in _unseen(machine, known, action, rule.check):
                    address = ("actions", name, "needs", need, "check")
                    message = f"{machine.name}.{name}: '{party}' would learn of '{read}', which it does not see"
                    hint = f"let '{party}' see it, or write the condition under 'when' of another party's action"
                    machine.error(findings, "V007", address, message, hint)


def _unseen(machine: PlacedMachine, known: _Known, action: Action, check: str) -> Iterator[tuple[str, str]]:
    """Give the parties that do an action with what its condition reads and they do not see when they may do it."""
    condition = understood(check)
    facts = sorted(reads(condition)) if condition else []
    names = [fact.name for fact in facts if fact.kind is FactKind.NAME]
    states = frozenset(sources(action, machine.machine) if machine.is_main else machine.procedure.states)
    parties = [party for party in action.by if party != SYSTEM and party in machine.procedure.parties]
    for party in parties:
        opened = states & known.sight.opened_in(party)
        for name in names:
            unseen = opened - known.states(party, name)
            if unseen and (machine.is_main or unseen == opened):
                yield party, name


class _Known:
    """What the parties of one procedure see of what conditions name; what they wrote themselves they know."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self._writers = _writers(sight.procedure)
        handing_in = [action.by for action in sight.procedure.actions.values() if _hands_answers_in(action)]
        self._answering = frozenset(party for parties in handing_in for party in parties)

    def states(self, party: str, name: str) -> frozenset[str]:
        """Return the states in which a party sees what is named; what is no field and no answer is no secret."""
        procedure, opened = self.sight.procedure, self.sight.opened_in(party)
        first, _, rest = name.partition(".")
        if first == "answers":
            return opened if party in self._answering else self.sight.answer_seen_in(party, rest)
        form, _, field = (procedure.subject or "", "", rest) if first == SUBJECT else rest.partition(".")
        if first not in (SUBJECT, "form") or not self.sight.restricted(form):
            return opened
        written = party in self._writers.get(SUBJECT if first == SUBJECT else form, ())
        return opened if written else self.sight.seen_in(party, form, field)
